"""
What the care system puts behind each port is what the port says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from fastomsorg_example_host import (
    HostJournal,
    HostPeople,
    HostPlan,
    HostPolicy,
    Register,
    Roles,
    database_at,
)
from fastomsorg_example_host._journal import ENTRIES
from fastomsorg_example_host._plan import SHOWN
from fastomsorg_sql import SharedStore, over
from sqlalchemy import Column, Connection, Engine, event, select
from sqlalchemy.engine.interfaces import DBAPIConnection

from fastomsorg.care import Client, Employment, StaffMember, Unit
from fastomsorg.hooks import Panel, Put
from fastomsorg.terms import Instant, Permission
from fastomsorg.testing import (
    JournalConformance,
    PeopleConformance,
    PlanConformance,
    PolicyConformance,
    PolicyOf,
    SharingConformance,
)


class ByItsForms:
    """
    Fills the register as its users do: form by form. Only what the suite of people calls.
    """

    def __init__(self, register: Register) -> None:
        self._register = register

    def put_units(self, units: Iterable[Unit], *, now: Instant) -> Iterator[Put]:
        for unit in units:
            self._register.save_unit(unit)
            yield Put.NEW

    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        for client in clients:
            self._register.save_client(client, at=now)
            yield Put.NEW

    def put_staff(
        self, staff: Iterable[tuple[StaffMember, date | None]], *, now: Instant
    ) -> Iterator[Put]:
        for member, first_day in staff:
            self._register.save_staff(member, at=now, holds_from=first_day)
            yield Put.NEW

    def put_employments(
        self, employments: Iterable[tuple[str, Employment]], *, now: Instant
    ) -> Iterator[Put]:
        for staff, employment in employments:
            self._register.save_employment(staff, employment, at=now)
            yield Put.NEW


class TestPeople(PeopleConformance):
    @pytest.fixture
    def people(self, database: Engine) -> HostPeople:
        return HostPeople(database)

    @pytest.fixture
    def intake(self, database: Engine) -> ByItsForms:
        return ByItsForms(Register(database))


class TestPolicy(PolicyConformance):
    @pytest.fixture
    def policy_of(self, database: Engine) -> PolicyOf:
        def policy_of(given: Mapping[str, tuple[tuple[Permission, str | None], ...]]) -> HostPolicy:
            roles = Roles(database)
            for user in given:
                roles.take_back(user)
                for permission, unit in given[user]:
                    roles.give(user, permission, unit=unit)
            return HostPolicy(database)

        return policy_of


def told(database: Engine, column: Column[UUID], order: Column[int]) -> Callable[[], list[UUID]]:
    def stands() -> list[UUID]:
        with database.connect() as connection:
            return list(connection.execute(select(column).order_by(order)).scalars())

    return stands


class TestJournal(JournalConformance):
    @pytest.fixture
    def journal(self, database: Engine) -> HostJournal:
        return HostJournal(database)

    @pytest.fixture
    def stands(self, database: Engine) -> Callable[[], Sequence[UUID]]:
        return told(database, ENTRIES.c.note, ENTRIES.c.number)


class TestJournalInTheSameTransaction(SharingConformance):
    """
    Registrations in the care system's own database, beside its journal: one transaction for both.
    """

    @pytest.fixture
    def database(self, tmp_path: Path) -> Engine:
        file = tmp_path / "together.db"
        Panel.installed(frozenset({"sql"})).storage(f"sqlite:///{file}")
        database = database_at(str(file))
        event.listen(database, "connect", guarded)
        return database

    @pytest.fixture
    def connection(self, database: Engine) -> Iterator[Connection]:
        with database.connect() as connection:
            yield connection

    @pytest.fixture
    def sharing(self, connection: Connection) -> HostJournal:
        return HostJournal(connection)

    @pytest.fixture
    def storage(self, connection: Connection) -> SharedStore:
        return over(connection)

    @pytest.fixture
    def stands(self, database: Engine) -> Callable[[], Sequence[UUID]]:
        return told(database, ENTRIES.c.note, ENTRIES.c.number)

    @pytest.fixture
    def commit(self, connection: Connection) -> Callable[[], None]:
        return connection.commit


def guarded(connection: DBAPIConnection, _: object) -> None:
    """
    As the store wants every connection that it shares to be.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.close()


class TestPlan(PlanConformance):
    @pytest.fixture
    def plan(self, database: Engine) -> HostPlan:
        return HostPlan(database)

    @pytest.fixture
    def stands(self, database: Engine) -> Callable[[], Sequence[UUID]]:
        return told(database, SHOWN.c.snapshot, SHOWN.c.number)

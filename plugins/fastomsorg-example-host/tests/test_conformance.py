"""
What the care system puts behind each port is what the port says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

import pytest
from fastomsorg_example_host import (
    HostJournal,
    HostPeople,
    HostPlan,
    HostPolicy,
    Register,
    Roles,
)
from fastomsorg_example_host._journal import ENTRIES
from fastomsorg_example_host._plan import SHOWN
from sqlalchemy import Column, Engine, select

from fastomsorg.care import Client, Employment, StaffMember, Unit
from fastomsorg.hooks import Put
from fastomsorg.terms import Instant, Permission
from fastomsorg.testing import (
    JournalConformance,
    PeopleConformance,
    PlanConformance,
    PolicyConformance,
    PolicyOf,
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


class TestPlan(PlanConformance):
    @pytest.fixture
    def plan(self, database: Engine) -> HostPlan:
        return HostPlan(database)

    @pytest.fixture
    def stands(self, database: Engine) -> Callable[[], Sequence[UUID]]:
        return told(database, SHOWN.c.snapshot, SHOWN.c.number)

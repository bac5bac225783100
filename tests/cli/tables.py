"""
Tables read without a store: the lives that enactments and registrations give.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

import attrs

from fastomsorg.care import Client, StaffMember
from fastomsorg.casework import Casework, Desk, ImportReport, TableFile
from fastomsorg.history import ContactChanged, EnactmentStarted, Event, Life, StatusRecorded, life
from fastomsorg.terms import (
    Act,
    Actor,
    CaseKey,
    Permission,
    Purpose,
    Role,
    Setting,
    Status,
    day_after,
    start_of,
)
from fastomsorg.testing import MemoryStore, registered
from fastomsorg.wire.tables import (
    EmploymentRow,
    EnactmentRow,
    Line,
    RegistrationRow,
    StaffRow,
    TableError,
    read,
    table_of,
)

TODAY = dt.date(2025, 2, 17)

Tables = Mapping[str, list[Any]]


def rows_of(file: str, stream: IO[bytes]) -> Iterator[Any]:
    """
    The rows of a table; one that is wrong fails the test.
    """
    for each in read(table_of(file), stream, file=file, today=TODAY):
        assert not isinstance(each, TableError), (each, each.got)
        assert isinstance(each, Line)
        yield each.row


def lives_of(
    enactments: Iterable[EnactmentRow], registrations: Iterable[RegistrationRow]
) -> dict[CaseKey, Life]:
    """
    The lives of all cases, in order of key, as taking the rows over one by one gives them.
    """
    envelopes: dict[CaseKey, list[tuple[Event, ...]]] = defaultdict(list)
    for begun in enactments:
        envelopes[begun.case].append((_started(begun),))
    for answered in registrations:
        envelopes[answered.case].append(tuple(_answered(answered)))
    return {key: life(registered(*envelopes[key], case=key)) for key in sorted(envelopes)}


def _started(row: EnactmentRow) -> EnactmentStarted:
    return EnactmentStarted(
        on=row.first_day,
        enactment=row.id,
        setting=row.setting,
        act=row.act,
        services=row.services,
        counts=(row.setting, row.act) == (Setting.HOME_CARE, Act.SOL),
        last_day=row.last_day,
    )


def _answered(row: RegistrationRow) -> Iterator[Event]:
    yield StatusRecorded(row.on, row.status)
    if row.status is Status.ACCEPTED:
        yield ContactChanged(row.on, Role.PRIMARY, row.primary)
        yield ContactChanged(row.on, Role.DEPUTY, row.deputy)


def ages(clients: Iterable[Client], on: dt.date) -> dict[str, int | None]:
    return {client.id: client.age_on(on) for client in clients}


def staff_of(
    rows: Iterable[StaffRow], employments: Iterable[EmploymentRow]
) -> dict[str, StaffMember]:
    """
    The staff with their employments.
    """
    held = defaultdict(list)
    for employed in employments:
        held[employed.staff].append(employed.employment)
    return {
        row.staff.id: attrs.evolve(row.staff, employments=tuple(held[row.staff.id])) for row in rows
    }


def taken_in(tables: Mapping[str, bytes], *, today: dt.date = TODAY) -> tuple[Desk, ImportReport]:
    """
    The tables read into a store of their own, and what was said of it.
    """
    store = MemoryStore()
    actor = Actor("keeper")
    store.policy.add_actor(actor)
    for permission in Permission:
        store.policy.grant("keeper", permission, None)
    casework = Casework(
        storage=store, people=store, policy=store.policy, clock=lambda: start_of(day_after(today))
    )
    desk = casework.acting(actor, Purpose.CASE_HANDLING)
    files = [TableFile(f"{kind}.csv", kind, BytesIO(content)) for kind, content in tables.items()]
    return desk, desk.import_tables(files)

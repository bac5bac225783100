"""
An office whose clients are visited, and the visits as any source may tell them.

Agda has Britta as her contact at *north* and nobody at *south*; Bo, at *north*, has Greta. Cilla is
at *south* alone, with a protected identity.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from fastomsorg.care import Absence, Visit
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.hooks import Visits
from fastomsorg.terms import CaseKey, ClientId, Period, Purpose, StaffId, Status, UnitId, day_of
from fastomsorg.testing import a_client, a_visit
from tests.casework.office import BO, CLIENTS, FIRST, MANAGER, NORTH, TODAY, Office, with_home_care

CILLA = CaseKey("cilla", "south")
WEEK = Period.through(FIRST, dt.date(2024, 6, 7))


@attrs.frozen
class Told(Visits):
    """
    A source of visits that tells them in order.
    """

    made: tuple[Visit, ...]
    absent: tuple[Absence, ...] = ()

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        for visit in sorted(self.made, key=lambda each: (each.starts, each.id)):
            assert visit.starts is not None
            if day_of(visit.starts) in period and (units is None or visit.unit in units):
                yield visit

    def absences(self, period: Period) -> Iterator[Absence]:
        return (each for each in self.absent if each.period.overlap(period))


def visit(
    id: str, client: ClientId, unit: UnitId, *staff: StaffId, day: int = 1, hour: int = 8
) -> Visit:
    starts = dt.datetime(2024, 6, day, hour - 2, tzinfo=dt.UTC)
    return a_visit(starts, id, client=client, unit=unit, staff=staff)


MADE = (
    visit("v1", "agda", "north", "britta"),
    visit("v2", "agda", "north", "greta", day=2),
    visit("v3", "agda", "south", "lotta", day=3),
    visit("v4", "bo", "north", "greta", "britta", day=4),
    visit("v5", "cilla", "south", "lotta", day=5),
)


def visited(*sources: Iterable[Visit], absent: Iterable[Absence] = (), **ports: Any) -> Office:
    """
    The office with these sources of visits.
    """
    office = Office(
        clients=(*CLIENTS, a_client("cilla", name="Cilla Testsson", protected=True)),
        visits=[Told(tuple(each), tuple(absent)) for each in sources or (MADE,)],
        **ports,
    )
    with_home_care(office)
    office.grant(StartEnactment(CILLA, "e9", FIRST))
    office.grant(RecordStatus(NORTH, Status.ACCEPTED, FIRST, "britta"))
    office.grant(RecordStatus(BO, Status.ACCEPTED, FIRST, "greta"))
    office.desk = office.casework.acting(MANAGER, Purpose.FOLLOW_UP)
    return office


__all__ = ["CILLA", "FIRST", "MADE", "TODAY", "WEEK", "Told", "visit", "visited"]

"""
The same as the distribution without which cases: what a search tells where no name is asked for.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

import attrs

from fastomsorg.terms import ClientId, StaffId, Status, UnitId

from ._ages import AgeCounts, AgeOf, counted_by_age
from ._distribution import CaseRow, StatusDistribution

StaffRow: TypeAlias = tuple[StaffId, UnitId, int, int]
"""Somebody's cases at a unit: staff, unit, how many as primary and as deputy. As `CaseRow`."""


@attrs.frozen
class StatusCounts:
    """
    How many have a status on a day (*antal med status*), and how many cases each contact has.

    *staff* is by id, then by unit, and for *accepted* only.
    """

    status: Status
    on: dt.date
    count: AgeCounts
    staff: tuple[StaffRow, ...] = ()


def counts_of(found: StatusDistribution) -> StatusCounts:
    """
    What a distribution comes to (*antal i fördelningen*).
    """
    primary = Counter((each.staff, case.unit) for each in found.staff for case in each.primary)
    deputy = Counter((each.staff, case.unit) for each in found.staff for case in each.deputy)
    return StatusCounts(found.status, found.on, found.count, _staff(primary, deputy))


def counts_of_rows(
    rows: Iterable[CaseRow], *, status: Status, on: dt.date, age_of: AgeOf
) -> StatusCounts:
    """
    The same of how the cases stood that day: nothing is made or kept of a case but its client.
    """
    clients: set[ClientId] = set()
    primary: Counter[tuple[StaffId, UnitId]] = Counter()
    deputy: Counter[tuple[StaffId, UnitId]] = Counter()
    for client, unit, stands, first, second in rows:
        if stands != status:
            continue
        clients.add(client)
        if first is not None:
            primary[first, unit] += 1
        if second is not None:
            deputy[second, unit] += 1
    return StatusCounts(status, on, counted_by_age(clients, age_of), _staff(primary, deputy))


def _staff(
    primary: Counter[tuple[StaffId, UnitId]], deputy: Counter[tuple[StaffId, UnitId]]
) -> tuple[StaffRow, ...]:
    held = sorted(primary.keys() | deputy.keys())
    return tuple((*each, primary[each], deputy[each]) for each in held)

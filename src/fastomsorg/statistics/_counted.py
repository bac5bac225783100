"""
Which visits count in a measure, and why the others do not.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import attrs

from fastomsorg.care import Visit, VisitKind
from fastomsorg.terms import ClientId, Period, StaffId, UnitId, day_of


class Exclusion(StrEnum):
    """
    Why a visit does not count (*bortfall*); the first that holds, in this order.
    """

    TWICE = "twice"
    NOT_PERFORMED = "not_performed"
    OTHER_KIND = "other_kind"
    OTHER_UNIT = "other_unit"
    NOT_PLANNED = "not_planned"
    NO_START = "no_start"
    UPSIDE_DOWN = "upside_down"
    OUTSIDE_PERIOD = "outside_period"
    UNKNOWN_CLIENT = "unknown_client"
    OUTSIDE_STAY = "outside_stay"
    NIGHT = "night"
    NO_STAFF = "no_staff"
    UNKNOWN_STAFF = "unknown_staff"


class Counted(NamedTuple):
    """
    A visit that counts (*räknat besök*): at whom, by which unit, on which day, by whom.
    """

    client: ClientId
    unit: UnitId
    on: dt.date
    staff: tuple[StaffId, ...]


CountedVisit: TypeAlias = tuple[ClientId, UnitId, dt.date, tuple[StaffId, ...]]
"""The same as a plain tuple, for there are millions."""

Row: TypeAlias = tuple[
    str, ClientId, UnitId, dt.date | None, VisitKind, bool, bool, tuple[StaffId, ...]
]
"""
What has to be known of a visit to count it: id, client, unit, the day it belongs to, kind, whether
it was performed, whether it ends before it starts, and who took part.
"""


def row_of(visit: Visit) -> Row:
    """
    What has to be known of the visit to count it (*besöksrad*).
    """
    upside_down = visit.starts and visit.ends and visit.ends < visit.starts
    return (
        visit.id,
        visit.client,
        visit.unit,
        day_of_visit(visit),
        visit.kind,
        visit.performed,
        bool(upside_down),
        visit.staff,
    )


def everybody(_id: str) -> bool:
    """
    Is somebody in the register (*finns i registret*), where there is none to look in?
    """
    return True


@attrs.frozen
class Choice:
    """
    Which visits are asked for (*urval*): the days, the kinds, the units (None: all).

    *in_stay* says whether a client had a stay at the unit on a day; without it nobody is asked.
    *clients* and *staff* say who is in the register, and *anywhere* whether a client had a stay at
    one of the units on a day.
    """

    period: Period
    units: frozenset[UnitId] | None = None
    kinds: frozenset[VisitKind] = frozenset({VisitKind.HOME_CARE})
    in_stay: Callable[[ClientId, UnitId, dt.date], bool] | None = None
    clients: Callable[[ClientId], bool] = everybody
    staff: Callable[[StaffId], bool] = everybody
    anywhere: Callable[[ClientId, dt.date], bool] | None = None

    def stays_here(self, client: ClientId, on: dt.date) -> bool:
        """
        Has the client a stay at one of the units on the day (*brukare här den dagen*)?
        """
        if self.anywhere is not None:
            return self.anywhere(client, on)
        stays = self.in_stay
        return stays is not None and any(stays(client, unit, on) for unit in self.units or ())


def counted(
    visits: Iterable[Visit], choice: Choice, excluded: Counter[Exclusion]
) -> Iterator[Counted]:
    """
    The visits that count (*räknade besök*), one at a time; the others are added to *excluded*.

    A visit is of the day in Sweden on which it started, or was planned to. Staff who stand there
    twice took part once.
    """
    return map(Counted._make, counted_rows(map(row_of, visits), choice, excluded))


def counted_rows(
    rows: Iterable[Row], choice: Choice, excluded: Counter[Exclusion]
) -> Iterator[CountedVisit]:
    """
    The same of what has to be known of each visit, for where there are too many to make objects of.
    """
    first, end = choice.period.start, choice.period.end_or_forever
    kinds, units, in_stay = choice.kinds, choice.units, choice.in_stay
    met: set[StaffId] = set()
    is_met = met.issuperset
    for row in rows:
        _, client, unit, on, kind, performed, upside_down, staff = row
        if (
            (performed and kind in kinds and (units is None or unit in units))
            and (on is not None and first <= on < end and not upside_down)
            and (in_stay(client, unit, on) if in_stay else choice.clients(client))
            and staff
            and (is_met(staff) or _are_known(staff, choice, met))
        ):
            yield client, unit, on, staff if len(staff) == 1 else tuple(dict.fromkeys(staff))
        else:
            excluded[_why_not(row, choice)] += 1


def _are_known(staff: Iterable[StaffId], choice: Choice, met: set[StaffId]) -> bool:
    """
    Are they all in the register? Who is, is *met* from then on and not asked about again.
    """
    met.update(filter(choice.staff, staff))
    return met.issuperset(staff)


def looked_at(visits: Iterable[Visit], choice: Choice) -> Iterator[Visit]:
    """
    The visits that a report has to account for (*berörda besök*), one at a time.

    Those of its days by its units; and, of what other units carried out, the chosen kinds of visits
    to whoever had a stay at one of its units that day. The rest is nobody's business here.
    """
    return (visit for visit in visits if _is_looked_at(row_of(visit), choice))


def rows_looked_at(rows: Iterable[Row], choice: Choice) -> Iterator[Row]:
    """
    The same of what has to be known of each visit.
    """
    return (row for row in rows if _is_looked_at(row, choice))


def _is_looked_at(row: Row, choice: Choice) -> bool:
    _, client, unit, on, kind, performed, _, _ = row
    if on is None or on not in choice.period:
        return False
    if choice.units is None or unit in choice.units:
        return True
    return performed and kind in choice.kinds and choice.stays_here(client, on)


def day_of_visit(visit: Visit) -> dt.date | None:
    """
    The day of a visit (*besökets dag*): of its start, else of its planned start.
    """
    starts = visit.starts or visit.planned_starts
    return None if starts is None else day_of(starts)


def _why_not(row: Row, choice: Choice) -> Exclusion:
    _, client, unit, on, kind, performed, upside_down, staff = row
    if not performed:
        return Exclusion.NOT_PERFORMED
    if kind not in choice.kinds:
        return Exclusion.OTHER_KIND
    if choice.units is not None and unit not in choice.units:
        return Exclusion.OTHER_UNIT
    if on is None:
        return Exclusion.NO_START
    if upside_down:
        return Exclusion.UPSIDE_DOWN
    if on not in choice.period:
        return Exclusion.OUTSIDE_PERIOD
    if not choice.clients(client):
        return Exclusion.UNKNOWN_CLIENT
    if choice.in_stay is not None and not choice.in_stay(client, unit, on):
        return Exclusion.OUTSIDE_STAY
    return Exclusion.UNKNOWN_STAFF if staff else Exclusion.NO_STAFF

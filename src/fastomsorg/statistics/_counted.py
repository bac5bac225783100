"""
Which visits count in a measure, and why the others do not.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

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


@attrs.frozen
class Choice:
    """
    Which visits are asked for (*urval*): the days, the kinds, the units (None: all).

    *in_stay* says whether a client had a stay at the unit on a day; without it nobody is asked.
    """

    period: Period
    units: frozenset[UnitId] | None = None
    kinds: frozenset[VisitKind] = frozenset({VisitKind.HOME_CARE})
    in_stay: Callable[[ClientId, UnitId, dt.date], bool] | None = None


def counted(
    visits: Iterable[Visit], choice: Choice, excluded: Counter[Exclusion]
) -> Iterator[Counted]:
    """
    The visits that count (*räknade besök*), one at a time; the others are added to *excluded*.

    A visit is of the day in Sweden on which it started, or was planned to. Staff who stand there
    twice took part once.
    """
    for visit in visits:
        on = day_of_visit(visit)
        why = _excluded(visit, on, choice)
        if why is not None or on is None:
            excluded[why or Exclusion.NO_START] += 1
        else:
            staff = visit.staff if len(visit.staff) == 1 else tuple(dict.fromkeys(visit.staff))
            yield Counted(visit.client, visit.unit, on, staff)


def looked_at(visits: Iterable[Visit], choice: Choice) -> Iterator[Visit]:
    """
    The visits that a report has to account for (*berörda besök*), one at a time.

    Those of its days by its units; and, of what other units carried out, the chosen kinds of visits
    to whoever had a stay at one of its units that day. The rest is nobody's business here.
    """
    for visit in visits:
        on = day_of_visit(visit)
        if on is None or on not in choice.period:
            continue
        if choice.units is None or visit.unit in choice.units or _by_others(visit, on, choice):
            yield visit


def _by_others(visit: Visit, on: dt.date, choice: Choice) -> bool:
    if not visit.performed or visit.kind not in choice.kinds or choice.in_stay is None:
        return False
    return any(choice.in_stay(visit.client, unit, on) for unit in choice.units or ())


def day_of_visit(visit: Visit) -> dt.date | None:
    """
    The day of a visit (*besökets dag*): of its start, else of its planned start.
    """
    starts = visit.starts or visit.planned_starts
    return None if starts is None else day_of(starts)


def _excluded(visit: Visit, on: dt.date | None, choice: Choice) -> Exclusion | None:
    if not visit.performed:
        return Exclusion.NOT_PERFORMED
    if visit.kind not in choice.kinds:
        return Exclusion.OTHER_KIND
    if choice.units is not None and visit.unit not in choice.units:
        return Exclusion.OTHER_UNIT
    if on is None:
        return Exclusion.NO_START
    if visit.starts and visit.ends and visit.ends < visit.starts:
        return Exclusion.UPSIDE_DOWN
    if on not in choice.period:
        return Exclusion.OUTSIDE_PERIOD
    if choice.in_stay is not None and not choice.in_stay(visit.client, visit.unit, on):
        return Exclusion.OUTSIDE_STAY
    return None if visit.staff else Exclusion.NO_STAFF

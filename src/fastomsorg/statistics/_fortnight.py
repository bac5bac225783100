"""
How many different staff an older client meets in fourteen days: the national measure.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache

import attrs

from fastomsorg.care import Visit, VisitKind
from fastomsorg.terms import ClientId, Instant, Period, StaffId, age_on, day_of, stockholm

from ._ages import OLDER
from ._counted import Exclusion, everybody
from ._shares import Share, mean, median

DAYS = 14
FEWEST = 2
"""Visits that count on each of the days."""
MANY = 20
"""More staff than this are many."""
FIRST_HOUR, LAST_HOUR = 7, 21
"""A visit starts in the day or evening: from 07:00, and before 22:00."""


class LeftOut(StrEnum):
    """
    Why a client is not in the measure (*bortfall*); the first that holds, in this order.
    """

    AGE_UNKNOWN = "age_unknown"
    YOUNGER = "younger"
    AWAY = "away"
    FEW_VISITS = "few_visits"


@attrs.frozen
class Fortnight:
    """
    Different staff in fourteen days (*personalkontinuitet i hemtjänsten*), ``kkik-14d/1``.

    *staff* has each client who is in the measure, by id, with how many different staff they met.
    *left_out* counts the other clients who had a visit that counts, *excluded* the visits that
    do not.
    """

    period: Period
    staff: Mapping[ClientId, int]
    left_out: Mapping[LeftOut, int]
    excluded: Mapping[Exclusion, int]

    @property
    def mean(self) -> Fraction | None:
        """
        Different staff per client (*medelvärde*), exact.
        """
        return mean(self.staff.values())

    @property
    def median(self) -> Fraction | None:
        return median(self.staff.values())

    @property
    def many(self) -> Share:
        """
        The clients who met more than twenty (*andel som mött fler än 20*).
        """
        return Share(sum(each > MANY for each in self.staff.values()), len(self.staff))


class _Met:
    """
    What has been counted so far of one client: visits on each day, and by whom.
    """

    __slots__ = ("days", "staff")

    def __init__(self) -> None:
        self.days = [0] * DAYS
        self.staff: set[StaffId] = set()


def fortnight(
    visits: Iterable[Visit],
    *,
    first: dt.date,
    born: Callable[[ClientId], dt.date | None],
    away: Callable[[ClientId], bool],
    known: Callable[[StaffId], bool] = everybody,
) -> Fortnight:
    """
    The measure (*nationellt mått*) over the fourteen days from *first*.

    *away* says whether a client was away for any part of them, *known* who of the staff is in the
    register. Everybody who took part in a visit was met; a visit is of the day on which it started.
    """
    period = Period(first, first + dt.timedelta(DAYS))
    excluded: Counter[Exclusion] = Counter()
    met: dict[ClientId, _Met] = {}
    in_register = cache(known)
    for visit in visits:
        why = _excluded(visit, period, in_register)
        if why is not None or visit.starts is None:
            excluded[why or Exclusion.NO_START] += 1
            continue
        of_client = met.setdefault(visit.client, _Met())
        of_client.days[(day_of(visit.starts) - first).days] += 1
        of_client.staff.update(visit.staff)
    return _of_all(period, met, excluded, born, away)


def _excluded(
    visit: Visit, period: Period, in_register: Callable[[StaffId], bool]
) -> Exclusion | None:
    if not visit.performed:
        return Exclusion.NOT_PERFORMED
    if visit.kind is not VisitKind.HOME_CARE:
        return Exclusion.OTHER_KIND
    if visit.starts is None:
        return Exclusion.NO_START
    if visit.ends and visit.ends < visit.starts:
        return Exclusion.UPSIDE_DOWN
    if day_of(visit.starts) not in period:
        return Exclusion.OUTSIDE_PERIOD
    if not _in_the_day(visit.starts):
        return Exclusion.NIGHT
    if not visit.staff:
        return Exclusion.NO_STAFF
    return None if all(map(in_register, visit.staff)) else Exclusion.UNKNOWN_STAFF


def _in_the_day(starts: Instant) -> bool:
    return FIRST_HOUR <= starts.astimezone(stockholm()).hour <= LAST_HOUR


def _of_all(
    period: Period,
    met: Mapping[ClientId, _Met],
    excluded: Mapping[Exclusion, int],
    born: Callable[[ClientId], dt.date | None],
    away: Callable[[ClientId], bool],
) -> Fortnight:
    staff: dict[ClientId, int] = {}
    left_out: Counter[LeftOut] = Counter()
    for client, of_client in sorted(met.items(), key=lambda each: each[0]):
        why = _left_out(born(client), away(client), of_client, period.start)
        if why is None:
            staff[client] = len(of_client.staff)
        else:
            left_out[why] += 1
    return Fortnight(period, staff, left_out, excluded)


def _left_out(born: dt.date | None, away: bool, met: _Met, first: dt.date) -> LeftOut | None:
    if born is None:
        return LeftOut.AGE_UNKNOWN
    if age_on(first, born=born) < OLDER:
        return LeftOut.YOUNGER
    if away:
        return LeftOut.AWAY
    return LeftOut.FEW_VISITS if min(met.days) < FEWEST else None

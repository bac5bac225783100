"""
Who is away from a unit on which days, and who stands in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from fastomsorg.care import Absentee, StaffMember
from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.routine import Away, AwayDays, Colleagues, Gap, coverage
from fastomsorg.terms import CaseKey, Period, StaffId, UnitId, day_after

from ._loading import seen
from ._views import CoveredGap, UnitCoverage


def unit_coverage(
    host: Host,
    sight: Sight,
    unit: UnitId,
    period: Period,
    may_view: Callable[[CaseKey], bool],
) -> UnitCoverage:
    """
    Every gap at the unit within the period (*täckning*), as the actor may see it.

    What an absence is called a longer one by is the routine of the first day.
    """
    routine = host.routine(unit, period.start)
    absences = _absences(host, period)
    team_at = _teams(host, unit, period.start)

    @cache
    def staff_away(id: str) -> tuple[AwayDays, ...]:
        return (*absences[Absentee.STAFF, id], *_not_at_work(host, id, unit, period))

    def client_away(id: str) -> tuple[AwayDays, ...]:
        return tuple(absences[Absentee.CLIENT, id])

    lives = ((key, life) for key, life in host.storage.lives(unit=unit) if may_view(key))
    colleagues = Colleagues(staff_away, client_away, team_at)
    gaps = coverage(lives, period, colleagues, routine.longer_absence)
    return UnitCoverage(
        unit=unit,
        period=period,
        routine=host.local(unit, period.start).name,
        longer=routine.longer_absence,
        gaps=tuple(_named(host, sight, unit, gap) for gap in gaps),
    )


def _absences(host: Host, period: Period) -> Mapping[tuple[Absentee, str], list[AwayDays]]:
    """
    Everybody's absences that reach into the period, each with all its days.
    """
    found: defaultdict[tuple[Absentee, str], list[AwayDays]] = defaultdict(list)
    for visits in host.visits:
        for absence in visits.absences(period):
            found[absence.who, absence.id].append(AwayDays(Away.ABSENT, absence.period))
    return found


def _teams(host: Host, unit: UnitId, on: dt.date) -> Callable[[StaffId], tuple[StaffId, ...]]:
    """
    Who works in the same team at the unit (*arbetslag*); whoever has no team works with nobody.
    """
    members = tuple(host.people.staff_of(unit, on=on))
    team_of = {member.id: member.team for member in members if member.team}

    @cache
    def team(id: StaffId) -> tuple[StaffId, ...]:
        own = team_of.get(id)
        return tuple(each for each, name in team_of.items() if name == own and each != id)

    return team


def _not_at_work(host: Host, id: StaffId, unit: UnitId, period: Period) -> Iterator[AwayDays]:
    """
    Days of the period on which somebody has left the unit, or is not available, in rows.
    """
    first: tuple[dt.date, Away] | None = None
    for day in _days(period):
        why = _why_not(host.people.staff(id, on=day), unit, day)
        if first is not None and why is not first[1]:
            yield AwayDays(first[1], Period(first[0], day))
            first = None
        if first is None and why is not None:
            first = day, why
    if first is not None:
        yield AwayDays(first[1], Period(first[0], period.end))


def _why_not(member: StaffMember | None, unit: UnitId, day: dt.date) -> Away | None:
    if member is None or unit not in member.units or member.employed_on(day) is False:
        return Away.LEFT
    return None if member.available else Away.UNAVAILABLE


def _days(period: Period) -> Iterator[dt.date]:
    day = period.start
    while day < period.end_or_forever:
        yield day
        day = day_after(day)


def _named(host: Host, sight: Sight, unit: UnitId, gap: Gap) -> CoveredGap:
    on = gap.period.start
    stands_in: Iterable[StaffId] = (gap.deputy,) if gap.deputy else gap.team
    members = host.staff_on({gap.away, *stands_in}, on)
    return CoveredGap(
        gap,
        client=sight.client(gap.client, unit),
        away=seen(sight, members.get(gap.away), gap.away, unit),
        stands_in=tuple(seen(sight, members.get(id), id, unit) for id in stands_in),
    )

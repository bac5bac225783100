"""
The visits of a follow-up: counted here, or where they lie.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge

import attrs

from fastomsorg.care import Absentee, Visit, VisitKind
from fastomsorg.history import Life
from fastomsorg.hooks import Engine
from fastomsorg.statistics import (
    Aims,
    CaseVisits,
    Choice,
    Contacts,
    Evidence,
    Exclusion,
    Fortnight,
    Stays,
    case_visits,
    fortnight,
    looked_at,
    once,
    scheduled_minutes,
    visits_of_unit,
)
from fastomsorg.terms import CaseKey, ClientId, Instant, Period, StaffId, UnitId

from ._host import Host

KINDS = frozenset({VisitKind.HOME_CARE})
FORTNIGHT = dt.timedelta(days=14)
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@attrs.frozen
class Counting:
    """
    Which visits are counted (*besök som räknas*): the period, the units, who lived there when.
    """

    host: Host
    period: Period
    units: frozenset[UnitId]
    lives: Sequence[tuple[CaseKey, Life]]
    aims: Aims

    @property
    def last_fortnight(self) -> Period | None:
        """
        The last fourteen days of the period (*två veckor*), where it has as many.
        """
        first = self.period.end_or_forever - FORTNIGHT
        return Period(first, self.period.end) if first >= self.period.start else None

    def visits(self, period: Period, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        """
        The visits of all sources, each once, in order of start.
        """
        sources = (port.visits(period) for port in self.host.visits)
        return once(merge(*sources, key=_in_order), excluded)


def visits_counted(of: Counting, evidence: Evidence, engine: Engine | None) -> Evidence:
    """
    The evidence with what the visits say (*besökens underlag*), where there are visits at all.
    """
    if engine is None and not of.host.visits:
        return evidence
    excluded: Mapping[Exclusion, int]
    visits, excluded = _here(of) if engine is None else _there(of, engine)
    return attrs.evolve(
        evidence,
        visits=visits,
        excluded=excluded,
        minutes=None if evidence.hours is None else _minutes(of),
        fortnight=_fortnight(of, engine),
    )


def _here(of: Counting) -> tuple[Mapping[CaseKey, CaseVisits], Counter[Exclusion]]:
    stays = Stays(of.lives)
    choice = Choice(of.period, of.units, KINDS, in_stay=stays.on, anywhere=stays.anywhere)
    excluded: Counter[Exclusion] = Counter()
    visits = looked_at(of.visits(of.period, excluded), choice)
    contacts = Contacts(of.lives)
    return (
        case_visits(visits, choice, contacts, excluded, not_daily=of.aims.not_daily),
        excluded,
    )


def _there(of: Counting, engine: Engine) -> tuple[Mapping[CaseKey, CaseVisits], Counter[Exclusion]]:
    """
    Unit by unit, so that each unit's clients are measured by its own contacts.
    """
    visits: dict[CaseKey, CaseVisits] = {}
    excluded: Counter[Exclusion] = Counter()
    for unit in sorted(of.units):
        report, left_out = engine.continuity(of.period, units=frozenset({unit}), kinds=KINDS)
        visits.update(visits_of_unit(report, unit))
        excluded.update(left_out)
    return visits, excluded


def _minutes(of: Counting) -> Mapping[StaffId, int]:
    return scheduled_minutes(of.visits(of.period, Counter()), Contacts(of.lives))


def _fortnight(of: Counting, engine: Engine | None) -> Fortnight | None:
    period = of.last_fortnight
    if period is None:
        return None
    if engine is not None:
        return engine.fortnight(period.start, units=of.units)
    away = {
        absence.id
        for port in of.host.visits
        for absence in port.absences(period)
        if absence.who is Absentee.CLIENT
    }
    people = of.host.people

    def born(client: ClientId) -> dt.date | None:
        found = people.client(client)
        return None if found is None else found.born

    visits = (each for each in of.visits(period, Counter()) if each.unit in of.units)
    return fortnight(visits, first=period.start, born=born, away=away.__contains__)


def _in_order(visit: Visit) -> tuple[Instant, str]:
    return visit.starts or visit.planned_starts or NEVER, visit.id

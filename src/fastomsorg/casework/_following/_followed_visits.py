"""
The visits of a follow-up: counted here, or where they lie.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from fastomsorg.care import Visit
from fastomsorg.casework._counting import HOME_CARE, OverPorts
from fastomsorg.casework._host import Host
from fastomsorg.history import Life
from fastomsorg.hooks import CountsByUnit, Engine
from fastomsorg.statistics import (
    Aims,
    CaseVisits,
    Choice,
    Contacts,
    Evidence,
    Exclusion,
    Fortnight,
    StaffContinuity,
    Stays,
    case_visits,
    scheduled_minutes,
    visits_of_unit,
)
from fastomsorg.terms import CaseKey, Period, UnitId

FORTNIGHT = dt.timedelta(days=14)


@attrs.frozen
class Followable:
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


def visits_counted(of: Followable, evidence: Evidence, engine: Engine | None) -> Evidence:
    """
    The evidence with what the visits say (*besökens underlag*), where there are visits at all.

    What other units did at these units' clients is neither counted nor told of.
    """
    own = OverPorts(of.host)
    if engine is None and not own.sources:
        return evidence
    visits, excluded = _here(of, own) if engine is None else _there(of, engine)
    if of.aims.not_daily and engine is None:
        visits = _with_not_daily(of, own, visits)
    if evidence.hours is not None and own.sources:
        planned = scheduled_minutes(_visits(of, own), Contacts(of.lives))
        evidence = attrs.evolve(evidence, minutes=planned)
    return attrs.evolve(
        evidence, visits=visits, excluded=excluded, fortnight=_fortnight(of, engine or own)
    )


def _here(
    of: Followable, own: OverPorts
) -> tuple[Mapping[CaseKey, CaseVisits], Mapping[Exclusion, int]]:
    """
    In one pass over the visits.
    """
    report, excluded = own.report(of.period, units=of.units, kinds=HOME_CARE)
    visits: dict[CaseKey, CaseVisits] = {}
    for unit, at_unit in report.units.items():
        visits.update(visits_of_unit(at_unit, unit))
    return visits, excluded


def _there(
    of: Followable, engine: Engine
) -> tuple[Mapping[CaseKey, CaseVisits], Mapping[Exclusion, int]]:
    """
    Unit by unit, so that each unit's clients are measured by its own contacts.
    """
    reports, excluded = _by_unit(of, engine)
    visits: dict[CaseKey, CaseVisits] = {}
    for unit, report in reports.items():
        visits.update(visits_of_unit(report, unit))
    told = Counter(excluded)
    del told[Exclusion.OTHER_UNIT]
    return visits, told


def _by_unit(
    of: Followable, engine: Engine
) -> tuple[Mapping[UnitId, StaffContinuity], Mapping[Exclusion, int]]:
    period, units = of.period, of.units
    if isinstance(engine, CountsByUnit):
        reports = engine.continuity_by_unit(period, units=units, kinds=HOME_CARE)
        return reports, engine.excluded(period, units=units, kinds=HOME_CARE)
    _, excluded = engine.continuity(period, units=units, kinds=HOME_CARE)
    return {
        unit: engine.continuity(period, units=frozenset({unit}), kinds=HOME_CARE)[0]
        for unit in sorted(units)
    }, excluded


def _with_not_daily(
    of: Followable, own: OverPorts, visits: Mapping[CaseKey, CaseVisits]
) -> Mapping[CaseKey, CaseVisits]:
    """
    With the visits for services that are not given every day: engines do not tell services apart.
    """
    stays = Stays(of.lives)
    choice = Choice(of.period, of.units, HOME_CARE, in_stay=stays.on)
    found = case_visits(
        _visits(of, own), choice, Contacts(of.lives), Counter(), not_daily=of.aims.not_daily
    )
    return {
        key: attrs.evolve(each, not_daily=found[key].not_daily if key in found else None)
        for key, each in visits.items()
    }


def _visits(of: Followable, own: OverPorts) -> Iterator[Visit]:
    return own.visits(of.period, of.units, Counter())


def _fortnight(of: Followable, engine: Engine) -> Fortnight | None:
    period = of.last_fortnight
    return None if period is None else engine.fortnight(period.start, units=of.units)

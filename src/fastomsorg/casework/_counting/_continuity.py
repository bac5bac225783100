"""
Staff continuity at a desk: whom the clients meet, and how often the contact comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from fastomsorg.care import VisitKind
from fastomsorg.casework._at_desk import Gate, Listing, NamedClient, Sight, a_period_gone_by
from fastomsorg.casework._host import Host
from fastomsorg.hooks import CountsByUnit, Engine
from fastomsorg.statistics import ContinuityReport, Exclusion, StaffContinuity
from fastomsorg.terms import CaseKey, ClientId, Malformed, Period, UnitId

from ._counted_units import CountedUnits, counted_units
from ._over_ports import PYTHON, OverPorts

HOME_CARE = frozenset({VisitKind.HOME_CARE})


@attrs.frozen
class Continuity:
    """
    Staff continuity as it is told at a desk (*personalkontinuitet*), and the *engine* it is from.

    *clients* are those of the report whom the actor may see, None where they were not asked for.
    """

    period: Period
    units: tuple[UnitId, ...]
    report: ContinuityReport
    excluded: Mapping[Exclusion, int]
    clients: Mapping[ClientId, NamedClient] | None
    engine: str


def continuity(
    host: Host,
    gate: Gate,
    period: Period,
    *,
    units: Sequence[UnitId],
    clients: Sequence[ClientId],
    kinds: frozenset[VisitKind],
    names: bool,
    engine: Engine | None,
) -> Continuity:
    """
    The report, if it may be made (*personalkontinuitet*).
    """
    if clients and engine is not None and engine.name != PYTHON:
        raise Malformed("engine_for_clients", engine=engine.name)
    at = counted_units(host, gate, units, "continuity", clients)
    a_period_gone_by(host, period)
    if engine is None:
        own = OverPorts(host, elsewhere=at.everywhere, clients=frozenset(clients) or None)
        report, excluded = own.report(period, units=at.limits, kinds=kinds)
    else:
        report, excluded = _on_engine(engine, period, at, kinds)
    return Continuity(
        period,
        at.units,
        report,
        excluded,
        _named(host, gate, report) if names or clients else None,
        PYTHON if engine is None else engine.name,
    )


def _on_engine(
    engine: Engine, period: Period, at: CountedUnits, kinds: frozenset[VisitKind]
) -> tuple[ContinuityReport, Mapping[Exclusion, int]]:
    """
    The whole, and each unit by itself. What other units did is not for whoever may not see them.
    """
    whole, excluded = engine.continuity(period, units=at.limits, kinds=kinds)
    told = {
        why: visits
        for why, visits in excluded.items()
        if at.everywhere or why is not Exclusion.OTHER_UNIT
    }
    return ContinuityReport(whole, dict(_each(engine, period, at, kinds, whole))), told


def _each(
    engine: Engine,
    period: Period,
    at: CountedUnits,
    kinds: frozenset[VisitKind],
    whole: StaffContinuity,
) -> list[tuple[UnitId, StaffContinuity]]:
    if len(at.units) == 1:
        found = [(at.units[0], whole)]
    elif isinstance(engine, CountsByUnit):
        found = list(engine.continuity_by_unit(period, units=at.limits, kinds=kinds).items())
    else:
        found = [
            (unit, engine.continuity(period, units=frozenset({unit}), kinds=kinds)[0])
            for unit in sorted(at.units)
        ]
    return [(unit, report) for unit, report in found if report.clients]


def _named(host: Host, gate: Gate, report: ContinuityReport) -> Mapping[ClientId, NamedClient]:
    """
    The clients of the report whom the actor may search for, logged one by one.
    """
    cases = (
        CaseKey(each.client, unit)
        for unit, at_unit in report.units.items()
        for each in at_unit.clients
    )
    found = Listing(gate, Sight(host, gate)).named(cases)
    return {client.id: client for client in found}

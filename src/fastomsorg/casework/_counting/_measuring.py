"""
Measures at a desk: which there are, and what one comes to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import attrs

from fastomsorg.casework._at_desk import Gate, Listing, NamedClient, Sight, a_period_gone_by
from fastomsorg.casework._host import Host
from fastomsorg.hooks import Engine
from fastomsorg.statistics import Measure, Measured, shipped_measures
from fastomsorg.terms import ClientId, Malformed, Period, PluginError, UnitId, UnknownId

from ._counted_units import counted_units
from ._material import DeskMaterial
from ._over_ports import OverPorts


@attrs.frozen
class MeasureReport:
    """
    What a measure came to (*mätvärde*), of which period and units.

    *clients* are those with a figure whom the actor may see, None where they were not asked for.
    """

    measure: Measure
    period: Period
    units: tuple[UnitId, ...]
    measured: Measured
    clients: Mapping[ClientId, NamedClient] | None = None


def all_measures(own: Sequence[Measure]) -> tuple[Measure, ...]:
    """
    The library's measures and a host's *own* (*mått*), in order of name.

    Raises `PluginError` where two share a name.
    """
    found = {measure.name: measure for measure in shipped_measures()}
    for measure in own:
        if measure.name in found:
            raise PluginError("measure_shipped", measure=measure.name)
        found[measure.name] = measure
    return tuple(found[name] for name in sorted(found))


def measure_named(measures: Sequence[Measure], name: str) -> Measure:
    """
    The measure with the name (*mått*); raises `UnknownId` with the nearest name where none has it.
    """
    known = {measure.name: measure for measure in measures}
    if name in known:
        return known[name]
    nearest = get_close_matches(name.lower(), known, n=1, cutoff=0.0)
    raise UnknownId("unknown_measure", got=name, nearest=nearest[0])


def measure(
    host: Host,
    gate: Gate,
    name: str,
    period: Period,
    *,
    units: Sequence[UnitId],
    names: bool,
    engine: Engine | None,
) -> MeasureReport:
    """
    What the measure comes to, if it may be asked for.
    """
    wanted = measure_named(all_measures(host.measures()), name)
    at = counted_units(host, gate, units, "measure")
    a_period_gone_by(host, period)
    days = (period.end_or_forever - period.start).days
    if wanted.days not in (None, days):
        raise Malformed("measure_days", measure=name, got=days, expected=wanted.days)
    ports = OverPorts(host, elsewhere=at.everywhere)
    material = DeskMaterial(period, at, ports, engine)
    found = wanted.calculate(material)
    return MeasureReport(
        wanted,
        period,
        at.units,
        attrs.evolve(found, engine=material.used),
        _named(host, gate, ports, at.limits, found) if names else None,
    )


def _named(
    host: Host,
    gate: Gate,
    ports: OverPorts,
    units: frozenset[UnitId] | None,
    found: Measured,
) -> Mapping[ClientId, NamedClient]:
    """
    The clients with a figure whom the actor may search for, logged one by one.
    """
    cases = (key for key, _ in ports.lives(units) if key.client in found.clients)
    return {each.id: each for each in Listing(gate, Sight(host, gate)).named(cases)}

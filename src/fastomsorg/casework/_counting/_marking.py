"""
Visits with their marks at a desk, a few at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import attrs

from fastomsorg.care import Visit
from fastomsorg.casework._at_desk import Gate, NamedClient, Sight, a_period_gone_by
from fastomsorg.casework._host import Host
from fastomsorg.statistics import Contacts, Mark, MarkedVisit, marked
from fastomsorg.terms import ClientId, Period, Permission, UnitId

from ._counted_units import counted_units
from ._over_ports import OverPorts

FEW = 500
"""How many visits are logged at a time, before the first of them is handed over."""


@attrs.frozen
class SeenVisit:
    """
    A visit as the asker may see it (*besök i Översikt besök*), with its marks.
    """

    client: NamedClient
    visit: Visit
    marks: frozenset[Mark]


def marked_visits(
    host: Host, gate: Gate, period: Period, units: Sequence[UnitId]
) -> Iterator[SeenVisit]:
    """
    The visits of the period, in order of start, one at a time (*Översikt besök*).

    A client whom the actor may not search for is passed over, and each of the others logged once.
    """
    at = counted_units(host, gate, units, "visits")
    a_period_gone_by(host, period)
    ports = OverPorts(host)
    visits = ports.visits(period, at.limits, Counter())
    return _seen(host, gate, marked(visits, Contacts(ports.lives(at.limits))))


def _seen(host: Host, gate: Gate, visits: Iterator[MarkedVisit]) -> Iterator[SeenVisit]:
    sight = Sight(host, gate)
    clients: dict[tuple[ClientId, UnitId], NamedClient | None] = {}
    while some := tuple(islice(visits, FEW)):
        new = {(each.visit.client, each.visit.unit): None for each in some}
        _look(gate, sight, [case for case in new if case not in clients], clients)
        for each in some:
            client = clients[each.visit.client, each.visit.unit]
            if client is not None:
                yield SeenVisit(client, each.visit, each.marks)


def _look(
    gate: Gate,
    sight: Sight,
    cases: list[tuple[ClientId, UnitId]],
    clients: dict[tuple[ClientId, UnitId], NamedClient | None],
) -> None:
    """
    Look at clients who have not been seen yet, and log those that the actor may search for.
    """
    found = [
        (client, unit)
        for client, unit in cases
        if gate.allows(Permission.SEARCH, unit=unit, client=client)
    ]
    gate.record(*(gate.access(Permission.SEARCH, "visits", unit, client) for client, unit in found))
    clients.update(dict.fromkeys(cases))
    clients.update({(client, unit): sight.client(client, unit) for client, unit in found})

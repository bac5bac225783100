"""
Who was found, by name: client by client those whom the actor may search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from fastomsorg.history import Life
from fastomsorg.terms import CaseKey, ClientId, Permission, UnitId

from ._gate import Gate
from ._sight import Sight
from ._views import NamedClient


@attrs.define
class Listing:
    """
    A list of names (*namnlista*): each client on it is logged before it is handed over.
    """

    gate: Gate
    sight: Sight
    _units: defaultdict[ClientId, list[UnitId]] = attrs.Factory(lambda: defaultdict(list))

    def met(self, lives: Iterable[tuple[CaseKey, Life]]) -> Iterator[tuple[CaseKey, Life]]:
        """
        The same lives, remembering at which units each client was met.
        """
        for key, life in lives:
            self._units[key.client].append(key.unit)
            yield key, life

    def named(self, clients: Iterable[ClientId]) -> tuple[NamedClient, ...]:
        """
        The clients, in their order, but for those whom the actor may not search at any unit.
        """
        at = {client: self._searched(client, self._units[client]) for client in clients}
        self.gate.record(
            *(
                self.gate.access(Permission.SEARCH, "search_names", units[0], client)
                for client, units in at.items()
                if units
            )
        )
        return tuple(self.sight.client(client, *units) for client, units in at.items() if units)

    def of_cases(self, cases: Iterable[CaseKey]) -> tuple[NamedClient, ...]:
        """
        The clients of the cases, each once, but for those whom the actor may not search there.
        """
        units: defaultdict[ClientId, list[UnitId]] = defaultdict(list)
        for key in cases:
            units[key.client].append(key.unit)
        found = ((client, self._searched(client, at)) for client, at in units.items())
        return tuple(self.sight.client(client, *at) for client, at in found if at)

    def _searched(self, client: ClientId, units: Iterable[UnitId]) -> tuple[UnitId, ...]:
        return tuple(
            unit for unit in units if self.gate.allows(Permission.SEARCH, unit=unit, client=client)
        )

"""
Who was found, by name: client by client those whom the actor may search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from fastomsorg.terms import CaseKey, ClientId, Permission, UnitId

from ._gate import Gate
from ._named_client import NamedClient
from ._sight import Sight


@attrs.frozen
class Listing:
    """
    A list of names (*namnlista*): each client on it is logged before it is handed over.
    """

    gate: Gate
    sight: Sight

    def named(self, cases: Iterable[CaseKey]) -> tuple[NamedClient, ...]:
        """
        The clients of the cases that were found, logged.
        """
        searched = self._searched(cases)
        self.gate.record(
            *(
                self.gate.access(Permission.SEARCH, "search_names", units[0], client)
                for client, units in searched.items()
            )
        )
        return self._seen(searched)

    def of_cases(self, cases: Iterable[CaseKey]) -> tuple[NamedClient, ...]:
        """
        The clients of some of the cases that were found.
        """
        return self._seen(self._searched(cases))

    def _searched(self, cases: Iterable[CaseKey]) -> Mapping[ClientId, list[UnitId]]:
        """
        Each client once, in order, with the units at which the actor may search for them.
        """
        units: defaultdict[ClientId, list[UnitId]] = defaultdict(list)
        for key in cases:
            if self.gate.allows(Permission.SEARCH, unit=key.unit, client=key.client):
                units[key.client].append(key.unit)
        return units

    def _seen(self, searched: Mapping[ClientId, list[UnitId]]) -> tuple[NamedClient, ...]:
        return tuple(self.sight.client(client, *units) for client, units in searched.items())

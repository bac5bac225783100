"""
Who is related to a client, kept in memory.
"""

import datetime as dt

from fastomsorg.care import Relation
from fastomsorg.terms import ClientId, Period


class MemoryRelations:
    """
    `Relations` for tests (*närstående i minnet*): a people port inherits from it beside its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._relations: list[tuple[ClientId, Relation, Period]] = []

    def relate(self, client: ClientId, relation: Relation, period: Period) -> None:
        """
        Let somebody stand so to the client on these days.
        """
        self._relations.append((client, relation, period))

    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        found = [each for of, each, period in self._relations if of == client and on in period]
        return tuple(sorted(found, key=lambda each: each.id))

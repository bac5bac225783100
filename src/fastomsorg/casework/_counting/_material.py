"""
What a measure is made of at a desk: the visits of a period at permitted units.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import attrs

from fastomsorg.care import Visit, VisitKind
from fastomsorg.hooks import Engine
from fastomsorg.statistics import (
    Contacts,
    Counted,
    Exclusion,
    Fortnight,
    StaffContinuity,
    TimeContinuity,
)
from fastomsorg.terms import ClientId, Period

from ._counted_units import CountedUnits
from ._over_ports import PYTHON, OverPorts


@attrs.define(slots=False)
class DeskMaterial:
    """
    The material of a measure (*underlag*): on the *engine* what engines can, else over the ports.
    """

    period: Period
    at: CountedUnits
    ports: OverPorts
    engine: Engine | None = None
    used: str = PYTHON

    def visits(self, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        return self.ports.visits(self.period, self.at.limits, excluded)

    def counted(
        self, excluded: Counter[Exclusion], *, kinds: frozenset[VisitKind]
    ) -> Iterator[Counted]:
        return self.ports.counted(self.period, self.at.limits, kinds, excluded)

    def continuity(
        self, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        found, excluded = self._on.continuity(self.period, units=self.at.limits, kinds=kinds)
        theirs = Exclusion.OTHER_UNIT
        told = {why: n for why, n in excluded.items() if self.at.everywhere or why is not theirs}
        return found, told

    def contacts(self) -> Contacts:
        return Contacts(self.ports.lives(self.at.limits))

    def born(self, client: ClientId) -> dt.date | None:
        return self.ports.born(client)

    def away(self, client: ClientId) -> bool:
        return self._away(client)

    def fortnight(self) -> Fortnight:
        return self._on.fortnight(self.period.start, units=self.at.limits)

    def time_continuity(self, *, within: dt.timedelta) -> TimeContinuity:
        return self._on.time_continuity(self.period, units=self.at.limits, within=within)

    @property
    def _on(self) -> Engine:
        if self.engine is None:
            return self.ports
        self.used = self.engine.name
        return self.engine

    @cached_property
    def _away(self) -> Callable[[ClientId], bool]:
        return self.ports.away(self.period)

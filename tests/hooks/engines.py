"""
Engines and measures as strangers may bring them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

import attrs

from fastomsorg.care import VisitKind
from fastomsorg.hooks import HOOK_VERSION, hookimpl
from fastomsorg.statistics import (
    AgeCounts,
    ChangedContacts,
    Exclusion,
    Fortnight,
    Material,
    Measure,
    Measured,
    Share,
    StaffContinuity,
    StatusDistribution,
    TimeContinuity,
)
from fastomsorg.terms import Period, Status, UnitId

WORDS = {"sv": "Så", "en": "Thus"}


@attrs.frozen
class Abacus:
    """
    An engine that counts nothing, over its source.
    """

    source: str
    name: str = "abacus"

    def continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        return StaffContinuity(period, ()), Counter()

    def fortnight(self, first: dt.date, *, units: frozenset[UnitId] | None) -> Fortnight:
        return Fortnight(Period(first, first + dt.timedelta(14)), {}, {}, {})

    def time_continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, within: dt.timedelta
    ) -> TimeContinuity:
        return TimeContinuity(Share(), {})

    def distribution(
        self, status: Status, on: dt.date, *, units: frozenset[UnitId] | None
    ) -> StatusDistribution:
        return StatusDistribution(status, on, AgeCounts(), ())

    def changed(self, on: dt.date, *, units: frozenset[UnitId] | None) -> ChangedContacts:
        return ChangedContacts(on, AgeCounts(), (), ())


class HasAbacus:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_engine(self, engine: str, source: str) -> object:
        return Abacus(source) if engine == "abacus" else None


class HasAnotherAbacus(HasAbacus):
    pass


class HasHalfAnAbacus:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_engine(self, engine: str, source: str) -> object:
        return object()


@attrs.define(eq=False)
class Measures:
    """
    Hands over what it is told to.
    """

    answer: Callable[[], object]
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_measures(self) -> object:
        return self.answer()


class MeasuresToo(Measures):
    pass


def nothing(_material: Material) -> Measured:
    return Measured({})


def a_measure(name: str) -> Measure:
    return Measure(name, WORDS, WORDS, "our own", nothing)

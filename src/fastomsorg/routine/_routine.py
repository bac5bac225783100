"""
A local routine as it stands from a day on, and all its versions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from fastomsorg.decisions import NATIONAL, Demands, Load, LocalRules
from fastomsorg.terms import Malformed, Role

from ._load import Targets, TeamSize
from ._obligation_kinds import Anchor, ObligationKind, Scope, Within, Words


@attrs.frozen
class LongerAbsence(Within):
    """
    From how long an absence is a longer one (*längre frånvaro*), with the document that says so.
    """

    source: str = ""
    chosen: str | None = None


@attrs.frozen
class Routine:
    """
    A local routine (*rutin*) in the version that begins on a day.

    *rules* are what decisions heed of it, *obligations* what it wants done, in the order they are
    written. *extends* names the routine it was built on, whose keys it holds too. *longer_absence*
    is None where no number is set. *fingerprint* tells what it says from anything else, and
    *chosen* is what whoever wrote it down chose where the document is silent, *rules_chosen* the
    same of single rules.
    """

    name: str
    start: dt.date
    title: Words = attrs.field(factory=dict, hash=False)
    source: str = ""
    extends: str | None = None
    rules: LocalRules = NATIONAL
    obligations: tuple[ObligationKind, ...] = ()
    team: TeamSize | None = None
    longer_absence: LongerAbsence | None = None
    targets: Targets = attrs.field(factory=Targets)
    chosen: Words | None = attrs.field(default=None, hash=False)
    rules_chosen: Mapping[str, Words] = attrs.field(factory=dict, hash=False)
    fingerprint: str = ""

    @classmethod
    def of_rules(cls, rules: LocalRules) -> Routine:
        """
        A routine that has local rules and says nothing else (*bara lokala regler*).
        """
        return cls(name=rules.name, start=rules.version or dt.date.min, rules=rules)

    @cached_property
    def cited_as(self) -> str:
        """
        How the routine is cited (*hänvisning*), with the day its version begins.
        """
        return self.name if self.start == dt.date.min else f"{self.name} ({self.start})"

    @property
    def load(self) -> Load | None:
        return self.rules.load

    @property
    def demands(self) -> Demands | None:
        return self.rules.demands

    @cached_property
    def by_anchor(self) -> Mapping[Anchor, tuple[ObligationKind, ...]]:
        """
        The obligations that are for each client, by what they count from (*bevakningar per
        utgångsdag*), at first or later.
        """
        return {
            anchor: tuple(
                each
                for each in self.obligations
                if each.scope is Scope.CASE and anchor in (each.anchor, each.first)
            )
            for anchor in Anchor
        }

    @cached_property
    def by_seat(self) -> Mapping[Role, tuple[ObligationKind, ...]]:
        """
        Those that count from somebody's taking a seat (*per plats*).
        """
        appointed = self.by_anchor[Anchor.APPOINTED]
        return {role: tuple(each for each in appointed if role in each.roles) for role in Role}

    @cached_property
    def by_done(self) -> Mapping[str, tuple[ObligationKind, ...]]:
        """
        Those that count from something's being done (*per utförd bevakning*), by its kind.
        """
        after = self.by_anchor[Anchor.LATEST_DONE]
        kinds = {kind for each in after for kind in each.of}
        return {kind: tuple(each for each in after if kind in each.of) for kind in kinds}

    def obligation(self, kind: str) -> ObligationKind | None:
        """
        The obligation of the kind (*bevakning*), or None.
        """
        return self._by_kind.get(kind)

    @cached_property
    def _by_kind(self) -> Mapping[str, ObligationKind]:
        return {each.kind: each for each in reversed(self.obligations)}


RoutineOn: TypeAlias = Callable[[dt.date], Routine]
"""The routine of the unit on a day."""


def _in_order(versions: Iterable[Routine]) -> tuple[Routine, ...]:
    return tuple(sorted(versions, key=lambda version: version.start))


@attrs.frozen
class Versions:
    """
    A routine through time (*rutinens versioner*), each version until the next one begins.
    """

    versions: tuple[Routine, ...] = attrs.field(converter=_in_order)

    @versions.validator
    def _one_a_day(self, _: object, versions: tuple[Routine, ...]) -> None:
        if not versions:
            raise Malformed("routine_without_version")
        days = [version.start for version in versions]
        if twice := next((day for day in days if days.count(day) > 1), None):
            raise Malformed("two_versions_one_day", routine=versions[0].name, day=twice)

    @property
    def name(self) -> str:
        return self.versions[0].name

    def on(self, day: dt.date) -> Routine | None:
        """
        The version of the day (*dagens version*), or None before the first.
        """
        return next((each for each in reversed(self.versions) if each.start <= day), None)

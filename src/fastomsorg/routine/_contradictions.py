"""
Does an obligation say something that would never count?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from fastomsorg.terms import Fact

from ._obligation_kinds import Anchor, MetBy, ObligationKind, Scope

Contradiction: TypeAlias = tuple[str, str, Mapping[str, Fact]]
"""The key, the code of what would be right, and its facts."""

NEVER_FIRST = frozenset({Anchor.LATEST_DONE, Anchor.YEAR, Anchor.END})


def contradictions(kind: ObligationKind) -> Iterator[Contradiction]:
    """
    What in an obligation goes against the rest of it (*motsägelser*), so that it would never be
    due, never be met, or mean nothing.
    """
    yearly = kind.anchor is Anchor.YEAR
    if yearly and kind.scope is not Scope.UNIT:
        yield "scope", "routine_yearly_of_unit", {}
    elif kind.scope is Scope.UNIT and not yearly:
        yield "anchor", "routine_unit_by_year", {}
    if kind.anchor is Anchor.LATEST_DONE and not kind.of:
        yield "of", "routine_of_missing", {}
    if not kind.met_by:
        yield "met_by", "routine_never_met", {}
    if kind.first in NEVER_FIRST:
        yield "first", "routine_never_first", {}
    points = [each.item for each in kind.checklist]
    for point in sorted({each for each in points if points.count(each) > 1}):
        yield "checklist", "routine_point_twice", {"item": point}


def idle(kind: ObligationKind) -> Iterator[Contradiction]:
    """
    What an obligation says that nothing of the rest makes use of (*verkningslöst*).
    """
    again = kind.anchor is Anchor.LATEST_DONE
    if not again:
        for key, said in (("of", kind.of), ("first", kind.first)):
            if said:
                yield key, "routine_needs_anchor", {"anchors": (Anchor.LATEST_DONE.value,)}
    if Anchor.APPOINTED not in (kind.anchor, kind.first):
        yield "roles", "routine_needs_anchor", {"anchors": (Anchor.APPOINTED.value,)}
    if kind.met_by and MetBy.DONE not in kind.met_by:
        for key in ("done_as", "checklist"):
            if getattr(kind, key):
                yield key, "routine_needs_done", {}

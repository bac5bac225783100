"""
What a routine can say: a class for each table, a field for each key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Generic, NewType, TypeVar

import attrs

from fastomsorg.decisions import AlsoNoted, Demands, Load, LocalChoice
from fastomsorg.law import Operator
from fastomsorg.terms import Act, Setting

from ._load import Targets, TeamSize
from ._obligation_kinds import ObligationKind, Words
from ._routine import LongerAbsence

T = TypeVar("T")

FROM = "from"
"""How a first day is written, which is *start* in Python."""

AtLeastOne = NewType("AtLeastOne", int)


@attrs.frozen
class Rule(Generic[T]):
    """
    One thing chosen, with the document that says so.
    """

    value: T
    source: str = ""
    chosen: Words | None = attrs.field(default=None, hash=False)


@attrs.frozen
class Counted:
    """
    Enactments whose days make a stay, beside home care under SoL.
    """

    setting: Setting
    act: Act


@attrs.frozen
class RulesSaid:
    """
    The table ``[rules]``: the fields of `LocalRules`.
    """

    operator: Rule[Operator] | None = None
    contact_to_follow: Rule[bool] | None = None
    deputy_required: Rule[bool] | None = None
    deputy_title_required: Rule[bool] | None = None
    also_counted: Rule[frozenset[Counted]] | None = None
    also_noted: Rule[frozenset[AlsoNoted]] | None = None
    small_counts: Rule[AtLeastOne] | None = None
    unclear_accepted: LocalChoice | None = None
    unconfirmed_law: LocalChoice | None = None
    names_searched: LocalChoice | None = None


@attrs.frozen
class RoutineSaid:
    """
    Everything a routine can say, by key.
    """

    name: str
    start: dt.date
    title: Words
    source: str
    extends: str | None = None
    chosen: Words | None = None
    rules: RulesSaid = attrs.field(factory=RulesSaid)
    load: Load | None = None
    demands: Demands | None = None
    team: TeamSize | None = None
    longer_absence: LongerAbsence | None = None
    targets: Targets = attrs.field(factory=Targets)
    obligation: Mapping[str, ObligationKind] = attrs.field(factory=dict)

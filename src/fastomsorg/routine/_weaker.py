"""
Does a routine say less than it may: less than the law, or than the board's routine it is built on?

Most of what would weaken the law has no key at all. What is looked for here is who tries to write
one, a stand on open law without its day and document, and an offer that some are left out of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from fastomsorg.decisions import LocalRules, Span
from fastomsorg.law import Citation, Sourced, statutes
from fastomsorg.terms import Fact

from ._obligation_kinds import MetBy, ObligationKind, Within
from ._places import Path
from ._routine import Routine
from ._sheet import CHOICES

Weakness: TypeAlias = tuple[Path, str, Mapping[str, Fact], tuple[Citation, ...]]
"""The key, the code of what would be right, its facts, and the basis."""

BY_LAW: Mapping[str, str] = {
    "title_required": "title_required",
    "primary_title_required": "title_required",
    "certificate_required": "title_required",
    "offer_required": "home_care",
    "assessment_required": "assessment",
    "persons_view_required": "assessment",
    "documentation_required": "documentation",
    "objection_noted": "objection_noted",
    "access_logged": "access",
    "reads_logged": "access",
    "protected_identity_hidden": "protected_identity",
    "data_on_request": "data_on_request",
    "retention_years": "years.municipality",
    "research_sample": "research_sample",
}
"""Keys that somebody might write into ``[rules]``, and the law's own question that each is of."""

OPEN_LAW: Mapping[str, str] = {
    "unclear_accepted": "title_required",
    "unconfirmed_law": "special_housing",
    "names_searched": "search_terms.private_provider",
}
"""The stands that can be taken where the law is open, and the question that each is of."""

CYCLE = tuple(dt.date(2023, 1, 1) + dt.timedelta(days) for days in range(4 * 366))
"""Days enough for months and leap days to fall in every way they can."""


def beside_the_law(key: str, path: Path) -> Sourced[Any] | None:
    """
    The law that an unknown key of ``[rules]`` would be about (*lagen bestämmer*), or None.
    """
    question = BY_LAW.get(key) if path == ("rules",) else None
    return None if question is None else _latest(question)


def choice_of_open_law(path: Path) -> tuple[Citation, ...] | None:
    """
    The sections that a stand on open law is about, for a key that is one, or is inside one.
    """
    chosen = path[1] if path[:1] == ("rules",) and len(path) > 1 else None
    return _latest(OPEN_LAW[chosen]).basis if chosen in CHOICES and chosen in OPEN_LAW else None


def _latest(question: str) -> Sourced[Any]:
    return next(
        timeline.entries[-1] for _, name, timeline in statutes().timelines() if name == question
    )


def weaker_than_the_law(routine: Routine) -> Iterator[Weakness]:
    """
    An offer that is not made to whoever has some services alone: the law asks for an assessment.
    """
    basis = _latest("assessment").basis
    for kind in routine.obligations:
        if MetBy.ANSWER in kind.met_by and kind.applies.unless_only:
            path = ("obligation", kind.kind, "applies")
            yield path, "routine_offer_to_all", {}, basis


def weaker_than_the_boards(own: Routine, board: Routine) -> Iterator[Weakness]:
    """
    Where a private provider's routine asks for less than the board's (*mindre strikt*).
    """
    for path, expected, facts in (
        *_rules(own.rules, board.rules),
        *_obligations(own, board),
        *_load(own, board),
        *_team_and_absence(own, board),
        *_targets(own, board),
    ):
        yield path, expected, {"board": board.name, **facts}, board.rules.basis


Weaker: TypeAlias = tuple[Path, str, Mapping[str, Fact]]


def _rules(own: LocalRules, board: LocalRules) -> Iterator[Weaker]:
    stricter = {"contact_to_follow": False, "deputy_required": True, "deputy_title_required": True}
    for name, strict in stricter.items():
        if getattr(board, name) is strict and getattr(own, name) is not strict:
            yield ("rules", name), "routine_board_value", {"value": _flag(strict)}
    for name in ("unclear_accepted", "names_searched"):
        theirs, ours = getattr(board, name), getattr(own, name)
        if ours is not None and (theirs is None or ours.start < theirs.start):
            yield ("rules", name), "routine_board_not_chosen", {}
    heeded, ours = board.unconfirmed_law, own.unconfirmed_law
    if heeded is not None and (ours is None or ours.start > heeded.start):
        yield ("rules", "unconfirmed_law"), "routine_board_value", {"value": heeded.start}
    for name in ("also_counted", "also_noted"):
        if missing := getattr(board, name) - getattr(own, name):
            yield ("rules", name), "routine_board_all_of", {"values": _codes(missing)}
    if own.small_counts < board.small_counts:
        facts = {"value": board.small_counts}
        yield ("rules", "small_counts"), "routine_board_at_least", facts


def _obligations(own: Routine, board: Routine) -> Iterator[Weaker]:
    for theirs in board.obligations:
        path: Path = ("obligation", theirs.kind)
        ours = own.obligation(theirs.kind)
        if ours is None:
            yield path, "routine_board_kept", {"kind": theirs.kind}
        else:
            for key, expected, facts in _obligation(ours, theirs):
                yield (*path, key), expected, facts


def _obligation(ours: ObligationKind, theirs: ObligationKind) -> Iterator[tuple[str, str, Any]]:
    if theirs.within is not None:
        if ours.anchor is not theirs.anchor:
            yield "anchor", "routine_board_value", {"value": theirs.anchor.value}
        elif not never_later(ours.within, theirs.within):
            yield "within", "routine_board_within", _limit(theirs.within)
    kept = (
        ("applies", ours.applies == theirs.applies),
        ("met_by", ours.met_by <= theirs.met_by),
        ("done_as", ours.done_as <= theirs.done_as),
        ("of", theirs.anchor is not ours.anchor or ours.of == theirs.of),
        ("first", theirs.first is None or ours.first is theirs.first),
        ("informs", theirs.informs is None or ours.informs is theirs.informs),
        ("note", ours.note or not theirs.note),
        ("scope", ours.scope is theirs.scope),
        ("roles", ours.roles >= theirs.roles),
    )
    for key, holds in kept:
        if not holds:
            yield key, "routine_board_unchanged", {}
    missing = {each.item for each in theirs.checklist} - {each.item for each in ours.checklist}
    if missing:
        yield "checklist", "routine_board_all_of", {"values": tuple(sorted(missing))}


def never_later(ours: Within | None, theirs: Within) -> bool:
    """
    Is the limit as short as the other on every day of the calendar (*aldrig senare*)?
    """
    return ours is not None and all(ours.after(day) <= theirs.after(day) for day in CYCLE)


def _load(own: Routine, board: Routine) -> Iterator[Weaker]:
    theirs, ours = board.load, own.load
    if theirs is None:
        return
    if ours is None:
        yield ("load",), "routine_board_unchanged", {}
        return
    if theirs.refuses and not ours.refuses:
        yield ("load", "refuses"), "routine_board_value", {"value": _flag(True)}
    for role, span in theirs.limits.items():
        if _wider(ours.limit(role), span):
            most = {"value": span.most}
            yield ("load", "limits", role.value), "routine_board_at_most", most
    for service, weight in theirs.weights.items():
        if ours.weights.get(service, 1) < weight:
            least = {"value": str(weight)}
            yield ("load", "weights", service.value), "routine_board_at_least", least


def _team_and_absence(own: Routine, board: Routine) -> Iterator[Weaker]:
    if board.team is not None:
        for name in ("staff", "clients"):
            theirs: Span = getattr(board.team, name)
            ours: Span = getattr(own.team, name) if own.team else Span()
            if _wider(ours, theirs):
                yield ("team", name), "routine_board_at_most", {"value": theirs.most}
    if board.longer_absence is not None and not never_later(
        own.longer_absence, board.longer_absence
    ):
        yield ("longer_absence",), "routine_board_within", _limit(board.longer_absence)


def _targets(own: Routine, board: Routine) -> Iterator[Weaker]:
    theirs, ours = board.targets.contact_share, own.targets.contact_share
    if theirs is not None and (
        ours is None
        or ours.least < theirs.least
        or (ours.least == theirs.least and theirs.more_than and not ours.more_than)
    ):
        facts = {"value": str(theirs.least)}
        yield ("targets", "contact_share"), "routine_board_at_least", facts
    time, own_time = board.targets.scheduled, own.targets.scheduled
    if time is not None and (own_time is None or own_time.least < time.least):
        facts = {"value": str(time.least)}
        yield ("targets", "scheduled"), "routine_board_at_least", facts


def _wider(ours: Span, theirs: Span) -> bool:
    return theirs.most is not None and (ours.most is None or ours.most > theirs.most)


def _limit(within: Within) -> Mapping[str, Fact]:
    return {"amount": within.amount, "unit": within.unit.value}


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _codes(values: frozenset[Any]) -> tuple[str, ...]:
    return tuple(
        sorted(" ".join(each) if isinstance(each, tuple) else str(each) for each in values)
    )

"""
Does a private provider's routine say less than the board's, which it is built on?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from fastomsorg.decisions import Demands, LocalRules, Span
from fastomsorg.terms import Fact

from ._obligation_kinds import ObligationKind, Within
from ._places import Path
from ._routine import Routine
from ._weaker import Weakness

CYCLE = tuple(dt.date(2023, 1, 1) + dt.timedelta(days) for days in range(4 * 366))
"""Days enough for months and leap days to fall in every way they can."""

Weaker: TypeAlias = tuple[Path, str, Mapping[str, Fact]]
"""The key, the code of what would be right, and its facts."""


def weaker_than_the_boards(own: Routine, board: Routine) -> Iterator[Weakness]:
    """
    Where a private provider's routine asks for less than the board's (*mindre strikt*).
    """
    for path, expected, facts in (
        *_rules(own.rules, board.rules),
        *_obligations(own, board),
        *_load(own, board),
        *_demands(own.demands, board.demands),
        *_team_and_absence(own, board),
        *_targets(own, board),
    ):
        yield path, expected, {"board": board.name, **facts}, board.rules.basis


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
    if ours.anchor is not theirs.anchor:
        yield "anchor", "routine_board_value", {"value": theirs.anchor.value}
    elif theirs.within is not None and not never_later(ours.within, theirs.within):
        yield "within", "routine_board_within", _limit(theirs.within)
    kept = (
        ("applies", ours.applies == theirs.applies),
        ("met_by", ours.met_by <= theirs.met_by),
        ("done_as", ours.done_as <= theirs.done_as),
        ("of", ours.of == theirs.of),
        ("first", theirs.first is None or ours.first is theirs.first),
        ("informs", ours.informs is theirs.informs),
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
    for service in sorted({*theirs.weights, *ours.weights}):
        weight = theirs.weight({service})
        if ours.weight({service}) < weight:
            least = {"value": str(weight)}
            yield ("load", "weights", service.value), "routine_board_at_least", least


def _demands(ours: Demands | None, theirs: Demands | None) -> Iterator[Weaker]:
    if theirs is None:
        return
    if ours is None:
        yield ("demands",), "routine_board_unchanged", {}
        return
    for name in ("delegations", "languages", "roles"):
        if missing := getattr(theirs, name) - getattr(ours, name):
            yield ("demands", name), "routine_board_all_of", {"values": _codes(missing)}
    for service, asked in sorted(theirs.delegations_for.items()):
        if missing := asked - ours.delegations_of({service}):
            path = ("demands", "delegations_for", service.value)
            yield path, "routine_board_all_of", {"values": _codes(missing)}
    for name in ("one_team", "at_work"):
        if getattr(theirs, name) and not getattr(ours, name):
            yield ("demands", name), "routine_board_value", {"value": _flag(True)}


def _team_and_absence(own: Routine, board: Routine) -> Iterator[Weaker]:
    if board.team is not None:
        for name in ("staff", "clients"):
            theirs: Span = getattr(board.team, name)
            ours: Span = getattr(own.team, name) if own.team else Span()
            if _wider(ours, theirs):
                yield ("team", name), "routine_board_at_most", {"value": theirs.most}
        if own.team is not None and own.team.runner and not board.team.runner:
            yield ("team", "runner"), "routine_board_value", {"value": _flag(False)}
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

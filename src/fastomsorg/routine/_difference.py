"""
What two routines, or two versions of one, say differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from fastomsorg.decisions import LocalRules, Span

from ._obligation_kinds import ChecklistItem, ObligationKind, Within
from ._routine import Routine

OTHERWISE_TOLD = frozenset(
    {"name", "version", "fingerprint", "source", "sources", "load", "demands"}
)
"""Fields of the local rules that are the routine's own, or stand elsewhere in it."""


@attrs.frozen
class Difference:
    """
    A key that two routines say differently (*skillnad*); None where the one says nothing of it.
    """

    key: str
    before: str | None
    after: str | None


def differences(before: Routine, after: Routine) -> tuple[Difference, ...]:
    """
    Every key that is not the same (*skillnader*), in the order of the keys of a routine.
    """
    one, other = said_by(before), said_by(after)
    keys = dict.fromkeys((*one, *other))
    return tuple(
        Difference(key, one.get(key), other.get(key))
        for key in keys
        if one.get(key) != other.get(key)
    )


def said_by(routine: Routine) -> Mapping[str, str]:
    """
    All that a routine says, by key (*innehåll*): ``obligation.offer.within`` is ``14 days``.

    What is as it would be without a word is left out.
    """
    return dict(
        (
            *_said("title", routine.title),
            *_said("source", routine.source),
            *_said("extends", routine.extends),
            *_said("chosen", routine.chosen),
            *_rules(routine),
            *_said("load", routine.load),
            *_said("demands", routine.demands),
            *_said("team", routine.team),
            *_said("longer_absence", routine.longer_absence),
            *_said("targets", routine.targets),
            *_said("obligation", {each.kind: each for each in routine.obligations}),
        )
    )


def _rules(routine: Routine) -> Iterator[tuple[str, str]]:
    rules = routine.rules
    for field in attrs.fields(LocalRules):
        value = getattr(rules, field.name)
        if field.name not in OTHERWISE_TOLD and value != field.default:
            yield from _said(f"rules.{field.name}", value)
            yield from _said(f"rules.{field.name}.source", rules.sources.get(field.name))
            yield from _said(f"rules.{field.name}.chosen", routine.rules_chosen.get(field.name))


def _said(key: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case None | "":
            return
        case Within():
            yield key, f"{value.amount} {value.unit.value}"
            yield from _fields(key, value, {"amount", "unit"})
        case Span():
            yield key, f"{'' if value.fewest is None else value.fewest}–{value.most or ''}"
        case Fraction():
            yield key, f"{float(100 * value):g} %" if key.startswith("targets") else str(value)
        case Mapping():
            for each, inside in value.items():
                yield from _said(f"{key}.{_code(each)}", inside)
        case _ if attrs.has(type(value)):
            yield from _fields(key, value, {"kind"} if isinstance(value, ObligationKind) else set())
        case tuple() if value and isinstance(value[0], ChecklistItem):
            yield from _said(key, {each.item: each.title for each in value})
        case tuple() | frozenset():
            codes = map(_code, value)
            yield key, ", ".join(codes if isinstance(value, tuple) else sorted(codes))
        case _:
            yield key, _code(value)


def _fields(key: str, value: object, known: set[str]) -> Iterator[tuple[str, str]]:
    kind: Any = type(value)
    for field in attrs.fields(kind):
        inside, default = getattr(value, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory()
        if field.name not in known and inside != default:
            yield from _said(f"{key}.{'from' if field.name == 'start' else field.name}", inside)


def _code(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case tuple():
            return " ".join(map(_code, value))
        case _:
            return str(value)

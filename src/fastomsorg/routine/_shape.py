"""
From a sheet to the routine it describes: every key by the class that has the field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from fastomsorg.decisions import LocalRules
from fastomsorg.terms import Fact, Malformed

from ._obligation_kinds import Words
from ._places import Path
from ._problems import RoutineProblem, one_of
from ._routine import Routine
from ._said import FROM, RoutineSaid, Rule
from ._sheet import Sheet, written_key
from ._values import Wrong, class_of, converter
from ._weaker import beside_the_law, choice_of_open_law


def shaped(sheet: Sheet) -> Routine | tuple[RoutineProblem, ...]:
    """
    The routine of a sheet, or everything that is wrong with it.
    """
    try:
        said = converter().structure(sheet.said, RoutineSaid)
    except BaseValidationError as error:
        return tuple(dict.fromkeys(_problems(error, (), sheet)))
    return _routine(said, fingerprint_of(sheet.said))


def fingerprint_of(said: Mapping[str, Any]) -> str:
    """
    A SHA-256 of what a routine says, in hexadecimal (*kontrollsumma*).

    Comments, order of keys and where it is written do not matter; every value does.
    """
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _routine(said: RoutineSaid, fingerprint: str) -> Routine:
    return Routine(
        name=said.name,
        start=said.start,
        title=said.title,
        source=said.source,
        extends=said.extends,
        rules=_local_rules(said, fingerprint),
        obligations=tuple(said.obligation.values()),
        team=said.team,
        longer_absence=said.longer_absence,
        targets=said.targets,
        chosen=said.chosen,
        rules_chosen=_rules_chosen(said),
        fingerprint=fingerprint,
    )


def _rules_chosen(said: RoutineSaid) -> Mapping[str, Words]:
    given = attrs.asdict(said.rules, recurse=False)
    return {
        name: each.chosen for name, each in given.items() if isinstance(each, Rule) and each.chosen
    }


def _local_rules(said: RoutineSaid, fingerprint: str) -> LocalRules:
    """
    What decisions heed of the routine (*lokala regler*), with the document of each choice.
    """
    given = attrs.asdict(said.rules, recurse=False)
    chosen = {name: each for name, each in given.items() if each is not None}
    fields = {name: each.value if isinstance(each, Rule) else each for name, each in chosen.items()}
    if "also_counted" in fields:
        fields["also_counted"] = frozenset(
            (each.setting, each.act) for each in fields["also_counted"]
        )
    return LocalRules(
        name=said.name,
        load=said.load,
        demands=said.demands,
        version=said.start,
        fingerprint=fingerprint,
        source=said.source,
        sources={name: each.source for name, each in chosen.items() if each.source},
        **fields,
    )


# What is wrong -----------------------------------------------------------------------------------


def _problems(error: BaseException, path: Path, sheet: Sheet) -> Iterator[RoutineProblem]:
    match error:
        case ClassValidationError() | IterableValidationError():
            noted, others = error.group_exceptions()
            for each, note in noted:
                key = note.name if isinstance(note, AttributeValidationNote) else note.index
                yield from _problems(each, (*path, FROM if key == "start" else key), sheet)
            for each in others:
                yield from _problems(each, path, sheet)
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield _unknown_key(key, path, keys_of(error.cl), sheet)
        case KeyError():
            yield _problem(sheet, path, "routine_key_missing")
        case Wrong():
            yield _wrong(error, path, sheet)
        case Malformed():
            yield _problem(sheet, path, f"errors.{error.code}", **error.facts)
        case _:
            raise error


def _wrong(error: Wrong, path: Path, sheet: Sheet) -> RoutineProblem:
    choice = choice_of_open_law(path)
    if choice is None:
        return _problem(sheet, path, error.expected, **error.facts)
    return attrs.evolve(_problem(sheet, path, "routine_choice"), basis=choice)


def _unknown_key(key: str, path: Path, known: list[str], sheet: Sheet) -> RoutineProblem:
    law = beside_the_law(key, path)
    if law is not None:
        problem = _problem(sheet, (*path, key), "routine_law", words=law.words)
        return attrs.evolve(problem, basis=law.basis)
    expected, facts = one_of(key, known, "routine_key_unknown")
    return attrs.evolve(_problem(sheet, (*path, key), expected, **facts), got=key)


def _problem(sheet: Sheet, path: Path, expected: str, **facts: Fact) -> RoutineProblem:
    place = sheet.place(path)
    key = written_key(path)
    return RoutineProblem(place.file, place.line, key, sheet.got(path), expected, facts)


def keys_of(kind: Any) -> list[str]:
    """
    The keys of a table, as they are written.
    """
    names = [field.name for field in attrs.fields(class_of(kind))]
    keys = [FROM if name == "start" else name for name in names]
    return [*keys, "version"] if kind is RoutineSaid else keys

"""
What a routine may look like, for editors that complete and check TOML: a JSON Schema.

It is made from the classes that the reader reads into, so that it cannot fall behind them. What it
takes for wrong is wrong; what only a reader can see, such as a circle, it lets pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

import attrs

from fastomsorg.decisions import Demands, Load, LocalChoice, Span
from fastomsorg.terms import Service
from fastomsorg.texts import Language, text

from ._load import AimedShare, Band, Targets, TeamSize
from ._obligation_kinds import Applies, ChecklistItem, ObligationKind, Within, Words
from ._routine import LongerAbsence
from ._said import FROM, AtLeastOne, Counted, RoutineSaid, Rule, RulesSaid
from ._written import FIRST_ONLY

Schema: TypeAlias = dict[str, Any]

ID = "urn:fastomsorg:routine:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

TABLES: Mapping[Any, str] = {
    RoutineSaid: "routine",
    RulesSaid: "rules",
    Rule: "rule",
    LocalChoice: "choice",
    Counted: "counted",
    Load: "load",
    Span: "span",
    Demands: "demands",
    TeamSize: "team",
    LongerAbsence: "longer_absence",
    Targets: "targets",
    AimedShare: "contact_share",
    Band: "scheduled",
    ObligationKind: "obligation",
    Within: "within",
    Applies: "applies",
    ChecklistItem: "checklist",
}
"""What each table is called in the catalogue that explains its keys."""

VERSION, REMOVE = "version", "remove"
TEXT: Schema = {"type": "string", "pattern": r"\S"}
NAME: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_.-]*$"}
KIND: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
NOT_NEGATIVE: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": "^([0-9]+([.,][0-9]+)? ?%|[0-9]+/[1-9][0-9]*)$"},
    ]
}
WEIGHTS: Schema = {
    "type": "object",
    "propertyNames": {"enum": [each.value for each in Service]},
    "additionalProperties": {
        "anyOf": [{"type": "number", "exclusiveMinimum": 0}, SHARE["anyOf"][1]],
    },
}
CLOSER: Mapping[tuple[str, str], Schema] = {
    ("load", "weights"): WEIGHTS,
    ("routine", "name"): NAME,
    ("routine", "extends"): NAME,
    ("obligation", "kind"): KIND,
    ("span", "fewest"): NOT_NEGATIVE,
    ("span", "most"): NOT_NEGATIVE,
    ("within", "amount"): NOT_NEGATIVE,
    ("longer_absence", "amount"): NOT_NEGATIVE,
}
"""What a class checks that its types do not say."""

REQUIRED: Mapping[str, tuple[str, ...]] = {"obligation": ("kind",), "routine": ()}
"""Tables that may say only what differs from what they are built on."""


def routine_schema(language: Language = Language.SV) -> Schema:
    """
    The JSON Schema of a routine (*schema för editorer*), with every key explained.
    """
    tables = {name: _table(kind, language) for kind, name in TABLES.items() if kind is not Rule}
    whole = tables.pop("routine")
    keys = {**whole["properties"], VERSION: _versions(whole["properties"], language)}
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": _explained("routine", "title", language),
        "type": "object",
        "properties": keys,
        "required": ["name", FROM, "title", "source"],
        "additionalProperties": False,
        "if": {"not": {"required": ["extends"]}},
        "then": {"properties": {"obligation": {"items": {"required": ["title", "anchor"]}}}},
        "$defs": tables,
    }


def keys_of_tables(language: Language) -> Mapping[str, Mapping[str, str]]:
    """
    Every key by its table, explained (*nycklar*).
    """
    return {
        name: {key: _explained(name, key, language) for key in _keys(kind)}
        for kind, name in TABLES.items()
    }


def _keys(kind: Any) -> list[str]:
    keys = [FROM if field.name == "start" else field.name for field in attrs.fields(kind)]
    return [*keys, *{RoutineSaid: [VERSION], ObligationKind: [REMOVE]}.get(kind, [])]


def _versions(keys: Schema, language: Language) -> Schema:
    inside = {key: each for key, each in keys.items() if key not in FIRST_ONLY}
    version = {
        "type": "object",
        "properties": inside,
        "required": [FROM],
        "additionalProperties": False,
    }
    return _with(_explained("routine", VERSION, language), {"type": "array", "items": version})


def _table(kind: Any, language: Language) -> Schema:
    name = TABLES[kind]
    properties: Schema = {}
    required = []
    for field in attrs.fields(attrs.resolve_types(kind)):
        key = FROM if field.name == "start" else field.name
        said = CLOSER.get((name, key)) or _schema_of(field.type, language)
        if key == "obligation":
            said = {"type": "array", "items": _reference(ObligationKind)}
        properties[key] = _with(_explained(name, key, language), said)
        if field.default is attrs.NOTHING:
            required.append(key)
    if kind is ObligationKind:
        required = list(REQUIRED[name])
        properties[REMOVE] = _with(_explained(name, REMOVE, language), {"const": True})
    if "source" in required and kind is not LocalChoice:
        required.remove("source")
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema_of(kind: Any, language: Language) -> Schema:
    origin, inside = get_origin(kind), get_args(kind)
    if kind == Words:
        return _words()
    if origin in (Union, UnionType):
        (some,) = [each for each in inside if each is not type(None)]
        return _schema_of(some, language)
    if origin is Rule:
        return _rule(inside[0], language)
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _schema_of(inside[0], language)}
    if origin is not None and issubclass(origin, Mapping):
        codes, value = inside
        return {
            "type": "object",
            "propertyNames": _schema_of(codes, language),
            "additionalProperties": _schema_of(value, language),
        }
    if attrs.has(kind):
        return _reference(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [each.value for each in kind]}
    return _plain(kind)


def _plain(kind: Any) -> Schema:
    if kind is AtLeastOne:
        return {"type": "integer", "minimum": 1}
    if kind is Fraction:
        return SHARE
    plain = {str: TEXT, int: {"type": "integer"}, bool: {"type": "boolean"}}
    return plain.get(kind, {"type": "string", "format": "date"})


def _words() -> Schema:
    languages = {each.value: TEXT for each in Language}
    table = {
        "type": "object",
        "properties": languages,
        "required": [Language.SV.value],
        "additionalProperties": False,
    }
    return {"anyOf": [TEXT, table]}


def _rule(value: Any, language: Language) -> Schema:
    """
    What is chosen, by itself or with the document that says so.
    """
    said = _schema_of(value, language)
    others = {"source": TEXT, "chosen": _words()}
    keys = {"value": said, **others}
    table = {
        "type": "object",
        "properties": {
            key: _with(_explained("rule", key, language), each) for key, each in keys.items()
        },
        "required": ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [said, table]}


def _reference(kind: Any) -> Schema:
    return {"$ref": f"#/$defs/{TABLES[kind]}"}


def _with(explained: str, said: Schema) -> Schema:
    return {"description": explained, **said}


def _explained(table: str, key: str, language: Language) -> str:
    return text(language, f"routine_keys.{table}.{key}")

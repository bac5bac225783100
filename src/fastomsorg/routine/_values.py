"""
How the values of a routine are read: TOML's own kinds, codes, shares, texts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import isfinite
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from fastomsorg.terms import Fact
from fastomsorg.texts import Language

from ._obligation_kinds import Words
from ._problems import one_of
from ._said import FROM, AtLeastOne

SHARE = re.compile(r"(?P<percent>[0-9]+([.,][0-9]+)?) ?%|(?P<over>[0-9]+)/(?P<under>[1-9][0-9]*)")


class Wrong(Exception):
    """
    A value of the wrong kind: the code of what would be right, and its facts.
    """

    def __init__(self, expected: str, **facts: Fact) -> None:
        super().__init__(expected)
        self.expected = expected
        self.facts = facts


def _exactly(kind: type, expected: str) -> Callable[[Any, Any], Any]:
    def structure(given: Any, _: Any) -> Any:
        if type(given) is not kind:
            raise Wrong(expected)
        if isinstance(given, str) and not given.strip():
            raise Wrong("routine_blank")
        return given

    return structure


def _code(given: Any, words: type[StrEnum]) -> StrEnum:
    if isinstance(given, str) and given in list(words):
        return words(given)
    expected, facts = one_of(str(given), words, "routine_code")
    raise Wrong(expected, **facts)


def _at_least_one(given: Any, _: Any) -> int:
    if type(given) is not int or given < 1:
        raise Wrong("routine_at_least_one")
    return given


def _share(given: Any, _: Any) -> Fraction:
    """
    A number, ``"25 %"`` or ``"1/4"``.
    """
    if type(given) is int or (isinstance(given, float) and isfinite(given)):
        return Fraction(str(given))
    found = SHARE.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise Wrong("routine_share")
    if found["percent"]:
        return Fraction(found["percent"].replace(",", ".")) / 100
    return Fraction(int(found["over"]), int(found["under"]))


def _words(given: Any, _: Any) -> Words:
    """
    A text in Swedish, or one for each language.
    """
    said = {Language.SV: given} if isinstance(given, str) else given
    if not isinstance(said, dict) or Language.SV not in said:
        raise Wrong("routine_words")
    return converter().structure(said, dict[Language, str])


def _table(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    names = {field.name for field in attrs.fields(class_of(kind))}
    renamed: Any = {"start": override(rename=FROM)} if "start" in names else {}
    structure = make_dict_structure_fn(kind, converter, **renamed)

    def table(given: Any, wanted: Any) -> Any:
        if not isinstance(given, dict):
            raise Wrong("routine_table")
        return structure(given, wanted)

    return table


def _rows(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    collection: Any = get_origin(kind)
    plain: Any = list.__class_getitem__((get_args(kind)[0],))

    def rows(given: Any, _: Any) -> Any:
        if not isinstance(given, list):
            raise Wrong("routine_list")
        return collection(converter.structure(given, plain))

    return rows


def _by_key(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    plain: Any = dict.__class_getitem__(get_args(kind))

    def by_key(given: Any, _: Any) -> Any:
        if not isinstance(given, dict):
            raise Wrong("routine_table")
        return converter.structure(given, plain)

    return by_key


@cache
def converter() -> Converter:
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook(str, _exactly(str, "routine_text"))
    made.register_structure_hook(int, _exactly(int, "routine_number"))
    made.register_structure_hook(bool, _exactly(bool, "routine_flag"))
    made.register_structure_hook(dt.date, _exactly(dt.date, "routine_day"))
    made.register_structure_hook(StrEnum, _code)
    made.register_structure_hook_func(lambda kind: kind is AtLeastOne, _at_least_one)
    made.register_structure_hook(Fraction, _share)
    made.register_structure_hook_factory(_is_table, _table)
    made.register_structure_hook_factory(_any(tuple, frozenset), _rows)
    made.register_structure_hook_factory(_any(Mapping), _by_key)
    made.register_structure_hook_func(lambda kind: kind == Words, _words)
    return made


def _is_table(kind: Any) -> bool:
    return attrs.has(class_of(kind))


def _any(*generics: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in generics


def class_of(kind: Any) -> Any:
    """
    The class itself of a generic one.
    """
    return get_origin(kind) or kind

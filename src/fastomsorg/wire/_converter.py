"""
How values become plain data and back: generated hooks, one set for every class.

What has its default is left out, so that a field added later changes no earlier data and no
digest. What has no place in a class is refused: it was written by a later version, or by mistake.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin
from uuid import UUID

import attrs
from cattrs import Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from fastomsorg.terms import Fact, Keep

from ._scalars import (
    Unfit,
    day_from,
    day_to,
    facts_from,
    facts_to,
    flag_from,
    id_from,
    instant_from,
    instant_to,
    number_from,
    text_from,
)
from ._tags import TAG, TAGS, UNIONS

Plain: TypeAlias = Any
Leave: TypeAlias = Callable[[Any], Plain]
Take: TypeAlias = Callable[[Plain, Any], Any]


@cache
def converter(*, detailed: bool) -> Converter:
    """
    The converter for input, which accounts for every fault, or the faster one for own data.
    """
    made = Converter(
        detailed_validation=detailed,
        forbid_extra_keys=True,
        unstruct_collection_overrides={tuple: list, list: list},
    )
    _scalars(made)
    _collections(made)
    made.register_unstructure_hook_factory(attrs.has, lambda cls: _leaving(made, cls))
    made.register_structure_hook_factory(attrs.has, lambda cls: _taking(made, cls))
    made.register_unstructure_hook_func(_may_keep, made.unstructure)
    made.register_structure_hook_factory(_may_keep, lambda kind: _taking_kept(made, kind))
    for union in UNIONS:
        _union(made, union)
    return made


def _scalars(made: Converter) -> None:
    made.register_unstructure_hook(dt.date, day_to)
    made.register_unstructure_hook(dt.datetime, instant_to)
    made.register_unstructure_hook(UUID, str)
    made.register_unstructure_hook(StrEnum, lambda word: word.value)
    made.register_structure_hook(dt.date, lambda data, _: day_from(data))
    made.register_structure_hook(dt.datetime, lambda data, _: instant_from(data))
    made.register_structure_hook(UUID, lambda data, _: id_from(data))
    made.register_structure_hook(str, lambda data, _: text_from(data))
    made.register_structure_hook(bool, lambda data, _: flag_from(data))
    made.register_structure_hook(int, lambda data, _: number_from(data))
    made.register_structure_hook(StrEnum, _word)


def _word(data: Plain, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(data)
    except ValueError:
        raise Unfit("|".join(kind)) from None


def _collections(made: Converter) -> None:
    made.register_unstructure_hook_func(_is_facts, facts_to)
    made.register_structure_hook_func(_is_facts, lambda data, _: facts_from(data))
    made.register_unstructure_hook_func(_is_set, lambda values: _in_order(made, values))


def _is_facts(kind: object) -> bool:
    return kind == Mapping[str, Fact]


def _is_set(kind: Any) -> bool:
    return (get_origin(kind) or kind) is frozenset


def _in_order(made: Converter, values: Iterable[object]) -> list[Plain]:
    """
    A set as a list that does not depend on how the set happens to be kept.
    """
    return sorted(made.unstructure(value) for value in values)


def _leaving(made: Converter, cls: type) -> Leave:
    """
    The fields that differ from their default, and the tag.
    """
    fields = attrs.fields(_resolved(cls))
    kept = tuple(field.name for field in fields if _may_keep(field.type))
    plain_of: Leave = make_dict_unstructure_fn(cls, made, _cattrs_omit_if_default=True)
    return _tagged(made, plain_of, TAGS[cls], kept) if cls in TAGS else plain_of


def _tagged(made: Converter, plain_of: Leave, tag: str, kept: tuple[str, ...]) -> Leave:
    """
    Only what nothing was said of is left out: an id may well read ``keep``.
    """

    def leave(value: Any) -> Plain:
        plain = plain_of(value)
        plain[TAG] = tag
        for name in kept:
            said = getattr(value, name)
            if said is not Keep.KEEP:
                plain[name] = made.unstructure(said)
        return plain

    return leave


def _taking(made: Converter, cls: type) -> Take:
    _resolved(cls)
    if cls not in TAGS:
        return make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True)

    value_of: Take = make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=False)
    known = {TAG, *(field.name for field in attrs.fields(cls))}

    def take(data: Plain, kind: Any) -> Any:
        if data[TAG] != TAGS[cls]:
            raise Unfit(f"{TAG}: {TAGS[cls]}")
        if not data.keys() <= known:
            raise ForbiddenExtraKeysError("", cls, set(data.keys() - known))
        return value_of(data, kind)

    return take


def _may_keep(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and Keep in get_args(kind)


def _taking_kept(made: Converter, kind: Any) -> Take:
    """
    What was said; what was not said is not there, and has its default.
    """
    (said,) = (each for each in get_args(kind) if each not in (Keep, NoneType))
    may_be_nobody = NoneType in get_args(kind)
    take = made.get_structure_hook(said)
    return lambda data, _: None if may_be_nobody and data is None else take(data, said)


def _union(made: Converter, union: Any) -> None:
    """
    Register how a value finds its class: by its tag.
    """
    classes = {TAGS[cls]: cls for cls in get_args(union)}
    hooks: dict[str, Take] = {}

    def take(data: Plain, _: Any) -> Any:
        tag = data[TAG]
        if tag not in classes:
            raise Unfit(f"{TAG}: {'|'.join(classes)}")
        if tag not in hooks:
            hooks[tag] = made.get_structure_hook(classes[tag])
        return hooks[tag](data, classes[tag])

    made.register_unstructure_hook_func(lambda kind: kind == union, made.unstructure)
    made.register_structure_hook_func(lambda kind: kind == union, take)


def _resolved(cls: type) -> type:
    attrs.resolve_types(cls)
    return cls

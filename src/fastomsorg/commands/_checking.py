"""
A command is made of what it says it is made of: the wrong kind of value is refused at once.
"""

import datetime as dt
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from fastomsorg.terms import Malformed


def checked(_: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """
    The fields of a command, each refusing what is not of its kind (*fel slags värde*).

    What is stored is never changed afterwards, so it must be right when it is asked for.
    """
    return [field.evolve(validator=_refuse_other_kinds) for field in fields]


def _refuse_other_kinds(command: object, field: "attrs.Attribute[Any]", value: object) -> None:
    if not _fits(value, field.type):
        raise Malformed(
            "command_field",
            command=type(command).__name__,
            field=field.name,
            got=type(value).__name__,
            expected=_told(field.type),
        )
    if field.name == "enactment" and isinstance(value, str) and not value.strip():
        raise Malformed("id_blank", command=type(command).__name__, field=field.name)


def _fits(value: object, kind: Any) -> bool:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin in (frozenset, tuple):
        return isinstance(value, origin) and all(_fits(each, parts[0]) for each in value)
    if kind in (None, NoneType):
        return value is None
    if kind is dt.date:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return isinstance(value, kind) and (kind is not str or type(value) is str)


def _told(kind: Any) -> str:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return " | ".join(_told(part) for part in parts)
    if origin in (frozenset, tuple):
        return f"{origin.__name__}[{_told(parts[0])}]"
    return "None" if kind in (None, NoneType) else str(kind.__name__)

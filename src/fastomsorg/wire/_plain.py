"""
Values as plain data (*rena data*) and back: what a store keeps, a message carries, a digest covers.
"""

import hashlib
import json
from typing import Any, TypeVar, overload

import attrs

from fastomsorg.commands import Command, Correct, HandOver
from fastomsorg.terms import Malformed

from ._converter import converter
from ._tags import TAGS
from ._trouble import faults

T = TypeVar("T")

_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def to_plain(value: object) -> Any:
    """
    The value as JSON has it (*rena data*): objects, lists, text, numbers, true, false, null.

    Events, commands and notices carry their tag under ``type``. A field that has its default is
    left out, so is a seat that nothing was said of. Raises `Malformed` for an instant without a
    time zone and for a fact that no text could show.
    """
    try:
        return converter(detailed=False).unstructure(value)
    except ValueError as error:
        told = tuple(faults(error))
    raise Malformed("plain_data_unfit", kind=_name(type(value)), faults=told)


@overload
def from_plain(kind: type[T], data: object, *, trusted: bool = False) -> T: ...
@overload
def from_plain(kind: object, data: object, *, trusted: bool = False) -> Any: ...
def from_plain(kind: Any, data: Any, *, trusted: bool = False) -> Any:
    """
    The value (*värdet*) that plain data stands for; *kind* is a class, a union or a tuple of them.

    *trusted* is for data that this library wrote itself: the same checks, but every fault is
    looked for only when there is one. Raises `Malformed` with all faults, where each is and what
    would be right: a field that is missing or unknown, an unknown tag, a day that is none. Values
    are not quoted.
    """
    try:
        return converter(detailed=not trusted).structure(data, kind)
    except Exception as error:  # noqa: BLE001 - groups and single faults share no other class
        told = () if trusted else tuple(faults(error))
    if trusted:
        return from_plain(kind, data)
    raise Malformed("plain_data_unfit", kind=_name(kind), faults=told)


def dumps(value: object) -> str:
    """
    The canonical JSON (*kanonisk JSON*): the same text for the same content, whatever its order.
    """
    return _written(to_plain(value))


@overload
def loads(kind: type[T], text: str, *, trusted: bool = False) -> T: ...
@overload
def loads(kind: object, text: str, *, trusted: bool = False) -> Any: ...
def loads(kind: Any, text: str, *, trusted: bool = False) -> Any:
    """
    The value (*värdet*) that JSON stands for; raises `Malformed` as `from_plain` does.
    """
    try:
        data = json.loads(text)
    except (RecursionError, ValueError):
        data = None
    else:
        return from_plain(kind, data, trusted=trusted)
    raise Malformed("plain_data_unfit", kind=_name(kind), faults=("$: JSON",))


def digest(command: Command, salt: str = "") -> str:
    """
    What the command asks for, as SHA-256 of *salt* and content in hexadecimal (*kontrollsumma*).

    A retry must be known again: *confirmed* is not part of it, because it says what the actor has
    seen, not what is asked for. Fields that have their default are not part of it either, so that
    a later version with more fields gives an old command the same digest.
    """
    content = _written(to_plain(_unconfirmed(command)))
    return hashlib.sha256(f"{salt}{content}".encode("utf-8", "surrogatepass")).hexdigest()


def _unconfirmed(command: Command) -> Command:
    if isinstance(command, Correct):
        inner = tuple(attrs.evolve(each, confirmed=False) for each in command.commands)
        return attrs.evolve(command, confirmed=False, commands=inner)
    if isinstance(command, HandOver):
        parts = tuple(attrs.evolve(each, confirmed=False) for each in command.commands)
        return attrs.evolve(command, confirmed=False, commands=parts)
    return attrs.evolve(command, confirmed=False)


def _written(plain: object) -> str:
    return _CANONICAL.encode(plain)


def _name(kind: Any) -> str:
    return TAGS.get(kind) or str(getattr(kind, "__name__", kind))

"""
Stories as they are written, one file for each subject.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import attrs
from cattrs import BaseValidationError, Converter, transform_error

from fastomsorg.terms import Malformed
from tests.stories.steps import EVERY, PLAIN, AnyStep, PlainStep
from tests.stories.story import Story

HERE = Path(__file__).parent

T = TypeVar("T")


def stories() -> list[Story]:
    """
    Every story in this folder, in order of file.
    """
    return [
        story for file in sorted(HERE.glob("*.toml")) for story in read(file.read_text("utf-8"))
    ]


def read(text: str) -> list[Story]:
    """
    The stories of one file. Raises `Malformed` for a key that no story has, one that is missing,
    and a value of another kind.
    """
    return structured(tomllib.loads(text), _File).story


def structured(written: object, kind: type[T]) -> T:
    """
    What is written, as a *kind* of stories; steps are read by the word they begin with.
    """
    try:
        return _CONVERTER.structure(written, kind)
    except BaseValidationError as error:
        raise Malformed("malformed", problems=tuple(transform_error(error))) from None


@attrs.frozen
class _File:
    story: list[Story]


def _step(classes: Mapping[str, type[Any]]) -> Any:
    def structure(given: Any, _: Any) -> Any:
        found = [kind for word, kind in classes.items() if word in given]
        if len(found) != 1:
            raise Malformed("malformed", got=tuple(given), expected=tuple(classes))
        return _CONVERTER.structure(given, found[0])

    return structure


def _exactly(*kinds: type) -> Any:
    def structure(given: Any, _: Any) -> Any:
        if type(given) not in kinds:
            raise Malformed("malformed", got=given, expected=kinds[0].__name__)
        return given

    return structure


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, bool, dt.date):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(StrEnum, lambda given, kind: kind(given))
    converter.register_structure_hook(dt.date | bool, _exactly(dt.date, bool))
    converter.register_structure_hook(AnyStep, _step(EVERY))
    converter.register_structure_hook(PlainStep, _step(PLAIN))
    return converter


_CONVERTER = _converter()

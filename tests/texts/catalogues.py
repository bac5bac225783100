"""
The catalogues as they lie in the source, read without the library.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from tests.rooms.source import LIBRARY

FOLDER = LIBRARY / "texts"
LANGUAGES = ("sv", "en")


def files(language: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((FOLDER / language).glob("*.toml"))}


def read(language: str, subject: str) -> Mapping[str, Any]:
    return tomllib.loads(files(language)[subject].read_text(encoding="utf-8"))


def texts(language: str, subject: str) -> dict[str, str]:
    """
    Every text under its dotted name; the sentences of a note are numbered.
    """
    return dict(_flat(read(language, subject), ""))


def places(text: str) -> list[tuple[str, str, str]]:
    """
    The places for facts in a text, in order of name: name, group of words, conversion.
    """
    return sorted(
        (name, group or "", conversion or "")
        for _, name, group, conversion in Formatter().parse(text)
        if name is not None
    )


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield name, value
        case list():
            for number, each in enumerate(value, start=1):
                yield from _flat(each, f"{name}.{number}")
        case _:
            for key, each in value.items():
                yield from _flat(each, f"{name}.{key}" if name else key)

"""
The catalogues: one folder a language, one table a subject, the same keys in both languages.
"""

import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum
from functools import cache
from importlib import resources
from typing import Any

from fastomsorg.terms import Fact, FastomsorgError

from ._template import filled


class Language(StrEnum):
    """
    A language people are spoken to in (*språk*): Swedish first.
    """

    SV = "sv"
    EN = "en"


class UnknownText(FastomsorgError, LookupError):
    """
    There is no such text (*okänd text*), or one of its facts was not given: never a silent guess.
    """

    default_code = "unknown_text"


def text(language: Language, key: str, /, **facts: Fact) -> str:
    """
    The text under *key*, such as ``reasons.primary_missing``, with the *facts* filled in.

    Facts that the text has no place for are passed over. Raises `UnknownText`.
    """
    template = entry(language, key)
    try:
        return filled(template, facts, lambda group, code: word(language, group, code))
    except KeyError as missing:
        raise UnknownText(
            "fact_missing", key=key, fact=missing.args[0], language=language.value
        ) from None


def label(language: Language, member: Enum) -> str:
    """
    What a word of a closed set is called (*etikett*), as *Brukaren tackar ja* for a status.

    Raises `UnknownText`.
    """
    return entry(language, f"labels.{type(member).__name__}.{member.value}")


def word(language: Language, group: str, code: Fact) -> str:
    """
    The label of a code in a group, which is the name of an enum or a group of words in a sentence.

    Raises `UnknownText`.
    """
    value = code.value if isinstance(code, Enum) else code
    return entry(language, f"labels.{group}.{value}")


def entry(language: Language, key: str) -> str:
    """
    The text under *key* as it is written. Raises `UnknownText`.
    """
    subject, _, name = key.partition(".")
    written = catalogue(language, subject).get(name)
    if written is None:
        raise UnknownText(key=key, language=language.value)
    return written


@cache
def catalogue(language: Language, subject: str) -> Mapping[str, str]:
    """
    Every text of a subject, under dotted names; empty where there is no such subject.
    """
    return dict(_flat(table(language, subject)))


@cache
def table(language: Language, subject: str) -> Mapping[str, Any]:
    """
    The table of a subject as it is written.
    """
    file = resources.files(__package__) / language.value / f"{subject}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _flat(nested: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in nested.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        elif isinstance(value, str):
            yield f"{above}{name}", value

"""
Texts with places for facts: ``{day}``, or ``{status:Status}`` for a code that has a word.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from string import Formatter
from typing import TypeAlias

from fastomsorg.terms import Fact

Word: TypeAlias = Callable[[str, Fact], str]
"""The word for a code of a group: of ``Status`` and ``accepted``, *Brukaren tackar ja*."""


def placeholders(template: str) -> frozenset[str]:
    """
    The names of the facts that a text has places for.
    """
    return frozenset(name for _, name, _ in _pieces(template) if name)


def filled(template: str, facts: Mapping[str, Fact], word: Word) -> str:
    """
    The text with its facts. Raises `KeyError` with the name of one that was not given.
    """
    return "".join(_filled(template, facts, word))


def shown(fact: Fact) -> str:
    """
    A plain value as people read it: days as ISO dates, several values with commas between.
    """
    match fact:
        case None:
            return "–"
        case dt.datetime():
            return fact.isoformat(sep=" ", timespec="minutes")
        case dt.date():
            return fact.isoformat()
        case tuple() | list():
            return ", ".join(map(shown, fact))
        case frozenset() | set():
            return ", ".join(sorted(map(shown, fact)))
        case _:
            return str(fact)


def _filled(template: str, facts: Mapping[str, Fact], word: Word) -> Iterator[str]:
    for literal, name, group in _pieces(template):
        yield literal
        if name:
            yield word(group, facts[name]) if group else shown(facts[name])


@cache
def _pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (literal, name or "", group or "")
        for literal, name, group, _ in Formatter().parse(template)
    )

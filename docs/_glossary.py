"""
The glossary, made from its own table, the docstrings and the labels.
"""

import inspect
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import fastomsorg
from docs._classes import swedish
from docs._markdown import grid, joined, made_from
from fastomsorg.texts import Language, label

WORDS = Path(__file__).parent / "glossary.toml"
LEFT_OUT = {"cli", "testing"}
"""Rooms whose names are not words of the domain."""

OPENING = f"""\
# Glossary

{made_from("docs/glossary.toml, src/fastomsorg/texts and the docstrings")}

Code and documentation are in English, texts for people in Swedish first. One word per thing,
everywhere: first the words themselves, then every word that can be chosen, then all names in the
code by the Swedish terms in their docstrings.
"""


def page() -> str:
    """
    The whole page, in Markdown.
    """
    return joined(
        [
            OPENING,
            "## One word per thing",
            grid(
                ("Swedish", "English", "in code", "meaning", "not to be confused with"),
                map(_word, words()),
            ),
            "## Words that can be chosen",
            *_closed_sets(),
            "## From Swedish to code",
            grid(("Swedish", "in code"), _names()),
        ]
    )


def words() -> list[dict[str, Any]]:
    """
    The words as the table has them.
    """
    return list(tomllib.loads(WORDS.read_text(encoding="utf-8"))["word"])


def called(name: str) -> object:
    """
    What a dotted name of the table stands for. Raises `AttributeError` where nothing does.
    """
    _, room, *path = name.split(".")
    found: Any = import_module(f"fastomsorg.{room}")
    for part in path:
        found = getattr(found, part)
    return found


def rooms() -> Mapping[str, ModuleType]:
    """
    The rooms whose names are words of the domain, by name.
    """
    names = sorted(each.name for each in pkgutil.iter_modules(fastomsorg.__path__) if each.ispkg)
    return {name: import_module(f"fastomsorg.{name}") for name in names if name not in LEFT_OUT}


def _word(word: Mapping[str, Any]) -> tuple[str, ...]:
    code = word.get("code", [])
    meaning = word.get("meaning") or _first_sentence(called(code[0]))
    shown = ", ".join(f"`{name.removeprefix('fastomsorg.')}`" for name in code)
    return word["swedish"], word["english"], shown, meaning, word.get("apart", "")


def _closed_sets() -> Iterator[str]:
    sets = {
        name: member
        for room in rooms().values()
        for name in room.__all__
        if isinstance(member := getattr(room, name), type) and issubclass(member, Enum)
    }
    for name, members in sorted(sets.items()):
        yield f"### {name}"
        yield inspect.getdoc(members) or ""
        yield grid(
            ("in code", "Swedish", "English"),
            [
                (f"`{member.value}`", label(Language.SV, member), label(Language.EN, member))
                for member in members
            ],
        )


def _names() -> list[tuple[str, str]]:
    known_as: dict[str, list[str]] = {}
    for room, door in rooms().items():
        for name in sorted(door.__all__):
            if inspect.isclass(found := getattr(door, name)) or inspect.isfunction(found):
                for term in swedish(found):
                    known_as.setdefault(term, []).append(f"`{room}.{name}`")
    return [(term, ", ".join(known_as[term])) for term in sorted(known_as, key=_alphabetical)]


def _alphabetical(term: str) -> str:
    """
    As a Swedish dictionary has it: å, ä and ö come last.
    """
    return term.lower().translate(str.maketrans("åäö", "{|}"))


def _first_sentence(described: object) -> str:
    first, *_ = (inspect.getdoc(described) or "").split("\n\n")
    return " ".join(first.split())

"""
How a run ends: what went wrong, told to people and to programs, and the exit code.
"""

import datetime as dt
import os
from collections.abc import Mapping
from typing import Any

from fastomsorg.terms import (
    Fact,
    FastomsorgError,
    Malformed,
    NotAuthorised,
    RequestConflict,
    StaleCase,
    UnknownId,
)
from fastomsorg.texts import UnknownText, text

from ._reading import Misused
from ._voice import Voice

DONE, REFUSED, MISUSED, NOT_AUTHORISED, FAILED = range(5)
INTERRUPTED = 130


def exit_code(error: Exception) -> int:
    """
    What a run ends with (*felkod*): refused, used wrongly, not authorised, failed.
    """
    match error:
        case UnknownText():
            return FAILED
        case UnknownId() | StaleCase() | RequestConflict():
            return REFUSED
        case Misused() | Malformed():
            return MISUSED
        case NotAuthorised():
            return NOT_AUTHORISED
        case _:
            return FAILED


def told(error: Exception, voice: Voice) -> int:
    """
    Tell what went wrong, and return the exit code.
    """
    code, words, facts = _in_words(error, voice)
    ends_with = exit_code(error)
    voice.document(
        "error",
        {"error": {"code": code, "text": words, "facts": _plain(facts)}, "exit_code": ends_with},
    )
    voice.complain(voice.text("error", what=words))
    return ends_with


def _in_words(error: Exception, voice: Voice) -> tuple[str, str, Mapping[str, Fact]]:
    match error:
        case Misused():
            facts = _with_argument_named(error.facts, voice)
            return error.code, voice.text(f"misused.{error.code}", **facts), facts
        case FastomsorgError():
            try:
                words = text(voice.language, f"errors.{error.code}", **error.facts)
            except UnknownText:
                words = str(error)
            return error.code, words, error.facts
        case OSError() if error.filename is not None:
            facts = {"file": os.fspath(error.filename), "problem": type(error).__name__}
            return "file", voice.text("failed.file", **facts), facts
        case _:
            facts = {"problem": type(error).__name__}
            return "unexpected", voice.text("failed.unexpected", **facts), facts


def _with_argument_named(facts: Mapping[str, Fact], voice: Voice) -> Mapping[str, Fact]:
    """
    An argument by the word that help has for it.
    """
    if "argument" not in facts:
        return facts
    rest = {name: fact for name, fact in facts.items() if name != "argument"}
    return {"name": voice.text(f"metavar.{facts['argument']}"), **rest}


def _plain(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {name: _plain_fact(fact) for name, fact in facts.items()}


def _plain_fact(fact: Fact) -> Any:
    match fact:
        case None | bool() | int() | float() | str():
            return fact
        case dt.date():
            return fact.isoformat()
        case tuple() | list():
            return [_plain_fact(each) for each in fact]
        case frozenset() | set():
            return sorted(map(str, fact))
        case _:
            return str(fact)

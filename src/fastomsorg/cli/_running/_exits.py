"""
How a run ends: what went wrong, told to people and to programs, and the exit code.
"""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from typing import Any

from fastomsorg.cli._reading import EVERY_UNIT, Misused
from fastomsorg.cli._speaking import Voice, fault_line, readable
from fastomsorg.routine import RoutineError
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
    code, words, facts = in_words(error, voice)
    ends_with = exit_code(error)
    voice.beside.clear()
    voice.document(
        "error",
        {"error": {"code": code, "text": words, "facts": _plain(facts)}, "exit_code": ends_with},
    )
    voice.complain(voice.text("error", what=words))
    return ends_with


def in_words(error: Exception, voice: Voice) -> tuple[str, str, Mapping[str, Fact]]:
    """
    The error's code, what it says in words (*i ord*), and its facts.
    """
    match error:
        case Misused():
            facts = _with_argument_named(error.facts, voice)
            return error.code, _filled(f"misused.{error.code}", facts, voice), facts
        case RoutineError():
            lines = (fault_line(each, voice) for each in error.problems)
            words = "\n".join((_words(error, voice), *lines))
            return error.code, words, error.facts
        case FastomsorgError():
            words = " ".join(_with_causes(error, voice))
            return error.code, words, error.facts
        case OSError() if error.filename is not None:
            facts = {"file": os.fspath(error.filename), "problem": type(error).__name__}
            return "file", _filled("failed.file", facts, voice), facts
        case _:
            facts = {"problem": type(error).__name__}
            return "unexpected", _filled("failed.unexpected", facts, voice), facts


def _filled(key: str, facts: Mapping[str, Fact], voice: Voice) -> str:
    return voice.text(key, **readable(facts, voice))


def _with_causes(error: FastomsorgError, voice: Voice) -> Iterator[str]:
    """
    The error in words, then what it came of, where several things together were the cause.
    """
    yield _words(error, voice)
    if isinstance(error.__cause__, ExceptionGroup):
        for cause in error.__cause__.exceptions:
            if isinstance(cause, FastomsorgError):
                yield _words(cause, voice)


def _words(error: FastomsorgError, voice: Voice) -> str:
    facts = readable(error.facts, voice)
    if error.code == "not_authorised" and facts.get("unit") == EVERY_UNIT:
        return voice.text("failed.not_authorised_anywhere", **facts)
    try:
        return text(voice.language, f"errors.{error.code}", **facts)
    except UnknownText:
        return str(error)


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

"""
Facts as people read them: moments by the clock in Sweden, problems in words.
"""

import datetime as dt
import re
from collections.abc import Mapping

from fastomsorg.terms import Fact, stockholm
from fastomsorg.texts import UnknownText

from ._voice import Voice

PROBLEMS = frozenset({"problem", "error", "errors"})
"""The facts that name what Python, or the system, calls a problem."""

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def readable(facts: Mapping[str, Fact], voice: Voice) -> dict[str, Fact]:
    """
    The facts for a text that people read (*läsbara uppgifter*); programs are told them as they are.
    """
    return {
        name: _problem(fact, voice) if name in PROBLEMS else _moment(fact)
        for name, fact in facts.items()
    }


def _problem(fact: Fact, voice: Voice) -> Fact:
    """
    The problem in words, or by its name where there are none.
    """
    if isinstance(fact, tuple):
        return tuple(_problem(each, voice) for each in fact)
    try:
        return voice.text(f"problem.{fact}")
    except UnknownText:
        return fact


def _moment(fact: Fact) -> Fact:
    """
    A moment to the minute in Sweden; anything else as it is.
    """
    if isinstance(fact, str) and _MOMENT.fullmatch(fact):
        fact = dt.datetime.fromisoformat(fact)
    if isinstance(fact, dt.datetime) and fact.tzinfo is not None:
        return fact.astimezone(stockholm()).replace(tzinfo=None)
    return fact

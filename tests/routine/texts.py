"""
Routines for the tests: a good one that a test changes, and how it is read.
"""

from fastomsorg.routine import (
    RoutineError,
    RoutineProblem,
    RoutineText,
    Versions,
    profiles,
    read_routine,
)

HEAD = """\
name = "norr"
title = "Rutin för fast omsorgskontakt"
source = "Norrköpings rutin, KS 2026:1"
from = 2026-01-01
"""
OFFER = """\
[[obligation]]
kind = "offer"
title = { sv = "Erbjud", en = "Offer" }
anchor = "start"
within = { amount = 14, unit = "days" }
who = ["manager"]
met_by = ["answer"]
source = "avsnitt 2"
"""


def versions(text: str, *beside: str, file: str = "norr.toml") -> Versions:
    """
    The routine as it is read.
    """
    others = [RoutineText(f"beside{number}.toml", each) for number, each in enumerate(beside)]
    read, _ = read_routine(RoutineText(file, text), beside=others, profiles=profiles())
    return read


def problems(text: str, *beside: str) -> tuple[RoutineProblem, ...]:
    """
    Everything that is wrong with it.
    """
    try:
        versions(text, *beside)
    except RoutineError as error:
        return error.problems
    return ()


def told(text: str, *beside: str) -> list[tuple[int, str, str, str]]:
    """
    What is wrong: line, key, what was got, the code of what would be right.
    """
    return [(each.line, each.key, each.got, each.expected) for each in problems(text, *beside)]

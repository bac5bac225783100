"""
How a thing is timed, and how a figure is told beside its aim.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

ROUNDS = 5


def seconds(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """
    The shortest of several runs one after another: what is left when the machine disturbs least.
    """
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def each(work: Callable[[], object], *, times: int) -> float:
    """
    Seconds for one call, from many.
    """

    def many() -> None:
        for _ in range(times):
            work()

    return seconds(many) / times


@attrs.frozen
class Figure:
    """
    A ratio beside its aim: at most, or, for how much faster we are, at least.
    """

    what: str
    ratio: float
    aim: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def reached(self) -> bool:
        if self.aim is None:
            return True
        return self.ratio >= self.aim if self.at_least else self.ratio <= self.aim

    def __str__(self) -> str:
        words = "at least" if self.at_least else "at most"
        aim = "" if self.aim is None else f"  (aim: {words} {self.aim:g})"
        mark = "" if self.reached else "  MISSED"
        return f"{self.what:<72} {self.ratio:>9.2f}{aim}{mark}  {self.detail}".rstrip()


def scratch() -> TemporaryDirectory[str]:
    """
    A folder on the disk that the checkout is on: what is durable has to reach a real disk.
    """
    return TemporaryDirectory(prefix=".benchmark-", dir=Path(__file__).parent)

"""
Chance that can be had again: the same seed and the same subject give the same draws.
"""

import datetime as dt
from random import Random
from typing import TypeAlias

Chance: TypeAlias = Random


def chance(seed: int, *about: object) -> Chance:
    """
    The draws for one subject (*slump*), whatever was drawn for others before.
    """
    return Random("/".join(map(str, (seed, *about))))  # noqa: S311 - made-up people, no secrets


def day_between(draw: Chance, first: dt.date, last: dt.date) -> dt.date:
    """
    A day from *first* through *last*; *first* where there is no later one.
    """
    return first + dt.timedelta(draw.randrange(max((last - first).days, 0) + 1))

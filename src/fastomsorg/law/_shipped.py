"""
The statutes that this version of the library carries.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import attrs

from ._fingerprint import fingerprint
from ._reading import read_statutes
from ._rules import Rules, rules_of
from ._statutes import Statutes


@lru_cache(maxsize=4096)
def rules_on(day: dt.date) -> Rules:
    """
    The rule-book on *day* (*gällande rätt*), by the statutes that the library carries.
    """
    points = (dt.date.min, *statutes().turning_points())
    return attrs.evolve(_since(points[bisect_right(points, day) - 1]), day=day)


@cache
def _since(turning_point: dt.date) -> Rules:
    return rules_of(statutes(), turning_point)


@cache
def statutes() -> Statutes:
    """
    All the entries that this version of the library carries (*författningar*).
    """
    return read_statutes(_texts())


@cache
def rulebook_fingerprint() -> str:
    """
    What tells this rule-book from any other (*regelverkets kontrollsumma*): see `fingerprint`.
    """
    return fingerprint(_texts())


@cache
def _texts() -> Mapping[str, str]:
    folder = files(__package__) / "statutes"
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }

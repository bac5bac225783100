"""
Many municipalities as one, for engines that take their time over every question.
"""

from functools import cache

from fastomsorg.terms import UnitId

from .crowds import a_crowd
from .in_python import InPython
from .municipalities import AUTUMN, FIRST, Town, busy_towns, drawn, together, towns

SEASONS = (FIRST, AUTUMN)
EACH = 20
"""How many municipalities of each season, beside a crowd."""


@cache
def everything() -> Town:
    """
    As one store has it, which knows of a visit once.
    """
    return together(
        town
        for first in SEASONS
        for town in (a_crowd(first), *drawn(towns(first) | busy_towns(first), EACH))
    )


@cache
def some_units() -> frozenset[UnitId]:
    """
    A unit or two of each of them, and one that is not there.
    """
    town = everything()
    met = {key.unit for key in town.cases} | {visit.unit for visit in town.visits}
    return frozenset({unit for unit in met if not unit.endswith("south")} | {"nowhere"})


@cache
def in_python() -> InPython:
    return InPython(everything())

"""
What visits may offer besides: rows to count, for where there are too many to make objects of.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from fastomsorg.statistics import Row
from fastomsorg.terms import Period, UnitId


@runtime_checkable
class Countable(Protocol):
    """
    Visits that can be counted without making objects of them (*räknebara besök*).
    """

    def rows(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Row]:
        """
        What `visits` gives, as `fastomsorg.statistics.row_of` says it: in order of day.
        """

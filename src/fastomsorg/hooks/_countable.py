"""
What ports may offer besides: rows to count, for where there are too many to make objects of.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from fastomsorg.care import StaffMember
from fastomsorg.statistics import CaseRow, Row
from fastomsorg.terms import ClientId, Period, StaffId, UnitId


@runtime_checkable
class Countable(Protocol):
    """
    Visits that can be counted without making objects of them (*räknebara besök*).
    """

    def rows(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Row]:
        """
        What `visits` gives, as `fastomsorg.statistics.row_of` says it: in order of day, those of
        one day in any order.
        """


@runtime_checkable
class CountableCases(Protocol):
    """
    A storage whose cases can be counted without making lives of them (*räknebara ärenden*).
    """

    def standing(self, on: dt.date, *, unit: UnitId | None = None) -> Iterator[CaseRow]:
        """
        How each case with a stay on the day stands then, as `lives` has it, in order of key.
        """


@runtime_checkable
class CountablePeople(Protocol):
    """
    People who can be counted and named without looking each up (*räknebara personer*).
    """

    def births(self) -> Iterator[tuple[ClientId, dt.date | None]]:
        """
        When each client was born, as `client` has it; in order of id.
        """

    def staff_among(self, ids: Iterable[StaffId], *, on: dt.date) -> Iterator[StaffMember]:
        """
        Those of the ids that are somebody's, as `staff` has them, but for their employments.
        """

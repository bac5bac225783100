"""
The port to an engine: where the statistics are calculated when there is more than Python should
touch.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from fastomsorg.care import VisitKind
from fastomsorg.statistics import (
    ChangedContacts,
    Exclusion,
    Fortnight,
    StaffContinuity,
    StatusCounts,
    StatusDistribution,
    TimeContinuity,
)
from fastomsorg.terms import Period, Status, UnitId


@runtime_checkable
class Engine(Protocol):
    """
    Calculates the statistics (*beräkningsmotor*) where the data lie.

    What it gives equals what `fastomsorg.statistics` gives, to the last whole number. With *units*
    it is of what these units did, without them of all. The visits looked at are those of the
    period or the fourteen days: their day in Sweden, by start or planned start, lies there.
    """

    @property
    def name(self) -> str:
        """
        What readers are told (*motorns namn*), such as ``duckdb``.
        """

    def continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        """
        The staff continuity report (*personalkontinuitet*), and what does not count by reason.

        Made by another unit is a visit to somebody with a stay at one of the *units* that day.
        """

    def fortnight(self, first: dt.date, *, units: frozenset[UnitId] | None) -> Fortnight:
        """
        The national fourteen days (*nationellt mått*) from *first*.
        """

    def time_continuity(
        self, period: Period, *, units: frozenset[UnitId] | None, within: dt.timedelta
    ) -> TimeContinuity:
        """
        The share of visits that start as planned (*tidskontinuitet*).
        """

    def distribution(
        self, status: Status, on: dt.date, *, units: frozenset[UnitId] | None
    ) -> StatusDistribution:
        """
        Who has a status on a day (*fördelning av status*), in order of case.
        """

    def changed(self, on: dt.date, *, units: frozenset[UnitId] | None) -> ChangedContacts:
        """
        Whose primary was succeeded in the year up to the day (*byten*), in order of case.
        """


@runtime_checkable
class CountsByUnit(Protocol):
    """
    An engine that counts each unit by itself in one pass (*per enhet*), beside all of them.
    """

    def continuity_by_unit(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[UnitId, StaffContinuity]:
        """
        What `continuity` gives of each unit with a visit that counts, in order of id.
        """

    def excluded(
        self, period: Period, *, units: frozenset[UnitId] | None, kinds: frozenset[VisitKind]
    ) -> Mapping[Exclusion, int]:
        """
        The visits that `continuity` does not count (*undantagna besök*), by reason.
        """


@runtime_checkable
class CountsWithoutCases(Protocol):
    """
    An engine that counts who has a status without telling in which cases (*räknar utan ärenden*).
    """

    def status_counts(
        self, status: Status, on: dt.date, *, units: frozenset[UnitId] | None
    ) -> StatusCounts:
        """
        What `fastomsorg.statistics.counts_of` makes of what `distribution` gives.
        """

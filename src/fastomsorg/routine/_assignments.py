"""
Which local rules a unit goes by, from which day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from fastomsorg.decisions import NATIONAL, LocalRules
from fastomsorg.terms import Malformed, UnitId


@attrs.frozen
class Assignment:
    """
    Local rules that hold from a day (*gällande rutin*), at one unit, or with None at every unit.
    """

    rules: LocalRules
    start: dt.date
    unit: UnitId | None = None


def _in_a_row(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(assignments)


@attrs.frozen
class Assignments:
    """
    Every assignment of a host (*rutiner per enhet*): hand `rules_of` to a `Casework` as *local*.

    There are no last days: an assignment holds until the next one begins. A unit's own go before
    those for every unit; where there is none, the law alone holds. Two for the same unit and day
    are `Malformed`.
    """

    assignments: tuple[Assignment, ...] = attrs.field(converter=_in_a_row)

    @assignments.validator
    def _one_a_day(self, _: object, assignments: Iterable[Assignment]) -> None:
        seen: set[tuple[UnitId | None, dt.date]] = set()
        for each in assignments:
            if (each.unit, each.start) in seen:
                raise Malformed("two_routines_one_day", unit=each.unit or "*", day=each.start)
            seen.add((each.unit, each.start))

    def rules_of(self, unit: UnitId, on: dt.date) -> LocalRules:
        """
        The local rules of the unit on the day (*enhetens rutin*).
        """
        begun = [each for each in self.assignments if each.start <= on]
        own = [each for each in begun if each.unit == unit]
        everywhere = [each for each in begun if each.unit is None]
        latest = max(own or everywhere, key=lambda each: each.start, default=None)
        return latest.rules if latest else NATIONAL

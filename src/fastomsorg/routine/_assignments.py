"""
Which routine a unit goes by, from which day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import attrs

from fastomsorg.decisions import NATIONAL, LocalRules
from fastomsorg.terms import Malformed, UnitId

from ._routine import Routine, Versions

NOTHING_LOCAL = Routine.of_rules(NATIONAL)
"""No routine at all: the law, and nothing to be done by any day (*ingen lokal rutin*)."""


def _versions(routine: Versions | Routine | LocalRules) -> Versions:
    match routine:
        case Versions():
            return routine
        case Routine():
            return Versions((routine,))
        case LocalRules():
            return Versions((Routine.of_rules(routine),))


@attrs.frozen
class Assignment:
    """
    A routine that holds from a day (*gällande rutin*): at one unit, at the units of one provider,
    or with neither at every unit. Local rules alone will do for *routine*.

    Raises `Malformed` where both are named, and where no version of it has begun on the day.
    """

    routine: Versions = attrs.field(converter=_versions)
    start: dt.date
    unit: UnitId | None = None
    provider: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.unit is not None and self.provider is not None:
            raise Malformed("unit_or_provider", unit=self.unit, provider=self.provider)
        first = self.routine.versions[0]
        if first.start > self.start:
            raise Malformed(
                "routine_not_begun", routine=first.name, got=self.start, expected=first.start
            )

    @property
    def place(self) -> tuple[UnitId | None, str | None]:
        return self.unit, self.provider

    def on(self, day: dt.date) -> Routine:
        """
        The version of a day from *start* on.
        """
        version = self.routine.on(day)
        assert version is not None
        return version


def _in_a_row(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(assignments)


def no_provider(_unit: UnitId) -> str:
    """
    Nobody says who runs the unit (*utföraren är okänd*).
    """
    return ""


@attrs.frozen
class Assignments:
    """
    Every assignment of a host (*rutiner per enhet*): hand `routine_of` to a `Casework`.

    There are no last days: an assignment holds until the next one begins for the same place. A
    unit's own go before those of its provider, which *provider_of* names, and these before those
    for every unit; where there is none, the law alone holds. Two for the same place and day are
    `Malformed`.
    """

    assignments: tuple[Assignment, ...] = attrs.field(converter=_in_a_row)
    provider_of: Callable[[UnitId], str] = attrs.field(default=no_provider, eq=False)

    @assignments.validator
    def _one_a_day(self, _: object, assignments: Iterable[Assignment]) -> None:
        seen: set[tuple[object, dt.date]] = set()
        for each in assignments:
            if (each.place, each.start) in seen:
                unit = each.unit or each.provider or "*"
                raise Malformed("two_routines_one_day", unit=unit, day=each.start)
            seen.add((each.place, each.start))

    def routine_of(self, unit: UnitId, on: dt.date) -> Routine:
        """
        The routine of the unit on the day (*enhetens rutin*).
        """
        latest = self._latest(unit, on)
        return latest.on(on) if latest else NOTHING_LOCAL

    def rules_of(self, unit: UnitId, on: dt.date) -> LocalRules:
        """
        The local rules of the unit on the day (*enhetens lokala regler*).
        """
        return self.routine_of(unit, on).rules

    def _latest(self, unit: UnitId, on: dt.date) -> Assignment | None:
        begun = [each for each in self.assignments if each.start <= on]
        for place in ((unit, None), (None, self.provider_of(unit)), (None, None)):
            here = [each for each in begun if each.place == place]
            if here:
                return max(here, key=lambda each: each.start)
        return None

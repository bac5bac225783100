"""
Who the contacts are, and who has a stay, on any day: prepared for many questions.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from fastomsorg.history import Holding, Life
from fastomsorg.terms import CaseKey, ClientId, StaffId, UnitId

Seats: TypeAlias = tuple[StaffId | None, StaffId | None]
"""Who is primary and who is deputy."""

NOBODY: Seats = (None, None)

Days: TypeAlias = tuple[list[dt.date], list[Seats]]
"""The days on which a seat changes, and who sits there from that day."""

NEVER: Days = ([], [NOBODY])


class Contacts:
    """
    Who the contacts are on any day (*kontakter dag för dag*), prepared for many questions.
    """

    def __init__(self, lives: Iterable[tuple[CaseKey, Life]]) -> None:
        self._days = {(key.client, key.unit): _changes(life) for key, life in lives}

    def on(self, client: ClientId, unit: UnitId, day: dt.date) -> Seats:
        """
        Primary and deputy (*ordinarie och vice*) at the unit on the day.
        """
        days, seats = self.days_of(client, unit)
        return seats[bisect_right(days, day)]

    def days_of(self, client: ClientId, unit: UnitId) -> Days:
        """
        When somebody else took a seat (*byten*): before the first day and from each.
        """
        return self._days.get((client, unit), NEVER)


class Stays:
    """
    Who has a stay on any day (*verkställigheter dag för dag*), prepared for many questions.
    """

    def __init__(self, lives: Iterable[tuple[CaseKey, Life]]) -> None:
        self._turns: dict[tuple[ClientId, UnitId], list[dt.date]] = {}
        self._units: defaultdict[ClientId, list[UnitId]] = defaultdict(list)
        for key, life in lives:
            turns = [day for stay in life.stays for day in (stay.start, stay.end_or_forever)]
            self._turns[key.client, key.unit] = turns
            self._units[key.client].append(key.unit)

    def on(self, client: ClientId, unit: UnitId, day: dt.date) -> bool:
        """
        Is there a stay at the unit on the day?
        """
        turns = self._turns.get((client, unit))
        return turns is not None and bisect_right(turns, day) % 2 == 1

    def anywhere(self, client: ClientId, day: dt.date) -> bool:
        """
        Is there a stay at any of the units on the day?
        """
        return any(self.on(client, unit, day) for unit in self._units.get(client, ()))


def _changes(life: Life) -> Days:
    days: list[dt.date] = []
    seats: list[Seats] = [NOBODY]
    for spell in life.spells:
        if days and days[-1] == spell.period.start:
            days.pop()
            seats.pop()
        days += (spell.period.start, spell.period.end_or_forever)
        seats += ((_staff_of(spell.primary), _staff_of(spell.deputy)), NOBODY)
    return days, seats


def _staff_of(held: Holding | None) -> StaffId | None:
    return None if held is None else held.staff

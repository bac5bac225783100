"""
How many different staff a client meets, and how often the contact comes: staff continuity.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.history import Holding, Life
from fastomsorg.terms import END_OF_DAYS, CaseKey, ClientId, Period, StaffId, UnitId

from ._counted import Counted
from ._shares import Share, mean, median

Seats: TypeAlias = tuple[StaffId | None, StaffId | None]
"""Who is primary and who is deputy."""

NOBODY: Seats = (None, None)


@attrs.frozen
class ClientContinuity:
    """
    One client in the report (*personalkontinuitet per brukare*).

    A share is None where nobody held the role on any day with a visit that counts; nought where
    somebody did and never came.
    """

    client: ClientId
    staff: int
    visits: int
    double_staffed: int
    primary: Share | None = None
    deputy: Share | None = None
    total: Share | None = None


@attrs.frozen
class StaffContinuity:
    """
    The report (*personalkontinuitet*): different staff per client, and the contact's visits.

    *clients* are those with a visit that counts, in order of id.
    """

    period: Period
    clients: tuple[ClientContinuity, ...]

    @property
    def mean(self) -> Fraction | None:
        """
        Different staff per client (*medelvärde*), exact.
        """
        return mean(each.staff for each in self.clients)

    @property
    def median(self) -> Fraction | None:
        """
        The median of different staff per client (*median*).
        """
        return median(each.staff for each in self.clients)

    @property
    def contact_share(self) -> Share:
        """
        Visits by a contact (*andel besök av fast omsorgskontakt*), of those on days with one.
        """
        return sum((each.total for each in self.clients if each.total), Share())


class Contacts:
    """
    Who the contacts are on any day (*kontakter dag för dag*), prepared for many questions.
    """

    def __init__(self, lives: Iterable[tuple[CaseKey, Life]]) -> None:
        self._days: dict[tuple[ClientId, UnitId], tuple[list[dt.date], list[Seats]]] = {}
        for key, life in lives:
            self._days[key.client, key.unit] = _changes(life)

    def on(self, client: ClientId, unit: UnitId, day: dt.date) -> Seats:
        """
        Primary and deputy (*ordinarie och vice*) at the unit on the day.
        """
        known = self._days.get((client, unit))
        if known is None:
            return NOBODY
        days, seats = known
        place = bisect_right(days, day)
        return seats[place - 1] if place else NOBODY


def _changes(life: Life) -> tuple[list[dt.date], list[Seats]]:
    """
    The days on which a seat changes, and who sits there from that day.
    """
    days: list[dt.date] = []
    seats: list[Seats] = []
    for spell in life.spells:
        first, end = spell.period.start, spell.period.end_or_forever
        if days and days[-1] == first:
            days.pop()
            seats.pop()
        days.append(first)
        seats.append((_staff_of(spell.primary), _staff_of(spell.deputy)))
        if end != END_OF_DAYS:
            days.append(end)
            seats.append(NOBODY)
    return days, seats


def _staff_of(held: Holding | None) -> StaffId | None:
    return None if held is None else held.staff


class _Tally:
    """
    What has been counted so far of one client's visits.
    """

    __slots__ = ("both", "deputy", "double", "primary", "staff", "visits")

    def __init__(self) -> None:
        self.staff: set[StaffId] = set()
        self.visits = self.double = 0
        self.primary = [0, 0]
        self.deputy = [0, 0]
        self.both = [0, 0]


def staff_continuity(
    visits: Iterable[Counted], contacts: Contacts, *, period: Period
) -> StaffContinuity:
    """
    The staff continuity report (*personalkontinuitet*) over visits that count, one at a time.

    What is kept grows with clients and their staff, not with visits. The contact is whoever was
    contact at the visit's unit on its day; a visit with both contacts counts once in the total.
    """
    tallies: dict[ClientId, _Tally] = {}
    seats_on = contacts.on
    for client, unit, on, staff in visits:
        tally = tallies.get(client)
        if tally is None:
            tally = tallies[client] = _Tally()
        tally.visits += 1
        tally.staff.update(staff)
        if len(staff) > 1:
            tally.double += 1
        primary, deputy = seats_on(client, unit, on)
        if primary is None and deputy is None:
            continue
        by_primary, by_deputy = primary in staff, deputy in staff
        if primary is not None:
            tally.primary[1] += 1
            tally.primary[0] += by_primary
        if deputy is not None:
            tally.deputy[1] += 1
            tally.deputy[0] += by_deputy
        tally.both[1] += 1
        tally.both[0] += by_primary or by_deputy
    return StaffContinuity(period, tuple(_of_client(*each) for each in sorted(tallies.items())))


def _of_client(client: ClientId, tally: _Tally) -> ClientContinuity:
    primary, deputy, both = (
        Share(*counts) if counts[1] else None
        for counts in (tally.primary, tally.deputy, tally.both)
    )
    return ClientContinuity(
        client, len(tally.staff), tally.visits, tally.double, primary, deputy, both
    )

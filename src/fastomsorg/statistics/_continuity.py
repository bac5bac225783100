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
from fastomsorg.terms import CaseKey, ClientId, Period, StaffId, UnitId

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


class _Tally:
    """
    What has been counted so far of one client's visits: hits and base of each share.
    """

    __slots__ = (
        *("both", "both_of", "deputy", "deputy_of", "primary", "primary_of"),
        *("double", "staff", "visits"),
    )

    def __init__(self) -> None:
        self.staff: set[StaffId] = set()
        self.visits = self.double = 0
        self.primary = self.primary_of = 0
        self.deputy = self.deputy_of = 0
        self.both = self.both_of = 0


def staff_continuity(
    visits: Iterable[Counted], contacts: Contacts, *, period: Period
) -> StaffContinuity:
    """
    The staff continuity report (*personalkontinuitet*) over visits that count, one at a time.

    What is kept grows with clients and their staff, not with visits. The contact is whoever was
    contact at the visit's unit on its day; a visit with both contacts counts once in the total.
    """
    tallies: dict[ClientId, _Tally] = {}
    days_of = contacts.days_of
    for client, unit, on, staff in visits:
        tally = tallies.get(client)
        if tally is None:
            tally = tallies[client] = _Tally()
        tally.visits += 1
        tally.staff.update(staff)
        if len(staff) > 1:
            tally.double += 1
        days, seats = days_of(client, unit)
        primary, deputy = seats[bisect_right(days, on)]
        by_primary = by_deputy = False
        if primary is not None:
            tally.primary_of += 1
            tally.primary += (by_primary := primary in staff)
        if deputy is not None:
            tally.deputy_of += 1
            tally.deputy += (by_deputy := deputy in staff)
        if primary is not None or deputy is not None:
            tally.both_of += 1
            tally.both += by_primary or by_deputy
    return StaffContinuity(period, tuple(_of_client(*each) for each in sorted(tallies.items())))


def _of_client(client: ClientId, tally: _Tally) -> ClientContinuity:
    return ClientContinuity(
        client,
        staff=len(tally.staff),
        visits=tally.visits,
        double_staffed=tally.double,
        primary=_share(tally.primary, tally.primary_of),
        deputy=_share(tally.deputy, tally.deputy_of),
        total=_share(tally.both, tally.both_of),
    )


def _share(hits: int, base: int) -> Share | None:
    return Share(hits, base) if base else None

"""
How many different staff a client meets, and how often the contact comes: staff continuity.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from fastomsorg.terms import ClientId, Period, StaffId, UnitId

from ._contacts import Contacts, Seats
from ._counted import CountedVisit
from ._shares import Share, mean, median


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


@attrs.frozen
class ContinuityReport:
    """
    The report of several units (*personalkontinuitet per enhet*), and of all of them together.

    In *whole* a client has one row, whichever units made the visits. *units* has each unit with a
    visit that counts, in order of id.
    """

    whole: StaffContinuity
    units: Mapping[UnitId, StaffContinuity]


class _Tally:
    """
    What has been counted so far of one client's visits by one unit: hits and base of each share.
    """

    __slots__ = (
        *("both", "both_of", "deputy", "deputy_of", "primary", "primary_of"),
        *("double", "staff", "visits", "days", "seats"),
    )

    def __init__(self, days: list[dt.date], seats: list[Seats]) -> None:
        self.days, self.seats = days, seats
        self.staff: set[StaffId] = set()
        self.visits = self.double = 0
        self.primary = self.primary_of = 0
        self.deputy = self.deputy_of = 0
        self.both = self.both_of = 0

    def add(self, other: _Tally) -> None:
        """
        The same client's visits by another unit: counts add up, staff unite.
        """
        self.staff |= other.staff
        self.visits += other.visits
        self.double += other.double
        self.primary += other.primary
        self.primary_of += other.primary_of
        self.deputy += other.deputy
        self.deputy_of += other.deputy_of
        self.both += other.both
        self.both_of += other.both_of


def staff_continuity(
    visits: Iterable[CountedVisit], contacts: Contacts, *, period: Period
) -> StaffContinuity:
    """
    The staff continuity report (*personalkontinuitet*) over visits that count, one at a time.

    What is kept grows with clients and their staff, not with visits. The contact is whoever was
    contact at the visit's unit on its day; a visit with both contacts counts once in the total.
    """
    return continuity_report(visits, contacts, period=period).whole


def continuity_report(
    visits: Iterable[CountedVisit], contacts: Contacts, *, period: Period
) -> ContinuityReport:
    """
    The same unit by unit, and of all of them (*personalkontinuitet per enhet*), in one pass.
    """
    tallies: dict[tuple[ClientId, UnitId], _Tally] = {}
    for client, unit, on, staff in visits:
        tally = tallies.get((client, unit))
        if tally is None:
            tally = tallies[client, unit] = _Tally(*contacts.days_of(client, unit))
        tally.visits += 1
        tally.staff.update(staff)
        if len(staff) > 1:
            tally.double += 1
        primary, deputy = tally.seats[bisect_right(tally.days, on)]
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
    return _reported(tallies, period)


def _reported(
    tallies: Mapping[tuple[ClientId, UnitId], _Tally], period: Period
) -> ContinuityReport:
    by_unit: dict[UnitId, list[ClientContinuity]] = {}
    whole: dict[ClientId, _Tally] = {}
    for (client, unit), tally in sorted(tallies.items(), key=lambda each: each[0]):
        by_unit.setdefault(unit, []).append(_of_client(client, tally))
        whole.setdefault(client, _Tally([], [])).add(tally)
    return ContinuityReport(
        StaffContinuity(period, tuple(_of_client(*each) for each in whole.items())),
        {unit: StaffContinuity(period, tuple(by_unit[unit])) for unit in sorted(by_unit)},
    )


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

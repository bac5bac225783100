"""
The carrying out of granted services, and the contacts that go with it.
"""

import datetime as dt

import attrs

from fastomsorg.terms import (
    Act,
    EnactmentId,
    Period,
    Role,
    Service,
    Setting,
    StaffId,
    UnitId,
)


@attrs.frozen
class Enactment:
    """
    The carrying out of granted services at a unit (*verkställighet*), from a day, perhaps to a day.

    *services* is what was granted, each from its day, in order of days. *counts* was frozen when
    the enactment was registered: do its days make a stay in which a care contact is a question?
    *moved_to* is the unit it goes on at, from the day after the last one here.
    """

    id: EnactmentId
    first_day: dt.date
    last_day: dt.date | None
    setting: Setting
    act: Act
    services: tuple[tuple[dt.date, frozenset[Service]], ...]
    counts: bool
    decided_on: dt.date | None = None
    ordered_on: dt.date | None = None
    moved_from: UnitId | None = None
    moved_to: UnitId | None = None

    @property
    def period(self) -> Period | None:
        """
        The days it goes on, or None where it was ended before it began.
        """
        if self.last_day is not None and self.last_day < self.first_day:
            return None
        return Period.through(self.first_day, self.last_day)

    def goes_on(self, day: dt.date) -> bool:
        return self.period is not None and day in self.period

    def services_on(self, day: dt.date) -> frozenset[Service]:
        """
        What was granted on *day* (*insatser*).
        """
        granted = [services for since, services in self.services if since <= day]
        return granted[-1] if granted else frozenset()


@attrs.frozen
class Contact:
    """
    Somebody who held a seat for a client, and the days in a row (*fast omsorgskontakt*).
    """

    role: Role
    staff: StaffId
    period: Period

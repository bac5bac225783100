"""
From which day somebody is in the register of staff.
"""

import datetime as dt

from fastomsorg.hooks import People
from fastomsorg.terms import StaffId

from ._layout import EVER, FOREVER


class StaffRegister:
    """
    The register of staff (*personalregister*), as far as visits need it.
    """

    def __init__(self, people: People) -> None:
        self._people = people
        self._known_from: dict[StaffId, dt.date] = {}

    def known_from(self, staff: StaffId) -> dt.date:
        """
        The first day on which the register has the person (*känd från*), `EVER` for the longest,
        `FOREVER` for never.
        """
        found = self._known_from.get(staff)
        if found is None:
            found = self._known_from[staff] = self._first_day(staff)
        return found

    def _first_day(self, staff: StaffId) -> dt.date:
        """
        Whoever is in the register on a day is so ever after: the first day is looked for by halves.
        """
        if self._knows(staff, EVER.toordinal()):
            return EVER
        unknown, known = EVER.toordinal(), FOREVER.toordinal()
        if not self._knows(staff, known - 1):
            return FOREVER
        while known - unknown > 1:
            between = (unknown + known) // 2
            if self._knows(staff, between):
                known = between
            else:
                unknown = between
        return dt.date.fromordinal(known)

    def _knows(self, staff: StaffId, ordinal: int) -> bool:
        return self._people.staff(staff, on=dt.date.fromordinal(ordinal)) is not None

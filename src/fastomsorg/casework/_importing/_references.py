"""
Do the rows speak of clients, staff and units that exist?
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.hooks import People
from fastomsorg.terms import ClientId, StaffId, UnitId
from fastomsorg.wire.tables import EmploymentRow, Line, StaffRow, TableError

ON_SOME_DAY = dt.date.max


class References:
    """
    Looks each id up once (*hänvisningar*).
    """

    def __init__(self, people: People) -> None:
        @cache
        def is_client(id: ClientId) -> bool:
            return people.client(id) is not None

        @cache
        def is_staff(id: StaffId) -> bool:
            return people.staff(id, on=ON_SOME_DAY) is not None

        @cache
        def is_unit(id: UnitId) -> bool:
            return people.unit(id) is not None

        self._known = {"client": is_client, "staff": is_staff, "unit": is_unit}

    def unknown(self, line: Line[Any]) -> Iterator[TableError]:
        """
        An error for every id in the row that nothing is known by.
        """
        for column, what, id in _ids(line.row):
            if not self._known[what](id):
                expected = f"reasons.unknown_{what}"
                yield TableError(line.file, line.line, column, id, expected, {what: id})


def _ids(row: object) -> Iterator[tuple[str, str, str]]:
    """
    The ids that a row speaks of: under which column, of what.
    """
    match row:
        case StaffRow():
            yield from (("units", "unit", unit) for unit in sorted(row.staff.units))
        case EmploymentRow():
            yield "staff", "staff", row.staff
        case Visit():
            yield "client", "client", row.client
            yield "unit", "unit", row.unit
            yield from (("staff", "staff", staff) for staff in row.staff)
            yield from (("planned_staff", "staff", staff) for staff in row.planned_staff)
        case Absence(who=Absentee.CLIENT):
            yield "id", "client", row.id
        case Absence():
            yield "id", "staff", row.id
        case _:
            pass

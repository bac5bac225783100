"""
The visits of an export, as a port.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.hooks import Visits
from fastomsorg.terms import Period, Service, UnitId

from ._codes import Coded
from ._database import ask, names_in, opened, spill_folder
from ._layout import FOREVER
from ._texts import text_of

PAGE = 1_000
"""How many visits are read at a time."""


class ParquetVisits(Visits):
    """
    Visits and absences as they were exported (*besök i Parquet*) to *folder*. More of them than
    memory should hold are put in order on disk.
    """

    def __init__(self, folder: Path) -> None:
        self._database = opened(folder, spill=spill_folder(self))
        self._clients = names_in(self._database, Coded.CLIENT)
        self._units = names_in(self._database, Coded.UNIT)
        self._staff = names_in(self._database, Coded.STAFF)

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        wanted = [code for code, id in self._units.items() if units is None or id in units]
        return map(self._visit, self._rows("visits", period, wanted))

    def absences(self, period: Period) -> Iterator[Absence]:
        return map(_absence, self._rows("absences", period, []))

    def _rows(self, text: str, period: Period, units: list[int]) -> Iterator[dict[str, Any]]:
        """
        The rows, so many at a time, over a cursor of their own.
        """
        cursor = self._database.cursor()
        cursor.execute("SET TimeZone = 'UTC'")
        days = {"first_day": [period.start], "end_day": [period.end or FOREVER]}
        ask(cursor, "asked", days)
        ask(cursor, "asked_units", {"unit": units})
        for batch in cursor.sql(text_of(text)).to_arrow_reader(PAGE):
            yield from batch.to_pylist()

    def _visit(self, row: dict[str, Any]) -> Visit:
        return Visit(
            id=row["id"],
            client=self._clients[row["client"]],
            unit=self._units[row["unit"]],
            starts=_instant(row["starts"]),
            ends=_instant(row["ends"]),
            planned_starts=_instant(row["planned_starts"]),
            planned_ends=_instant(row["planned_ends"]),
            kind=VisitKind(row["kind"]),
            services=frozenset(map(Service, row["services"])),
            staff=tuple(self._staff[code] for code in row["staff"]),
            planned_staff=tuple(self._staff[code] for code in row["planned_staff"]),
            performed=row["performed"],
            registered_afterwards=row["registered_afterwards"],
        )


def _absence(row: dict[str, Any]) -> Absence:
    end = None if row["end_day"] == FOREVER else row["end_day"]
    return Absence(Absentee(row["who"]), row["id"], Period(row["first_day"], end), row["reason"])


def _instant(found: dt.datetime | None) -> dt.datetime | None:
    return None if found is None else found.astimezone(dt.UTC)

"""
A longer time out of the partial results of its months, and of the days before and after them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
import duckdb

from ._asking import Row
from ._database import ask
from ._files import Month
from ._summing import (
    ELSEWHERE,
    MADE_FROM,
    OF_UNITS,
    by_text,
    days_of,
    elsewhere_in,
    files_in,
    months_in,
    summed_up,
)

Days: TypeAlias = tuple[dt.date, dt.date]

CONTINUITY = {
    "continuity": "partials_united",
    "continuity_by_unit": "partials_united_by_unit",
}
"""The reports of what counts that partial results are united to, and the text that does it."""

EXCLUDED = {
    "partial_exclusions": "partial_exclusions_united",
    ELSEWHERE: "partial_elsewhere_united",
}
"""What the visits that do not count are out of, and the text that unites each."""


def from_partials(database: duckdb.DuckDBPyConnection, root: Path, report: str) -> list[Row] | None:
    """
    The rows of a report (*rapport ur delresultat*) from what is summed up of the months that lie in
    the days asked for, and from the visits of the days before and after; None where no month does,
    and of a report that months are not summed up for.

    *root* is where the export lies; the database has its tables, and what is asked for.
    """
    if report not in CONTINUITY and report != "excluded":
        return None
    (days,) = database.sql("SELECT first_day, end_day FROM asked").fetchall()
    united = _United.of(database, root, days)
    if united is None:
        return None
    if report == "excluded":
        return united.excluded()
    return united.rows("partials", CONTINUITY[report])


@attrs.frozen
class _United:
    """
    What is summed up of the *months* that lie in the days, and what is not.
    """

    database: duckdb.DuckDBPyConnection
    root: Path
    days: Days
    months: list[Month]

    @classmethod
    def of(cls, database: duckdb.DuckDBPyConnection, root: Path, days: Days) -> "_United | None":
        """
        None where no month has all that is summed up of it: an older export has less.
        """
        summed = (set(months_in(root, table)) for table in OF_UNITS)
        months = [
            month
            for month in sorted(set.intersection(*summed))
            if days[0] <= days_of(month)[0] and days_of(month)[1] <= days[1]
        ]
        return cls(database, root, days, months) if months else None

    def excluded(self) -> list[Row]:
        found: Counter[str] = Counter()
        for table, text in EXCLUDED.items():
            found.update(dict(self.rows(table, text)))
        return list(found.items())

    def rows(self, table: str, text: str) -> list[Row]:
        parts = self.database.read_parquet(list(self._files(table)), hive_partitioning=False)
        for days in self._rest:
            files = files_in(self.root, MADE_FROM[table], self._touched(table, days))
            if files:
                rest = summed_up(self.database, table, files, days)
                parts = parts.union(self.database.from_arrow(rest))
        ask(self.database, "asked", {"first_day": [self.days[0]], "end_day": [self.days[1]]})
        return by_text(parts, "parts", text).fetchall()

    def _files(self, table: str) -> Iterator[str]:
        if table == ELSEWHERE:
            names = {month for _, month in self.months}
            yield from (str(elsewhere_in(self.root, name)) for name in sorted(names))
        else:
            yield from files_in(self.root, table, self.months)

    @property
    def _rest(self) -> tuple[Days, Days]:
        """
        The days before the months, and those after.
        """
        first = min(days_of(month)[0] for month in self.months)
        end = max(days_of(month)[1] for month in self.months)
        return (self.days[0], first), (end, self.days[1])

    def _touched(self, table: str, days: Days) -> Iterator[Month]:
        """
        The months that have some of the days.
        """
        for month in months_in(self.root, MADE_FROM[table]):
            first_day, end_day = days_of(month)
            if first_day < days[1] and days[0] < end_day:
                yield month

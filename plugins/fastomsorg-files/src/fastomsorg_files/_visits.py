"""
Visits and absences in two tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias, TypeVar

from fastomsorg.care import Absence, Visit
from fastomsorg.statistics import Row
from fastomsorg.terms import Instant, Malformed, Period, StoreError, UnitId, day_of
from fastomsorg.wire.tables import (
    ABSENCES,
    VISITS,
    Line,
    TableError,
    read,
    stand_in_order,
    stand_in_order_of_day,
    visit_rows,
)

from ._sorting import sorted_on_disk

Read = TypeVar("Read")
T = TypeVar("T")

Look: TypeAlias = Callable[[IO[bytes]], bool]

TABLE, ABSENT = "visits.csv", "absences.csv"
ANY_DAY = dt.date.max
"""The day that personal numbers are read on, of which these tables have none."""


class FileVisits:
    """
    The visits in ``visits.csv`` and the absences in ``absences.csv`` (*besök i filer*) of a folder.

    They are read as tables that are imported are, each time somebody asks, one row at a time. What
    is not in order is sorted, on disk where there is much of it. Raises `StoreError` where there is
    no such table of visits, and `Malformed` for the first row that is not as it should be.
    """

    def __init__(self, folder: Path) -> None:
        self._table, self._absent = folder / TABLE, folder / ABSENT
        self._looked_at: tuple[int, int] | None = None
        self._found: dict[Look, bool] = {}
        if not self._table.is_file():
            raise StoreError("files_without_visits", file=str(self._table))

    def visits(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Visit]:
        wanted = (
            visit
            for visit in self._visits()
            if day_of(_begins(visit)) in period and (units is None or visit.unit in units)
        )
        if self._is(stand_in_order):
            return _by_id_where_together(wanted)
        return sorted_on_disk(wanted, key=_place)

    def rows(self, period: Period, *, units: frozenset[UnitId] | None = None) -> Iterator[Row]:
        """
        What counting takes of each visit (*besök att räkna*), in order of day.
        """
        in_order = self._is(stand_in_order_of_day)
        wanted = self._of_days(period, units, in_order=in_order)
        return wanted if in_order else sorted_on_disk(wanted, key=_day)

    def absences(self, period: Period) -> Iterator[Absence]:
        if not self._absent.is_file():
            return
        with self._absent.open("rb") as stream:
            lines = read(ABSENCES, stream, file=str(self._absent), today=ANY_DAY)
            found = [line.row for line in map(_right, lines) if line.row.period.overlap(period)]
        yield from sorted(found, key=lambda each: (each.period.start, each.who, each.id))

    def _visits(self) -> Iterator[Visit]:
        with self._table.open("rb") as stream:
            for line in read(VISITS, stream, file=str(self._table), today=ANY_DAY):
                yield _right(line).row

    def _of_days(
        self, period: Period, units: frozenset[UnitId] | None, *, in_order: bool
    ) -> Iterator[Row]:
        """
        The rows of the period and of the units; raises `Malformed` where they were taken to be in
        order and are not.
        """
        first, end = period.start, period.end_or_forever
        last = first
        with self._table.open("rb") as stream:
            for row in visit_rows(stream, file=str(self._table), today=ANY_DAY):
                if not isinstance(row, tuple):
                    _wrong(row)
                on = row[3]
                if (
                    on is None
                    or not first <= on < end
                    or (units is not None and row[2] not in units)
                ):
                    continue
                if in_order and on < last:
                    raise Malformed("files_not_in_order", file=TABLE)
                last = on
                yield row

    def _is(self, in_order: Look) -> bool:
        """
        Do the visits stand in an order (*i ordning*)? Looked at once for each table.
        """
        status = self._table.stat()
        looked_at = status.st_mtime_ns, status.st_size
        if looked_at != self._looked_at:
            self._looked_at, self._found = looked_at, {}
        if in_order not in self._found:
            with self._table.open("rb") as stream:
                self._found[in_order] = in_order(stream)
        return self._found[in_order]


def _still_in_order(items: Iterable[T], place: Callable[[T], Any]) -> Iterator[T]:
    """
    What was taken to be in order; raises `Malformed` where it was not after all.
    """
    last: Any = None
    for item in items:
        here = place(item)
        if last is not None and here < last:
            raise Malformed("files_not_in_order", file=TABLE)
        last = here
        yield item


def _by_id_where_together(visits: Iterable[Visit]) -> Iterator[Visit]:
    """
    Visits in order of start, those that start together by id.
    """
    for _, together in groupby(_still_in_order(visits, _begins), key=_begins):
        yield from sorted(together, key=lambda visit: visit.id)


def _begins(visit: Visit) -> Instant:
    begins = visit.starts or visit.planned_starts
    assert begins is not None
    return begins


def _place(visit: Visit) -> tuple[Instant, str]:
    return _begins(visit), visit.id


def _day(row: Row) -> dt.date:
    assert row[3] is not None
    return row[3]


def _right(line: Line[Read] | TableError) -> Line[Read]:
    return line if isinstance(line, Line) else _wrong(line)


def _wrong(error: TableError) -> NoReturn:
    raise Malformed(
        "files_row_wrong",
        file=error.file,
        line=error.line,
        column=error.column,
        expected=error.expected,
    )

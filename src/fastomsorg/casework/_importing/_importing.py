"""
Tables read into a store: everything that is named, or nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import attrs

from fastomsorg.casework._keeping import outdate_export
from fastomsorg.hooks import Intake, Put
from fastomsorg.terms import CaseKey, RequestConflict, StoreError, day_of
from fastomsorg.wire.tables import (
    TABLES,
    EnactmentRow,
    Line,
    RegistrationRow,
    TableError,
    read,
)

from ._history import CaseRows, Importer, rows_of_case
from ._references import References
from ._report import ImportReport, TableFile, TableTally, TakenOverRow

Row = TypeVar("Row")

PEOPLE_FIRST = ("units", "clients", "staff", "employments")
CASES_AT_A_TIME = 500
RESTS_ON = {
    "reasons.unknown_client": "clients",
    "reasons.unknown_unit": "units",
    "reasons.unknown_staff": "staff",
    "reasons.outside_stay": "enactments",
}
"""The table that an error rests on: it may only follow from a row there that cannot be read."""


class _NothingStored(Exception):
    """
    Something was wrong: what was stored so far is taken back.
    """


def import_tables(
    importer: Importer, files: Sequence[TableFile], *, progress: Callable[[str], None]
) -> ImportReport:
    """
    Read tables in any order (*läs in*), all of them or none; every bad row is reported.

    *progress* is called with a file's name for each of its rows.
    """
    store = importer.host.storage
    if not isinstance(store, Intake):
        raise StoreError("store_takes_no_tables", got=type(store).__name__)
    reading = _Reading(importer, store, progress)
    try:
        with store.transaction():
            reading.take(files)
            if reading.errors:
                raise _NothingStored
            outdate_export(importer.host.storage)
    except _NothingStored:
        pass
    return reading.report()


@attrs.define
class _Reading:
    """
    One reading of several tables, under way.
    """

    importer: Importer
    intake: Intake
    progress: Callable[[str], None]
    errors: list[TableError] = attrs.field(factory=list)
    remarks: list[TakenOverRow] = attrs.field(factory=list)
    outcomes: dict[str, Counter[Put]] = attrs.field(factory=dict)
    tables: dict[str, str] = attrs.field(factory=dict)

    def take(self, files: Sequence[TableFile]) -> None:
        """
        People first, then what was carried out and answered, then visits and absences.
        """
        of_kind: dict[str, list[TableFile]] = defaultdict(list)
        for file in files:
            of_kind[file.table].append(file)
            self.outcomes[file.name] = Counter()
            self.tables[file.name] = file.table
        for kind in (*PEOPLE_FIRST, "visits", "absences"):
            for file in of_kind[kind]:
                self._put(file)
        self._history(of_kind["enactments"], of_kind["registrations"])

    def report(self) -> ImportReport:
        tallies = tuple(
            TableTally(file, self.tables[file], put[Put.NEW], put[Put.SAME], put[Put.CHANGED])
            for file, put in self.outcomes.items()
        )
        order = {file: place for place, file in enumerate(self.tables)}
        errors = sorted(self.errors, key=lambda error: (order[error.file], error.line))
        return ImportReport(tallies, tuple(self.remarks), tuple(errors))

    def _put(self, file: TableFile) -> None:
        """
        Hand the rows over to the store, one outcome a row.
        """
        waiting: deque[Line[Any]] = deque()

        def rows() -> Iterator[Any]:
            for line in self._referring_right(self._lines(file)):
                waiting.append(line)
                yield line.row

        for outcome in self._handed_over(file.table, rows()):
            line = waiting.popleft()
            self.outcomes[file.name][outcome] += 1
            if outcome is Put.CONFLICT:
                self.errors.append(TableError(file.name, line.line, "", "", "table_conflict"))

    def _handed_over(self, kind: str, rows: Iterator[Any]) -> Iterator[Put]:
        now = self.importer.now
        match kind:
            case "units":
                return self.intake.put_units(rows, now=now)
            case "clients":
                return self.intake.put_clients(rows, now=now)
            case "staff":
                return self.intake.put_staff(((row.staff, row.since) for row in rows), now=now)
            case "employments":
                pairs = ((row.staff, row.employment) for row in rows)
                return self.intake.put_employments(pairs, now=now)
            case "visits":
                return self.intake.put_visits(rows)
            case _:
                return self.intake.put_absences(rows)

    def _lines(self, file: TableFile) -> Iterator[Line[Any]]:
        """
        The rows that can be read; the others are errors.
        """
        today = day_of(self.importer.now)
        found: Iterable[Line[Any] | TableError] = read(
            TABLES[file.table], file.stream, file=file.name, today=today
        )
        for each in found:
            if isinstance(each, TableError):
                self.errors.append(each)
            else:
                self.progress(file.name)
                yield each

    def _referring_right(self, lines: Iterator[Line[Any]]) -> Iterator[Line[Any]]:
        references = References(self.importer.host.people)
        for line in lines:
            wrong = tuple(references.unknown(line))
            self._wrong(wrong)
            if not wrong:
                yield line

    def _wrong(self, errors: Iterable[TableError]) -> None:
        """
        Note what is wrong, but for what may only follow from something else that is.
        """
        faulty = {self.tables[error.file] for error in self.errors}
        self.errors.extend(error for error in errors if RESTS_ON.get(error.expected) not in faulty)

    def _history(self, enactments: list[TableFile], registrations: list[TableFile]) -> None:
        started: dict[CaseKey, list[Line[EnactmentRow]]] = defaultdict(list)
        answered: dict[CaseKey, list[Line[RegistrationRow]]] = defaultdict(list)
        for file in enactments:
            for line in self._lines(file):
                started[line.row.case].append(line)
        for file in registrations:
            for line in self._lines(file):
                answered[line.row.case].append(line)
        importer = attrs.evolve(self.importer, host=self.importer.host.remembering())
        keys = iter(sorted({*started, *answered}))
        while some := tuple(islice(keys, CASES_AT_A_TIME)):
            self._cases(importer, some, started, answered)

    def _cases(
        self,
        importer: Importer,
        keys: Sequence[CaseKey],
        started: dict[CaseKey, list[Line[EnactmentRow]]],
        answered: dict[CaseKey, list[Line[RegistrationRow]]],
    ) -> None:
        read: list[CaseRows] = []
        for key in keys:
            rows = rows_of_case(importer, key, started.pop(key, []), answered.pop(key, []))
            read.append(rows)
            self.remarks.extend(rows.remarks)
            self._wrong(rows.errors)
            for file, outcome in rows.outcomes:
                self.outcomes[file][outcome] += 1
        postings = [posting for rows in read for posting in rows.postings]
        if postings and not self.errors:
            try:
                self.importer.host.storage.append(postings, now=self.importer.now)
            except RequestConflict:
                self.errors.extend(each for rows in read for each in rows.erased())
                if not self.errors:
                    raise

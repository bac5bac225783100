"""
Tables read in: a row that says what is known already is passed over, one that differs is a change.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

import attrs
from sqlalchemy import Connection, insert

from fastomsorg.care import Absence, Client, Employment, StaffMember, Unit, Visit
from fastomsorg.hooks import Put
from fastomsorg.terms import Instant, StaffId

from ._dialect import dialect_of
from ._kinds import ABSENCES, CLIENTS, EMPLOYMENTS, STAFF, UNITS, VISITS, Kind
from ._part import Part, in_batches
from ._people_rows import ALWAYS
from ._schema import Row, membership

T = TypeVar("T")


class Intake(Part):
    """
    What fills the store with people, visits and absences (*inläsning*).
    """

    def transaction(self) -> AbstractContextManager[None]:
        return self._session.transaction()

    def put_units(self, units: Iterable[Unit], *, now: Instant) -> Iterator[Put]:
        return self._put_dated(UNITS, units, now)

    def put_clients(self, clients: Iterable[Client], *, now: Instant) -> Iterator[Put]:
        return self._put_dated(CLIENTS, clients, now)

    def put_staff(
        self, staff: Iterable[tuple[StaffMember, dt.date | None]], *, now: Instant
    ) -> Iterator[Put]:
        rows = ((attrs.evolve(each, employments=()), since or ALWAYS) for each, since in staff)
        return self._put_dated(STAFF, rows, now)

    def put_employments(
        self, employments: Iterable[tuple[StaffId, Employment]], *, now: Instant
    ) -> Iterator[Put]:
        return self._put_dated(EMPLOYMENTS, employments, now)

    def put_visits(self, visits: Iterable[Visit]) -> Iterator[Put]:
        return self._put_once(VISITS, visits)

    def put_absences(self, absences: Iterable[Absence]) -> Iterator[Put]:
        return self._put_once(ABSENCES, absences)

    def _put_dated(self, kind: Kind[T], values: Iterable[T], now: Instant) -> Iterator[Put]:
        """
        What differs becomes a row of its own, known from now on.
        """
        for batch in in_batches(values):
            with self._session.writing() as connection:
                dialect = dialect_of(connection)
                dialect.take_turn(connection, kind.table)
                told = _compared(kind.stored(connection, batch), kind.key, batch, Put.CHANGED)
                new = _to_store(batch, told)
                if new:
                    known = {"recorded_at": dialect.next_instant(connection, now)}
                    _insert(connection, kind, [{**kind.row_of(each), **known} for each in new])
            yield from told

    def _put_once(self, kind: Kind[T], values: Iterable[T]) -> Iterator[Put]:
        """
        What differs stays out.
        """
        for batch in in_batches(values):
            with self._session.writing() as connection:
                dialect_of(connection).take_turn(connection, kind.table)
                told = _compared(kind.stored(connection, batch), kind.key, batch, Put.CONFLICT)
                _insert(connection, kind, [kind.row_of(each) for each in _to_store(batch, told)])
            yield from told


def _compared(
    stored: dict[object, T], key: Callable[[T], object], batch: Sequence[T], otherwise: Put
) -> list[Put]:
    """
    What becomes of each row (*utfall*), seen against what is stored and the rows before it.
    """
    told = []
    for value in batch:
        before = stored.get(key(value))
        outcome = Put.SAME if before == value else Put.NEW if before is None else otherwise
        if outcome in (Put.NEW, Put.CHANGED):
            stored[key(value)] = value
        told.append(outcome)
    return told


def _to_store(batch: Sequence[T], told: Sequence[Put]) -> list[T]:
    pairs = zip(batch, told, strict=True)
    return [value for value, outcome in pairs if outcome in (Put.NEW, Put.CHANGED)]


def _insert(connection: Connection, kind: Kind[T], rows: Sequence[Row]) -> None:
    if not rows:
        return
    connection.execute(insert(kind.table), rows)
    if kind.table is STAFF.table:
        units = {(unit, row["id"]) for row in rows for unit in row["units"]}
        if units:
            connection.execute(
                dialect_of(connection).insert_missing(membership),
                [{"unit": unit, "staff": id} for unit, id in sorted(units)],
            )

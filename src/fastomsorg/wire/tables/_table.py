"""
What a table is: its columns, and how a row becomes a value and a value a row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from fastomsorg.terms import Fact, Instant, stockholm

if TYPE_CHECKING:
    from ._cells import Cells

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


@attrs.frozen
class Column:
    """
    A column (*kolumn*) by its name in the header; a *required* one must be there and filled in.
    """

    name: str
    required: bool = False


def columns(*, required: str, optional: str = "") -> tuple[Column, ...]:
    return tuple(
        Column(name, is_required)
        for names, is_required in ((required, True), (optional, False))
        for name in names.split()
    )


@attrs.frozen
class Table(Generic[Row]):
    """
    A kind of table (*tabell*).

    *read* makes a value of a row's cells, *written* the cells of a value: text by column, a
    column that is not there is blank. *key* tells rows apart, None where the same row may come
    again or where there may be too many to remember.
    """

    name: str
    columns: tuple[Column, ...]
    read: Callable[[Cells], Row] = attrs.field(repr=False)
    written: Callable[[Row], Mapping[str, str]] = attrs.field(repr=False)
    key: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)


@attrs.frozen
class Line(Generic[Row_co]):
    """
    A row that was read (*inläst rad*), and the line of the file that it begins on.
    """

    file: str
    line: int
    row: Row_co


@attrs.frozen
class TableError:
    """
    Something wrong in a table (*fel i tabell*): where, what was got, and what would be right.

    *expected* is a code of the catalogue, *facts* what its text shows. *got* is the only place
    where a raw value stands, for whoever asked for the report. *column* is empty where the whole
    row or file is meant; *line* counts from 1, the header's.
    """

    file: str
    line: int
    column: str
    got: str = attrs.field(repr=False)
    expected: str
    facts: Mapping[str, Fact] = attrs.field(factory=dict, repr=False, hash=False)


@attrs.frozen
class Limits:
    """
    What a table may be at most (*gränser*): bytes and rows in all, columns, characters in a cell.
    """

    size: int = 4 * 2**30
    rows: int = 20_000_000
    columns: int = 60
    cell: int = 4_000


def listed(values: Iterable[str]) -> str:
    """
    Several values in one cell (*lista*), in the order given.
    """
    return "|".join(values)


def day_text(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


def instant_text(instant: Instant | None) -> str:
    """
    A moment as the clock in Sweden showed it, with its offset.
    """
    return "" if instant is None else instant.astimezone(stockholm()).isoformat()


def flag_text(flag: bool | None) -> str:
    return "" if flag is None else str(flag).lower()

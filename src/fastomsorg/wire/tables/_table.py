"""
What a table is: its columns, and how a row becomes a value and a value a row.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

import attrs

from fastomsorg.terms import Instant, stockholm

from ._cells import Cells

Row = TypeVar("Row")


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

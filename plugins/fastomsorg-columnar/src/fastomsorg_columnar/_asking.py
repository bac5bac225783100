"""
What is asked for, bound as small tables that the texts of the reports read.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import Enum, auto
from typing import Any, Protocol, TypeAlias

from fastomsorg.terms import UnitId

from ._codes import Coded


class Kind(Enum):
    """
    What a column of what is asked for holds (*slag av värde*).
    """

    DAY = auto()
    CODE = auto()
    WORD = auto()
    NUMBER = auto()


KINDS: Mapping[str, Kind] = {
    "first_day": Kind.DAY,
    "end_day": Kind.DAY,
    "on_day": Kind.DAY,
    "born_by": Kind.DAY,
    "unit": Kind.CODE,
    "kind": Kind.WORD,
    "status": Kind.WORD,
    "microseconds": Kind.NUMBER,
}
"""Every column of what can be asked for."""

Value: TypeAlias = dt.date | int | str
Asked: TypeAlias = Mapping[str, Sequence[Value]]
"""The columns of one table that is asked with, each as long as the others."""

Row: TypeAlias = tuple[Any, ...]


class Asking(Protocol):
    """
    Questions to one and the same state of the data (*frågetillfälle*).
    """

    def units(self, wanted: Iterable[UnitId] | None) -> Sequence[Value]:
        """
        What stands for these units in the tables, or for every one; for others nothing stands.
        """

    def ids(self, kind: Coded) -> Callable[[Any], str]:
        """
        What gives the id that a value in the tables stands for.
        """

    def ask(self, table: str, asked: Asked) -> None:
        """
        Let the texts read what is asked for in the *table*, which they were not asked with yet.
        """

    def rows(self, report: str) -> Iterable[Row]:
        """
        What the text of the report comes to.
        """

    def columns(self, report: str) -> Sequence[Sequence[Any]]:
        """
        The same by column, where there are many rows; without a single row there may be no columns.
        """


class Place(Protocol):
    """
    Where the texts are run (*plats för beräkningen*).
    """

    @property
    def name(self) -> str:
        """
        The engine's name (*motorns namn*).
        """

    def asking(self) -> AbstractContextManager[Asking]:
        """
        Begin to ask (*fråga*); what was asked for is gone at the end.
        """

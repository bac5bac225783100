"""
The engine in this process: DuckDB, over the files of an export.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from fastomsorg.terms import UnitId

from ._asking import Asked, Row, Value
from ._codes import Coded
from ._database import MEMORY, ask, names_in, opened, spill_folder
from ._engine import SqlEngine
from ._folders import current
from ._texts import text_of
from ._united import from_partials


class Columns(SqlEngine):
    """
    The reports (*rapporter*) over the export in *folder*, by DuckDB.

    What does not fit in *memory* is spilled to a new folder in *spill*, else where the system keeps
    what is temporary; it is gone when this is. Raises `StoreError` where no export lies there, or
    one with other columns.
    """

    def __init__(self, folder: Path, *, memory: str = MEMORY, spill: Path | None = None) -> None:
        super().__init__(DuckDbPlace(folder, memory=memory, spill=spill))


class DuckDbPlace:
    """
    The files as tables of a database in memory (*databas i minnet*).
    """

    name = "duckdb"

    def __init__(self, folder: Path, *, memory: str, spill: Path | None) -> None:
        away = spill_folder(self, spill)
        self.root = current(folder)
        self._database = opened(folder, memory=memory, spill=away)
        self._names: dict[Coded, Mapping[Any, str]] = {}

    @contextmanager
    def asking(self) -> Iterator["DuckDbPlace.Asking"]:
        cursor = self._database.cursor()
        cursor.execute("SET TimeZone = 'UTC'")
        try:
            yield self.Asking(self, cursor)
        finally:
            cursor.close()

    def names(self, kind: Coded) -> Mapping[Any, str]:
        """
        The ids (*id*) of a kind: they are read once, the files do not change.
        """
        if kind not in self._names:
            self._names[kind] = names_in(self._database, kind)
        return self._names[kind]

    class Asking:
        """
        Questions over a connection of its own (*fråga*), where what is asked for is seen by nobody
        else.
        """

        def __init__(self, place: "DuckDbPlace", cursor: duckdb.DuckDBPyConnection) -> None:
            self._place = place
            self._cursor = cursor

        def units(self, wanted: Iterable[UnitId] | None) -> Sequence[Value]:
            chosen = None if wanted is None else frozenset(wanted)
            names = self._place.names(Coded.UNIT)
            return [code for code, id in names.items() if chosen is None or id in chosen]

        def ids(self, kind: Coded) -> Callable[[Any], str]:
            return self._place.names(kind).__getitem__

        def ask(self, table: str, asked: Asked) -> None:
            ask(self._cursor, table, asked)

        def rows(self, report: str) -> list[Row]:
            found = from_partials(self._cursor, self._place.root, report)
            if found is not None:
                return found
            return self._cursor.sql(text_of(report)).fetchall()

        def columns(self, report: str) -> Sequence[Sequence[Any]]:
            found = self._cursor.sql(text_of(report)).to_arrow_table()
            return [column.to_pylist() for column in found.columns]

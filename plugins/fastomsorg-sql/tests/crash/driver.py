"""
The driver that the store knows, over a disk in memory: `sqlite3` as far as the store uses it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import unquote, urlsplit

import apsw

from .disk import Disk, Make
from .mount import NUMBERS, Mount

VERSION = tuple(map(int, apsw.sqlite_lib_version().split(".")))


@contextmanager
def on(disk: Disk, *, alone: bool = False) -> Iterator[None]:
    """
    Let `sqlite3.connect` open the files of the disk, for as long as this lasts.

    *alone*: all connections are one, which locks the file for good. Without memory that processes
    share, which this disk has not, SQLite keeps a log (*WAL*) only so.
    """
    mount = Mount(disk)
    opened: list[Connection] = []

    def connect(database: str, **_: object) -> Connection:
        path = unquote(urlsplit(database).path)
        if path not in disk.names and Path(path).exists():
            disk.do(Make(path, next(NUMBERS)))
        if alone and opened:
            return opened[0]
        with _as_the_driver():
            opened.append(Connection(path, mount, alone=alone))
        return opened[-1]

    with (
        mock.patch.object(sqlite3, "connect", connect),
        mock.patch.object(sqlite3, "sqlite_version_info", VERSION),
    ):
        try:
            yield
        finally:
            for each in opened:
                each.end()
            mount.unregister()


class Connection(sqlite3.Connection):
    """
    A connection to a file on the disk. Nothing is asked of the one that it inherits from.
    """

    def __init__(self, path: str, mount: Mount, *, alone: bool) -> None:
        super().__init__(":memory:")
        self._alone = alone
        self._ended = False
        self._connection = apsw.Connection(path, apsw.SQLITE_OPEN_READWRITE, vfs=mount.name)
        if alone:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")

    @property
    def in_transaction(self) -> bool:
        return not self._ended and self._connection.in_transaction

    def cursor(self, *_: object) -> "Cursor":  # type: ignore[override]
        return Cursor(self._connection)

    def execute(self, sql: str, parameters: Any = (), /) -> "Cursor":  # type: ignore[override]
        return self.cursor().execute(sql, parameters)

    def commit(self) -> None:
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        if not self._alone:
            self.end()

    def end(self) -> None:
        """
        Let go of the file.
        """
        self._ended = True
        self._connection.close()
        super().close()


class Cursor:
    """
    A cursor that has fetched everything.
    """

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: Iterator[tuple[Any, ...]] = iter(())
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()

    def execute(self, sql: str, parameters: Any = ()) -> "Cursor":
        with _as_the_driver():
            cursor = self._connection.cursor()
            cursor.exec_trace = self._described
            self._rows = iter(list(cursor.execute(sql, parameters)))
        self.rowcount = self._connection.changes()
        return self

    def executemany(self, sql: str, many: Iterable[Any]) -> "Cursor":
        changed = 0
        for parameters in many:
            changed += self.execute(sql, parameters).rowcount
        self.rowcount = changed
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        return [row for row, _ in zip(self._rows, range(size), strict=False)]

    def close(self) -> None:
        self._rows = iter(())

    def _described(self, cursor: apsw.Cursor, _sql: str, _bound: object) -> bool:
        columns: Sequence[tuple[Any, ...]] = cursor.get_description()
        self.description = tuple((each[0], *[None] * 6) for each in columns) or None
        return True


KINDS: tuple[tuple[type[apsw.Error], type[sqlite3.DatabaseError]], ...] = (
    (apsw.ConstraintError, sqlite3.IntegrityError),
    (apsw.CorruptError, sqlite3.DatabaseError),
    (apsw.NotADBError, sqlite3.DatabaseError),
    (apsw.Error, sqlite3.OperationalError),
)


@contextmanager
def _as_the_driver() -> Iterator[None]:
    """
    Let errors come out as the driver's own, with their code.
    """
    try:
        yield
    except apsw.Error as error:
        told = next(theirs for ours, theirs in KINDS if isinstance(error, ours))(str(error))
        told.sqlite_errorcode = _code_of(error)
        told.sqlite_errorname = str(apsw.mapping_result_codes[told.sqlite_errorcode & 0xFF])
        raise told from error


def _code_of(error: apsw.Error) -> int:
    """
    What SQLite called it; an error that the disk raised is known by its kind alone.
    """
    known = getattr(error, "extendedresult", 0)
    return known or next(code for kind, code in CODES.items() if isinstance(error, kind))


CODES: dict[type[apsw.Error], int] = {
    apsw.FullError: apsw.SQLITE_FULL,
    apsw.IOError: apsw.SQLITE_IOERR,
    apsw.ReadOnlyError: apsw.SQLITE_READONLY,
    apsw.CantOpenError: apsw.SQLITE_CANTOPEN,
    apsw.BusyError: apsw.SQLITE_BUSY,
}

"""
Databases to measure on: a file and a server, both as durable as the store asks them to be.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import attrs
import psycopg

from tests.postgresql import Server

from ._bare import Bare
from ._eventsourced import Cases, cases, cases_on_server
from ._timing import scratch

DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "shared_buffers": "256MB"}


class Driver(Protocol):
    """
    A bare driver's connection.
    """

    def execute(self, statement: str, values: Any = ..., /) -> Any: ...

    def executemany(self, statement: str, values: Sequence[Any], /) -> Any: ...


class Place(Protocol):
    """
    Where databases are made and copied.
    """

    name: str

    def new(self) -> str:
        """
        The URL of a new database.
        """

    def copy(self, url: str) -> str:
        """
        The URL of a copy, that nobody uses.
        """

    def driver(self, url: str) -> Driver:
        """
        The bare driver's own connection.
        """

    def library(self, url: str, *, new: bool = False) -> Cases:
        """
        The application of the `eventsourcing` library on a database of its own.
        """


@attrs.define
class Files:
    """
    SQLite files in one folder.
    """

    folder: Path
    name: str = "SQLite"
    _numbers: Iterator[int] = attrs.field(factory=lambda: count(1))

    def new(self) -> str:
        return f"sqlite:///{self.folder}/{next(self._numbers)}.db"

    def copy(self, url: str) -> str:
        copied = self.new()
        shutil.copy(_path(url), _path(copied))
        return copied

    def driver(self, url: str) -> Driver:
        return Bare(_path(url)).driver

    def library(self, url: str, *, new: bool = False) -> Cases:
        return cases(_path(url))


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


class _Told(psycopg.Cursor[Any]):
    """
    A cursor that has no rows where a statement gives none.
    """

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self.description else []


class _Connection(psycopg.Connection[Any]):
    def executemany(self, statement: Any, values: Sequence[Mapping[str, Any]]) -> None:
        self.cursor().executemany(statement, values)


@attrs.define
class Databases:
    """
    Databases on a PostgreSQL server.
    """

    server: Server
    name: str = "PostgreSQL"

    def new(self) -> str:
        return self.server.new_database()

    def copy(self, url: str) -> str:
        return self.server.new_database(template=url)

    def driver(self, url: str) -> Driver:
        address = url.replace("+psycopg", "")
        driver: Driver = _Connection.connect(address, cursor_factory=_Told)
        return driver

    def library(self, url: str, *, new: bool = False) -> Cases:
        return cases_on_server(url, new=new)


@contextmanager
def places() -> Iterator[tuple[Place, ...]]:
    """
    Both, for as long as this lasts.
    """
    server = Server(DURABLE)
    try:
        with scratch() as folder:
            yield Files(Path(folder)), Databases(server)
    finally:
        server.stop()

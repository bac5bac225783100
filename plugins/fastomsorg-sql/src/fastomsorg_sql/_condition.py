"""
What the database is, and how it is set.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from ._migrations import SCHEMA
from ._part import Part

SYNCHRONOUS = ("off", "normal", "full", "extra")
"""By the number that SQLite has for each."""

_SQLITE = (
    "journal_mode",
    "synchronous",
    "foreign_keys",
    "recursive_triggers",
    "secure_delete",
    "busy_timeout",
)
_POSTGRESQL = ("server_version", "server_encoding", "fsync", "synchronous_commit")


class Condition(Part):
    """
    How the database is (*skick*).
    """

    def condition(self) -> Mapping[str, str]:
        with self._session.reading() as connection:
            kind = connection.dialect.name
            told = dict(
                _of_postgresql(connection) if kind == "postgresql" else _of_sqlite(connection)
            )
        return {"kind": kind, "schema": str(SCHEMA), **told}


def _of_sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    yield "version", connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    for name in _SQLITE:
        value = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        yield name, SYNCHRONOUS[value] if name == "synchronous" else str(value)


def _of_postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    for name in _POSTGRESQL:
        value = connection.exec_driver_sql(f"SHOW {name}").scalar_one()
        yield "version" if name == "server_version" else name, str(value)


_TOLD = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}

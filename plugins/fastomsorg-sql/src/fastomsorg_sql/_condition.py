"""
What the database is, and how it is set.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from ._erase import is_unswept
from ._migrations import SCHEMA
from ._part import Part

SYNCHRONOUS = ("off", "normal", "full", "extra")
"""By the number that SQLite has for each."""

FLAGS = ("off", "on")
"""As PostgreSQL says it."""

_SQLITE: Mapping[str, Sequence[str] | None] = {
    "journal_mode": None,
    "synchronous": SYNCHRONOUS,
    "foreign_keys": FLAGS,
    "recursive_triggers": FLAGS,
    "secure_delete": (*FLAGS, "fast"),
    "busy_timeout": None,
}
"""The settings, and what each of a setting's numbers is called."""

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
            unswept = "yes" if is_unswept(connection) else "no"
        return {"kind": kind, "schema": str(SCHEMA), **told, "unswept": unswept}


def _of_sqlite(connection: Connection) -> Iterator[tuple[str, str]]:
    yield "version", connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    for name, words in _SQLITE.items():
        value = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        yield name, str(value) if words is None else words[value]


def _of_postgresql(connection: Connection) -> Iterator[tuple[str, str]]:
    for name in _POSTGRESQL:
        value = connection.exec_driver_sql(f"SHOW {name}").scalar_one()
        yield "version" if name == "server_version" else name, str(value)

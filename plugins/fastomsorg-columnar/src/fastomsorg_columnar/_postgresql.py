"""
The engine in the database: PostgreSQL, where the ledger and the visits already lie.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from psycopg import sql

from fastomsorg.terms import UnitId

from ._asking import KINDS, Asked, Kind, Row, Value
from ._codes import Coded
from ._postgresql_errors import told_as_ours
from ._postgresql_url import for_the_driver, shown
from ._texts import text_of

TYPES = {
    Kind.DAY: sql.SQL("date"),
    Kind.CODE: sql.SQL('text COLLATE "C"'),
    Kind.WORD: sql.SQL('text COLLATE "C"'),
    Kind.NUMBER: sql.SQL("bigint"),
}
BEGIN = b"""
SET LOCAL TIME ZONE 'UTC';
SET LOCAL search_path = pg_temp;
CREATE TEMPORARY TABLE asked_span (begins bigint, ends bigint);
"""
"""No table of anybody else's is taken for one of ours: those of the store are named in full."""

SPAN = b"INSERT INTO asked_span VALUES (%s, %s)"
UNITS = b"SELECT unit FROM fastomsorg.visit UNION SELECT unit FROM fastomsorg.spell"
MICROSECONDS = 24 * 60 * 60 * 1_000_000
"""In a day."""


class PostgresPlace:
    """
    A store in PostgreSQL (*PostgreSQL*) at the URL. Each time it is asked is a transaction that
    sees one state of the store, makes what is temporary, and is rolled back.
    """

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._where = for_the_driver(url)
        self._shown = shown(url)

    @contextmanager
    def asking(self) -> Iterator["PostgresAsking"]:
        with told_as_ours(self._shown), closing(psycopg.connect(self._where)) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            with told_as_ours(self._shown, temporary=True):
                connection.execute(BEGIN)
            connection.execute(text_of("postgresql").encode())
            yield PostgresAsking(connection)


class PostgresAsking:
    """
    Questions in one transaction (*fråga*).
    """

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    def units(self, wanted: Iterable[UnitId] | None) -> Sequence[Value]:
        if wanted is None:
            return [unit for (unit,) in self._connection.execute(UNITS)]
        return sorted(wanted)

    def ids(self, _kind: Coded) -> Callable[[Any], str]:
        return str

    def ask(self, table: str, asked: Asked) -> None:
        own = sql.Identifier(table)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(name), TYPES[KINDS[name]]) for name in asked
        )
        self._connection.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(own, columns))
        values = sql.SQL(", ").join(sql.Placeholder() * len(asked))
        with self._connection.cursor() as cursor:
            cursor.executemany(
                sql.SQL("INSERT INTO {} VALUES ({})").format(own, values),
                list(zip(*asked.values(), strict=True)),
            )
        if "end_day" in asked:
            self._look_between(asked["first_day"][0], asked["end_day"][0])

    def rows(self, report: str) -> list[Row]:
        return self._connection.execute(text_of(report).encode()).fetchall()

    def columns(self, report: str) -> Sequence[Sequence[Any]]:
        return list(zip(*self.rows(report), strict=True))

    def _look_between(self, first: Value, end: Value) -> None:
        """
        Look for visits a day before and after too, for days do not begin everywhere at once: it is
        these that the index on instants is searched by.
        """
        assert isinstance(first, dt.date)
        assert isinstance(end, dt.date)
        epoch = dt.date(1970, 1, 1)
        span = ((first - epoch).days - 1) * MICROSECONDS, ((end - epoch).days + 1) * MICROSECONDS
        self._connection.execute(SPAN, span)

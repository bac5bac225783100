"""
Which of the databases it is, and what each has to be able to do in its own way.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Insert, Select, Table

from fastomsorg.terms import CaseKey, Instant

from . import _postgres, _sqlite
from ._header import Header


class Dialect(Protocol):
    """
    What is one database's own (*databasens eget*): the modules `_sqlite` and `_postgres`.
    """

    OPTIONS: Mapping[str, Any]
    """What every statement is executed with (*körinställningar*)."""

    def reading(self, engine: Engine) -> Connection:
        """
        A connection to read over: each statement sees what is stored at that moment.
        """

    def begun(self, engine: Engine) -> AbstractContextManager[Connection]:
        """
        A transaction that writes, committed at the end, or rolled back.
        """

    def is_begun(self, connection: Connection) -> bool:
        """
        Is there a transaction, in whatever state?
        """

    def is_sound(self, connection: Connection) -> bool:
        """
        Does the transaction still stand, or has the database undone it or given it up?
        """

    def header_of(self, connection: Connection) -> Header:
        """
        Whose the database is, and which schema it has.
        """

    def prepare(self, connection: Connection) -> None:
        """
        Let migrations run over the connection, one process at a time.
        """

    def migrated(self, connection: Connection) -> None:
        """
        Between two migrations: let nothing of the one stand in the way of the next.
        """

    def mark(self, connection: Connection, schema: int) -> None:
        """
        Write that the database is ours, and the schema it has now.
        """

    def take_cases(self, connection: Connection, cases: Collection[CaseKey]) -> None:
        """
        Wait for whoever is writing to the cases.
        """

    def take_everything(self, connection: Connection) -> None:
        """
        Wait for whoever is writing to any case, and let nobody else do so meanwhile.
        """

    def take_turn(self, connection: Connection, table: Table) -> None:
        """
        Wait for whoever is writing to the table, and let nobody else write to it meanwhile.
        """

    def next_places(
        self, connection: Connection, count: int, now: Instant
    ) -> tuple[Sequence[int], Instant]:
        """
        The next positions, none of which was ever given before, and their instant.
        """

    def next_instant(self, connection: Connection, now: Instant) -> Instant:
        """
        *now*, or the latest instant that was given, whichever is later.
        """

    def settled(self, connection: Connection) -> tuple[int, Instant]:
        """
        Up to which position nothing will be added, and below which instant nothing can be.
        """

    def claiming(self, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """
        Read what is to be claimed, and nothing that somebody else is claiming.
        """

    def insert_missing(self, table: Table) -> Insert:
        """
        Insert what is not there yet, and leave the rest as it is.
        """

    def insert_or_change(self, table: Table) -> Insert:
        """
        Insert what is not there yet, and change the rest, by primary key.
        """

    def begin_shared(self, host: Connection) -> None:
        """
        Let the host's connection be inside a transaction, if it is not.
        """

    def unfit_to_share(self, connection: Connection) -> str | None:
        """
        What a host's connection is set to that it must not be, or None.
        """

    def swept(self, engine: Engine) -> bool:
        """
        Write the files anew with what is in them and nothing else.
        """


def dialect_of(database: Engine | Connection) -> Dialect:
    """
    What is the database's own (*databasens eget*).
    """
    return _DIALECTS[database.dialect.name]


_DIALECTS: dict[str, Dialect] = {"sqlite": _sqlite, "postgresql": _postgres}

"""
What is SQLite's own: how its file says whose it is, and what its one writer asks of it.

Another database gets a file like this one, and nothing else: the tables and the statements are
the same. How a file is opened and set stands in `_sqlite_engine`.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    Select,
    Table,
    Text,
    column,
    select,
)
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.sqlite import insert

from fastomsorg.terms import CaseKey, Instant

from ._header import Header, Owner
from ._inserting import missing, or_change
from ._instants import LATEST, latest, latest_of
from ._schema import registration

OPTIONS: Mapping[str, Any] = {}

APPLICATION_ID = int.from_bytes(b"Foko")
"""What the file's header says, so that a stranger's database is not taken for ours."""

_HEADER = """
SELECT (SELECT application_id FROM pragma_application_id),
       (SELECT user_version FROM pragma_user_version),
       (SELECT count(*) FROM sqlite_master)
"""

insert_missing = partial(missing, insert)
insert_or_change = partial(or_change, insert)

_LAST_POSITION = (
    select(column("seq", Integer))
    .select_from(sql_table("sqlite_sequence"))
    .where(column("name", Text) == registration.name)
    .scalar_subquery()
)
_PLACE = select(_LAST_POSITION, *LATEST)


def reading(engine: Engine) -> Connection:
    """
    A connection to read over (*läsning*): each statement sees what is stored at that moment.

    The driver begins no transaction of its own.
    """
    return engine.connect()


@contextmanager
def begun(engine: Engine) -> Iterator[Connection]:
    """
    A transaction that writes (*transaktion*), committed at the end, or rolled back.

    It takes its place in the queue before it reads: what it decides on cannot change until it has
    written.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def is_begun(connection: Connection) -> bool:
    """
    Is there a transaction (*pågår en transaktion*)? A full disk has undone it.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.in_transaction


def is_sound(connection: Connection) -> bool:
    """
    Does the transaction still stand (*står transaktionen*), or has the database undone it?
    """
    return is_begun(connection)


def header_of(connection: Connection) -> Header:
    """
    Whose the database is (*vems databasen är*), and which schema it has.
    """
    number, schema, tables = connection.exec_driver_sql(_HEADER).one()
    if number == APPLICATION_ID:
        return Header(Owner.OURS, schema)
    if number == schema == tables == 0:
        return Header(Owner.NOBODY, 0)
    return Header(Owner.STRANGER, schema)


def prepare(_connection: Connection) -> None:
    """
    Let migrations run (*förbered*): who has begun to write is alone.
    """


def migrated(_connection: Connection) -> None:
    """
    Between two migrations (*mellan två migreringar*) nothing stands in the way.
    """


def mark(connection: Connection, schema: int) -> None:
    """
    Write into the header that the database is ours (*märk*), and the schema it has now.
    """
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema:d}")


def take_cases(_connection: Connection, _cases: Collection[CaseKey]) -> None:
    """
    Wait for whoever is writing to the cases (*vänta på ärendena*): there is one writer at a time.
    """


def take_everything(_: Connection) -> None:
    """
    Nobody has to wait here either (*vänta på alla*), for the same reason.
    """


def take_turn(_connection: Connection, _table: Table) -> None:
    """
    Wait for whoever is writing to the table (*vänta på tur*): there is one writer at a time.
    """


def next_places(connection: Connection, count: int, now: Instant) -> tuple[range, Instant]:
    """
    The next positions (*löpnummer*), none of which was ever given before, and their instant.

    As there is one writer at a time, no instant is earlier than any that was given before.
    """
    last, *given = connection.execute(_PLACE).one()
    first = (last or 0) + 1
    return range(first, first + count), latest_of((now, *given))


def next_instant(connection: Connection, now: Instant) -> Instant:
    """
    *now*, or the latest instant that was given (*tidpunkt*), whichever is later.
    """
    return max(now, latest(connection))


def settled(connection: Connection) -> tuple[int, Instant]:
    """
    Up to which position nothing will be added (*avslutat*), and below which instant nothing can.

    There is one writer at a time, and what it has not committed nobody else sees.
    """
    last, *given = connection.execute(_PLACE).one()
    return last or 0, latest_of(given)


def claiming(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """
    Read what is to be claimed (*ta i anspråk*): only one transaction at a time writes here.
    """
    return statement


def begin_shared(host: Connection) -> None:
    """
    Let the host's connection be inside a transaction (*värdens transaktion*), if it is not.

    The driver begins one by itself, but not before a savepoint, which then would commit.
    """
    if not is_begun(host):
        host.exec_driver_sql("BEGIN IMMEDIATE")


def unfit_to_share(connection: Connection) -> str | None:
    """
    What a host's connection is set to that it must not be (*olämplig att dela*), or None.
    """
    for setting in ("foreign_keys", "recursive_triggers"):
        if not connection.exec_driver_sql(f"PRAGMA {setting}").scalar_one():
            return f"{setting} = OFF"
    return None


def swept(engine: Engine) -> bool:
    """
    Write the file anew with what is in it and nothing else (*städa*), and empty the log.

    Deleting overwrites a row where it lay, but not where it may have lain before it was moved.
    False where somebody still reads what was before.
    """
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, *_) = cursor.fetchall()[0]
    return not busy

"""
What is SQLite's own: how it is opened and set, and how its file says whose it is.

Another database gets a file like this one, and nothing else: the tables and the statements are
the same. The settings are explained in the README.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Integer,
    Select,
    Table,
    Text,
    column,
    create_engine,
    select,
)
from sqlalchemy import table as sql_table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import QueuePool, StaticPool

from fastomsorg.terms import CaseKey, Instant, StoreError

from ._address import Address, Rollback
from ._header import Header, Owner
from ._instants import LATEST, latest, latest_of
from ._process import used_by_its_own_process_only
from ._schema import registration

OPTIONS: Mapping[str, Any] = {}

APPLICATION_ID = int.from_bytes(b"Foko")
"""What the file's header says, so that a stranger's database is not taken for ours."""

SYNCHRONOUS = {Rollback.DELETE: "EXTRA", Rollback.WAL: "FULL"}
"""How a commit is made sure of: with less, a power cut can take back what was acknowledged."""

_HEADER = """
SELECT (SELECT application_id FROM pragma_application_id),
       (SELECT user_version FROM pragma_user_version),
       (SELECT count(*) FROM sqlite_master)
"""

_LAST_POSITION = (
    select(column("seq", Integer))
    .select_from(sql_table("sqlite_sequence"))
    .where(column("name", Text) == registration.name)
    .scalar_subquery()
)
_PLACE = select(_LAST_POSITION, *LATEST)

WAL_MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""From these on, each in its series, a log that begins anew loses nothing."""


def engine_of(address: Address) -> Engine:
    """
    The engine (*motor*) for the file, which must be there, with every setting on each connection.
    """

    def connect() -> sqlite3.Connection:
        return _connected(address)

    alone = {"poolclass": StaticPool}
    as_many_as_threads = {"poolclass": QueuePool, "max_overflow": -1}
    pool = alone if address.path is None else as_many_as_threads
    engine = create_engine("sqlite://", creator=connect, hide_parameters=True, **pool)
    used_by_its_own_process_only(engine)
    return engine


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


def insert_missing(table: Table) -> Insert:
    """
    Insert what is not there yet (*lägg till det som saknas*), and leave the rest as it is.
    """
    return insert(table).on_conflict_do_nothing()


def insert_or_change(table: Table) -> Insert:
    """
    Insert what is not there yet, and change the rest (*lägg till eller ändra*), by primary key.
    """
    new = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return new.on_conflict_do_update(index_elements=keys, set_=rest)


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


def set_journal(engine: Engine, address: Address) -> None:
    """
    Keep what SQLite undoes with as the URL says (*journalläge*): the file remembers a log.

    Raises `StoreError` where the file is used as a log by somebody else.
    """
    if address.path is None:
        return
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode = {address.journal}")
        (mode,) = cursor.fetchall()[0]
        cursor.close()
    if mode != address.journal:
        raise StoreError("store_journal", store=address.name, got=mode, expected=address.journal)


def require_safe_log(address: Address, version: tuple[int, ...] | None = None) -> None:
    """
    Refuse a log (*WAL*) on an SQLite that can lose what was acknowledged.
    """
    found = version or sqlite3.sqlite_version_info
    if address.journal is Rollback.WAL and not has_mended_wal(found):
        raise StoreError(
            "store_wal_unsafe",
            found=".".join(map(str, found)),
            expected=", ".join(".".join(map(str, each)) for each in sorted(WAL_MENDED)),
        )


def has_mended_wal(version: tuple[int, ...]) -> bool:
    """
    Is it an SQLite whose log loses nothing when it begins anew (*rättad WAL*)?
    """
    return version >= max(WAL_MENDED) or any(
        version >= mended and version[:2] == mended[:2] for mended in WAL_MENDED
    )


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


def _connected(address: Address) -> sqlite3.Connection:
    connection = sqlite3.connect(
        ":memory:" if address.path is None else _existing(address.path),
        uri=address.path is not None,
        timeout=address.timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    for setting in settings_of(address):
        connection.execute(f"PRAGMA {setting}")
    return connection


def settings_of(address: Address) -> tuple[str, ...]:
    """
    What every connection is set to (*inställningar*).
    """
    return (
        f"busy_timeout = {round(address.timeout * 1000)}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        f"synchronous = {SYNCHRONOUS[address.journal]}",
    )


def _existing(path: Path) -> str:
    return f"{path.as_uri()}?mode=rw"

"""
What is PostgreSQL's own: how its database says whose it is, and what many writers ask of it.

The tables and the statements are the same as SQLite's. They lie in a schema of their own, so that
a host can have tables with the same names; every statement says so by itself, and nothing depends
on what a connection is set to. How many writers get along is explained in `_migrations._functions`.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Table,
    Text,
    bindparam,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert

from fastomsorg.terms import CaseKey, Instant, StoreError

from ._header import Header, Owner
from ._inserting import missing, or_change
from ._postgres_engine import OPTIONS as OPTIONS
from ._postgres_engine import SCHEMA_NAME
from ._schema import delivery, metadata
from ._types import EPOCH, MICROSECOND

PRODUCT = "fastomsorg"

insert_missing = partial(missing, insert)
insert_or_change = partial(or_change, insert)

_MIGRATING = int.from_bytes(b"Foknytt!")
"""The advisory lock of whoever migrates, until that transaction ends."""

_WHOSE = text("""
SELECT current_setting('server_encoding'),
       EXISTS (SELECT FROM pg_tables WHERE schemaname = 'fastomsorg' AND tablename = 'header'),
       (SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('fastomsorg'))
""")
_HEADER = text("SELECT product, number FROM fastomsorg.header")
_NEXT_PLACES = text("SELECT positions, instant FROM fastomsorg.next_places(:many, :clock)")
_SETTLED = text('SELECT "position", instant FROM fastomsorg.settled()')
_TAKE_TURN = text("SELECT fastomsorg.take_turn(:name)")
_TAKE_CASES = text("SELECT fastomsorg.take_cases(:clients, :units)").bindparams(
    bindparam("clients", type_=ARRAY(Text)), bindparam("units", type_=ARRAY(Text))
)

_OWNS_THE_TABLES = text("""
SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class
WHERE relnamespace = to_regnamespace('fastomsorg') AND relkind = 'r'
""")


def reading(engine: Engine) -> Connection:
    """
    A connection to read over (*läsning*): each statement sees what is committed at that moment.
    """
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def begun(engine: Engine) -> Iterator[Connection]:
    """
    A transaction that writes (*transaktion*), committed at the end, or rolled back.

    Nobody waits here: writers meet where they write to the same case.
    """
    with engine.begin() as connection:
        yield connection


def is_begun(connection: Connection) -> bool:
    """
    Is there a transaction (*pågår en transaktion*), in whatever state?
    """
    return _status(connection) in _BEGUN


def is_sound(connection: Connection) -> bool:
    """
    Does the transaction still stand (*står transaktionen*), or did something in it fail?
    """
    return _status(connection) in _SOUND


_IDLE, _ACTIVE, _IN_TRANSACTION, _FAILED = range(4)
_SOUND = (_IDLE, _ACTIVE, _IN_TRANSACTION)
_BEGUN = (_ACTIVE, _IN_TRANSACTION, _FAILED)


def _status(connection: Connection) -> int:
    driver: Any = connection.connection.driver_connection
    return int(driver.info.transaction_status)


def header_of(connection: Connection) -> Header:
    """
    Whose the database is (*vems databasen är*), and which schema it has.

    Raises `StoreError` where text is not kept in UTF-8.
    """
    encoding, there, things = connection.execute(_WHOSE).one()
    if encoding != "UTF8":
        raise StoreError("store_encoding", got=encoding)
    if not there:
        return Header(Owner.STRANGER if things else Owner.NOBODY, 0)
    product, schema = connection.execute(_HEADER).one()
    return Header(Owner.OURS if product == PRODUCT else Owner.STRANGER, schema)


def prepare(connection: Connection) -> None:
    """
    Let migrations run over the connection (*förbered*), one process at a time.

    Who comes second waits here, and then sees what the first has done.
    """
    run = connection.exec_driver_sql
    run(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
    # As it is now: what was cached may be older than the wait.
    there = run("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)", (SCHEMA_NAME,))
    if not there.scalar_one():
        run(f"CREATE SCHEMA {SCHEMA_NAME}")
    run(f"SET LOCAL search_path = {SCHEMA_NAME}, pg_temp")


def migrated(connection: Connection) -> None:
    """
    Between two migrations (*mellan två migreringar*): what is looked at on commit is looked at now.

    A table with something left to look at cannot be changed.
    """
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def mark(connection: Connection, schema: int) -> None:
    """
    Write that the database is ours (*märk*), and the schema it has now.
    """
    run = connection.exec_driver_sql
    run("CREATE TABLE IF NOT EXISTS header (product text NOT NULL, number bigint NOT NULL)")
    run("DELETE FROM header")
    run("INSERT INTO header VALUES (%s, %s)", (PRODUCT, schema))


def take_cases(connection: Connection, cases: Collection[CaseKey]) -> None:
    """
    Wait for whoever is writing to the cases (*vänta på ärendena*), always in the same order.
    """
    keys = {"clients": [key.client for key in cases], "units": [key.unit for key in cases]}
    connection.execute(_TAKE_CASES, keys)


def take_everything(connection: Connection) -> None:
    """
    Wait for whoever is writing to any case (*vänta på alla*), and let nobody else meanwhile.

    Whoever registers takes a row of this table, or adds one, before anything else.
    """
    connection.execute(text("LOCK TABLE fastomsorg.case_file IN EXCLUSIVE MODE"))


def take_turn(connection: Connection, table: Table) -> None:
    """
    Wait for whoever is writing to the table (*vänta på tur*), and keep others from it meanwhile.
    """
    connection.execute(_TAKE_TURN, {"name": table.name})


def next_places(connection: Connection, count: int, now: Instant) -> tuple[Sequence[int], Instant]:
    """
    The next positions (*löpnummer*), none of which was ever given before, and their instant.
    """
    clock = (now - EPOCH) // MICROSECOND
    positions, instant = connection.execute(_NEXT_PLACES, {"many": count, "clock": clock}).one()
    return positions, EPOCH + instant * MICROSECOND


def next_instant(connection: Connection, now: Instant) -> Instant:
    """
    *now*, or the latest instant that was given (*tidpunkt*), whichever is later.
    """
    _, instant = next_places(connection, 0, now)
    return instant


def settled(connection: Connection) -> tuple[int, Instant]:
    """
    Up to which position nothing will be added (*avslutat*), and below which instant nothing can.
    """
    position, instant = connection.execute(_SETTLED).one()
    return position, EPOCH + instant * MICROSECOND


def claiming(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """
    Read what is to be claimed (*ta i anspråk*), and nothing that somebody else is claiming.
    """
    return statement.with_for_update(of=delivery, skip_locked=True)


def begin_shared(_host: Connection) -> None:
    """
    Let the host's connection be inside a transaction (*värdens transaktion*): it always is.
    """


def unfit_to_share(connection: Connection) -> str | None:
    """
    What a host's connection is set to that it must not be (*olämplig att dela*), or None.
    """
    driver: Any = connection.connection.driver_connection
    return "autocommit" if driver.autocommit else None


def swept(engine: Engine) -> bool:
    """
    Write the tables anew with what is in them and nothing else (*städa*).

    What was removed stays in the files until then. Write-ahead logs and their archives are the
    server's. False for whoever does not own the tables: the server would only warn.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(_OWNS_THE_TABLES).scalar_one():
            return False
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {SCHEMA_NAME}.{_quoted(table)}")
    return True


def _quoted(table: Table) -> str:
    return '"{}"'.format(table.name.replace('"', '""'))

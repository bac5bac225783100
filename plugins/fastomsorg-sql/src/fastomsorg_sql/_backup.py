"""
A copy that is whole, also while others write: an SQLite store, from whichever database.

SQLite's own is made by SQLite, page by page, not by copying the file. A server's is what one
snapshot of it shows, row by row.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select

from fastomsorg.terms import StoreError

from ._address import Address, Mode
from ._errors import told_as_ours
from ._files import make_private
from ._open import open_session
from ._part import in_batches
from ._schema import (
    case_file,
    delivery,
    enactment_start,
    entry,
    erasing,
    metadata,
    notice,
    registration,
)
from ._session import Session

LEDGER = (case_file, delivery, notice, enactment_start, entry, registration)
"""In the order in which the guards let rows in."""


def copy_to(session: Session, to: str) -> None:
    """
    Copy what has been stored to a new file (*säkerhetskopia*), readable by its owner only.

    Raises `StoreError` where there is a file already, and leaves it; a copy that fails is removed.
    """
    if session.is_shared:
        raise StoreError("backup_in_transaction", store=session.name)
    path = Path(to).absolute()
    try:
        make_private(path, new=True)
    except FileExistsError:
        raise StoreError("backup_exists", file=to) from None
    except OSError as error:
        raise StoreError("backup_failed", file=to, problem=type(error).__name__) from None
    try:
        with told_as_ours(session.name):
            if session.engine.dialect.name == "sqlite":
                _copy_pages(session.engine, path)
            else:
                _copy_rows(session.engine, path)
    except BaseException:
        path.unlink()
        raise


def _copy_pages(engine: Engine, path: Path) -> None:
    source = engine.raw_connection()
    try:
        uri = f"{path.as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = EXTRA")
            stored = source.driver_connection
            assert isinstance(stored, sqlite3.Connection)
            stored.backup(target)
    finally:
        source.close()


def _copy_rows(engine: Engine, path: Path) -> None:
    copy = open_session(Address(path, mode=Mode.CREATE), mounted=())
    try:
        with (
            engine.connect().execution_options(isolation_level="REPEATABLE READ") as source,
            copy.writing() as target,
        ):
            for table in _in_order():
                _copy_table(source, target, table)
    finally:
        copy.close()


def _in_order() -> list[Table]:
    rest = [table for table in metadata.sorted_tables if table not in (*LEDGER, erasing)]
    return [*LEDGER, *rest]


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    numbers = list(table.primary_key.columns)
    stored = source.execution_options(stream_results=True).execute(select(table).order_by(*numbers))
    for rows in in_batches(stored.mappings()):
        target.execute(insert(table), [dict(row) for row in rows])

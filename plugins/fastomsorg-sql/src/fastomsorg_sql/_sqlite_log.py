"""
What SQLite undoes with: a journal beside the file, or a log, on an SQLite that loses nothing by it.
"""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine

from fastomsorg.terms import StoreError

from ._address import Address, Rollback

WAL_MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""From these on, each in its series, a log that begins anew loses nothing."""


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

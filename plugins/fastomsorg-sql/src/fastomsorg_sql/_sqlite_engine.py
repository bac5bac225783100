"""
How an SQLite file is opened, and what every connection is set to. The README says why.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool, StaticPool

from ._address import Address, Rollback
from ._process import used_by_its_own_process_only

SYNCHRONOUS = {Rollback.DELETE: "EXTRA", Rollback.WAL: "FULL"}
"""How a commit is made sure of: with less, a power cut can take back what was acknowledged."""


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


def _existing(path: Path) -> str:
    return f"{path.as_uri()}?mode=rw"

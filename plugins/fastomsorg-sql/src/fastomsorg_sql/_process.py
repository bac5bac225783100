"""
A connection is its process's own: what a forked process inherits it must not use.
"""

import os

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection


def used_by_its_own_process_only(engine: Engine) -> None:
    """
    Let no connection be used by a process that inherited it (*egen process*).

    Its locks would not hold, and two would speak over one line.
    """
    event.listen(engine, "connect", _remember_the_process)
    event.listen(engine, "checkout", _refuse_another_process)


def _remember_the_process(_: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info["process"] = os.getpid()


def _refuse_another_process(
    _: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection
) -> None:
    """
    It is put aside as it is: to close it would be to say goodbye in the parent's name.
    """
    if entry.info["process"] != os.getpid():
        entry.dbapi_connection = proxy.dbapi_connection = None  # type: ignore[misc]
        raise DisconnectionError

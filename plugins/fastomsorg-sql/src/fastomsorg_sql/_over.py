"""
A store over a connection that the host owns: what the host commits is stored, and nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.pool import StaticPool

from fastomsorg.terms import StoreError

from ._dialect import dialect_of
from ._errors import told_as_ours
from ._header import Owner
from ._migrations import SCHEMA
from ._session import Session
from ._store import Store

DRIVERS = ("pysqlite", "psycopg")


class SharedStore(Store):
    """
    A store that is part of somebody else's transaction (*delad transaktion*).
    """

    in_transaction = True


def over(connection: Connection) -> SharedStore:
    """
    A store over the host's connection (*över värdens anslutning*), in the host's transaction.

    Each write is all or nothing by a savepoint; nothing is ever committed, rolled back or tried
    again here: that is the host's. The store has been made before, by its URL, in the same
    database. It is used by the thread that uses the connection, and for as long.

    Raises `StoreError` where the database holds no store of this version, or the connection cannot
    be shared: another driver, every statement a transaction of its own, or an SQLite that does not
    look at references.
    """
    name = f"{connection.dialect.name}:{connection.engine.url.database or ''}"
    if connection.dialect.driver not in DRIVERS:
        got = connection.dialect.driver
        raise StoreError("store_not_shared", store=name, problem=got)
    with told_as_ours(name):
        session = _HostSession(connection, name)
        with session.reading() as line:
            header = session.dialect.header_of(line)
            problem = session.dialect.unfit_to_share(line)
    if problem is not None:
        raise StoreError("store_not_shared", store=name, problem=problem)
    if header.owner is not Owner.OURS:
        raise StoreError("store_missing", store=name)
    schemas = {"found": header.schema, "supported": SCHEMA}
    if header.schema > SCHEMA:
        raise StoreError("store_newer", store=name, **schemas)
    if header.schema < SCHEMA:
        raise StoreError("store_older", store=name, **schemas)
    return SharedStore(session)


class _HostSession(Session):
    """
    Reads and writes over the host's connection, inside its transaction.

    Statements go over a line of their own on the same connection to the database: what they are
    executed with, such as the schema that the tables lie in, is no matter of the host's.
    """

    is_shared = True

    def __init__(self, host: Connection, name: str) -> None:
        super().__init__(_engine_on(host), name)
        self._at_the_end.detach()
        self._host = host
        self._line = self.engine.connect()

    @property
    def in_transaction(self) -> bool:
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with told_as_ours(self.name):
            yield self._line

    def close(self) -> None:
        """
        There is nothing to let go of (*stäng*): the connection is the host's.
        """

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        self.dialect.begin_shared(self._host)
        with self._part_of(self._host):
            yield self._line


def _engine_on(host: Connection) -> Engine:
    """
    An engine that has the host's connection to the database, and never lets go of it or resets it.
    """
    driver = host.connection.dbapi_connection
    assert driver is not None
    pool = StaticPool(lambda: driver, reset_on_return=None, dialect=host.dialect)
    options = dialect_of(host).OPTIONS
    return Engine(
        pool, host.dialect, host.engine.url, hide_parameters=True, execution_options=options
    )

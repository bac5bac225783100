"""
How a PostgreSQL server is reached, what every connection is set to, and which types it is told of.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from fastomsorg.terms import StoreError

from ._address import Server
from ._process import used_by_its_own_process_only

SCHEMA_NAME = "fastomsorg"
"""Where the tables lie."""

OPTIONS: Mapping[str, Any] = {"schema_translate_map": {None: SCHEMA_NAME}}
"""Every statement names it, whatever the connection is set to."""


class _Types(PGTypeCompiler):
    """
    Whole numbers are as large as SQLite's, and text is in the order of its characters' numbers.
    """

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: ARG002, N802 - inherited
        return "BIGINT"

    def visit_TEXT(self, type_: Any, **kw: Any) -> str:  # noqa: N802 - the same
        told: str = super().visit_TEXT(type_, **kw)
        return f'{told} COLLATE "C"' if "type_expression" in kw else told


def engine_of(address: Server) -> Engine:
    """
    The engine (*motor*) for the database, with every setting on each connection.

    Raises `StoreError` where the driver is not installed.
    """
    try:
        engine = create_engine(
            address.url,
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            max_overflow=-1,
            execution_options={**OPTIONS},
        )
    except ImportError:
        raise StoreError("store_driver_missing", extra="fastomsorg-sql[postgresql]") from None
    speak_our_types(engine)
    wait = round(address.timeout * 1000)

    @event.listens_for(engine, "connect")
    def set_it(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(_SETTINGS, (f"{wait}ms",))
        cursor.close()
        connection.commit()

    used_by_its_own_process_only(engine)
    return engine


_SETTINGS = """
SELECT set_config('lock_timeout', %s, false),
       CASE WHEN current_setting('synchronous_commit') = 'off'
            THEN set_config('synchronous_commit', 'on', false) END
"""


def speak_our_types(engine: Engine) -> None:
    """
    Let the engine write types as our tables have them (*våra typer*).
    """
    compiler = _Types(engine.dialect)
    engine.dialect.type_compiler_instance = compiler
    engine.dialect.type_compiler = compiler

"""
The files of an export as the tables of a database in this process.
"""

from pathlib import Path

import duckdb

from ._codes import Coded
from ._folders import current, files_of
from ._layout import TABLES


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """
    A database (*databas*) in memory, whose tables are the files in *folder*.

    Raises `StoreError` where no export lies there.
    """
    root = current(folder)
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    for name, schema in TABLES.items():
        found = list(files_of(root, name))
        if found:
            database.read_parquet(found, hive_partitioning=False).create_view(name)
        else:
            database.from_arrow(schema.empty_table()).create(name)
    return database


def names_in(database: duckdb.DuckDBPyConnection, kind: Coded) -> dict[int, str]:
    """
    The ids (*id*) that the whole numbers of a kind stand for.
    """
    found = database.execute("SELECT code, id FROM ids WHERE kind = ?", [kind.value])
    return dict(found.fetchall())

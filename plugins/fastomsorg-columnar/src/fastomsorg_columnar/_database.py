"""
The files of an export as the tables of a database in this process.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from fastomsorg.terms import StoreError

from ._asking import KINDS, Asked, Kind
from ._codes import Coded
from ._layout import CODE, DAY, TABLES
from ._tables import tables_in

TYPES: Mapping[Kind, pa.DataType] = {
    Kind.DAY: DAY,
    Kind.CODE: CODE,
    Kind.WORD: pa.string(),
    Kind.NUMBER: pa.int64(),
}


def opened(folder: Path, **settings: Any) -> duckdb.DuckDBPyConnection:
    """
    A database (*databas*) in memory with these settings, whose tables are the files in *folder*.

    Raises `StoreError` where no export lies there, where one has other columns than it should, or a
    setting that the database cannot have.
    """
    files = tables_in(folder)
    try:
        database = duckdb.connect(config=settings)
    except duckdb.Error as error:
        problem = type(error).__name__
        raise StoreError("store_failed", store="duckdb", problem=problem) from None
    database.execute("SET TimeZone = 'UTC'")
    for name, found in files.items():
        if found:
            database.read_parquet(list(found), hive_partitioning=False).create_view(name)
        else:
            database.from_arrow(TABLES[name].empty_table()).create(name)
    return database


def ask(database: duckdb.DuckDBPyConnection, table: str, asked: Asked) -> None:
    """
    A table (*frågans värden*) of that name with these columns, in place of an earlier one.
    """
    arrays = {name: pa.array(values, TYPES[KINDS[name]]) for name, values in asked.items()}
    database.register(table, pa.table(arrays))


def names_in(database: duckdb.DuckDBPyConnection, kind: Coded) -> dict[Any, str]:
    """
    The ids (*id*) that the whole numbers of a kind stand for.
    """
    found = database.execute("SELECT code, id FROM ids WHERE kind = ?", [kind.value])
    return dict(found.fetchall())

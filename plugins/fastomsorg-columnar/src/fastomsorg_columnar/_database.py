"""
The files of an export as the tables of a database in this process.
"""

from pathlib import Path

import duckdb

from fastomsorg.terms import StoreError

from ._codes import Coded
from ._files import parquet_files
from ._layout import BY_MONTH, TABLES


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """
    A database (*databas*) in memory, whose tables are the files in *folder*.

    Raises `StoreError` where no export lies there.
    """
    if not (folder / "ids.parquet").is_file():
        raise StoreError("store_missing", store=str(folder))
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    for name, schema in TABLES.items():
        place = folder / name if name in BY_MONTH else folder / f"{name}.parquet"
        found = list(parquet_files(place)) if place.is_dir() else [str(place)] * place.exists()
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

"""
The files of an export as the tables of a database in this process.
"""

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from fastomsorg.terms import Malformed

from ._asking import KINDS, Asked, Kind
from ._codes import Coded
from ._layout import TABLES
from ._tables import tables_in

MEMORY = "1GB"
"""What DuckDB may hold in memory before it spills to disk; the process takes a little more."""

TYPES: Mapping[Kind, str] = {
    Kind.DAY: "DATE",
    Kind.CODE: "INTEGER",
    Kind.WORD: "VARCHAR",
    Kind.NUMBER: "BIGINT",
}


def spill_folder(owner: object, parent: Path | None = None) -> Path:
    """
    A new folder (*mellanlager*) in *parent*, else where the system keeps what is temporary; it is
    gone when the *owner* is.

    Raises `Malformed` where none can be made.
    """
    try:
        away = Path(tempfile.mkdtemp(prefix="fastomsorg-", dir=parent))
    except OSError:
        raise wrong_value("spill", str(parent), "/srv/tmp") from None
    weakref.finalize(owner, shutil.rmtree, away, ignore_errors=True)
    return away


def opened(folder: Path, *, spill: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """
    A database (*databas*) in memory, whose tables are the files in *folder*. It holds as much as
    *memory* says, and spills the rest.

    Raises `StoreError` where no export lies there, or one has other columns than it should;
    `Malformed` where the amount of memory cannot be read.
    """
    files = tables_in(folder)
    try:
        database = duckdb.connect(config={"memory_limit": memory, "temp_directory": str(spill)})
    except duckdb.Error:
        raise wrong_value("memory", memory, MEMORY) from None
    database.execute("SET TimeZone = 'UTC'")
    for name, found in files.items():
        if found:
            database.read_parquet(list(found), hive_partitioning=False).create_view(name)
        else:
            nothing = pa.RecordBatchReader.from_batches(TABLES[name], [])
            database.from_arrow(nothing).create(name)
    return database


def wrong_value(option: str, got: str, expected: str) -> Malformed:
    """
    What is raised for an option (*val*) that cannot be what it is.
    """
    return Malformed(
        "engine_option_value", engine="duckdb", option=option, got=got, expected=expected
    )


def ask(database: duckdb.DuckDBPyConnection, table: str, asked: Asked) -> None:
    """
    A table (*frågans värden*) of that name with these columns, in place of an earlier one; no other
    connection sees it.
    """
    columns = ", ".join(f"UNNEST(?::{TYPES[KINDS[name]]}[]) AS {name}" for name in asked)
    values = [list(each) for each in asked.values()]
    database.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {columns}", values)


def names_in(database: duckdb.DuckDBPyConnection, kind: Coded) -> dict[Any, str]:
    """
    The ids (*id*) that the whole numbers of a kind stand for.
    """
    found = database.sql("SELECT code, id FROM ids WHERE kind = ?", params=[kind.value])
    codes, ids = found.to_arrow_table().columns
    return dict(zip(codes.to_pylist(), ids.to_pylist(), strict=True))

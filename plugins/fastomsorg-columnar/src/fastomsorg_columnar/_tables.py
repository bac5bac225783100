"""
Whether the files of an export are what they should be: what is counted of something else would be
wrong without a word.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fastomsorg.terms import StoreError

from ._folders import current, files_of
from ._layout import TABLES
from ._manifest import Manifest


def tables_in(folder: Path) -> Mapping[str, Sequence[str]]:
    """
    The files of each table (*tabellernas filer*) of the latest export in *folder*; of visits there
    may be none.

    Raises `StoreError` where no export lies there, where it is not whole, or where a file cannot be
    read, or a column of it is missing or of another type than it should be.
    """
    root = current(folder)
    files = {name: tuple(files_of(root, name)) for name in TABLES}
    rows = {name: sum(_rows_of(name, path) for path in found) for name, found in files.items()}
    _refuse_what_is_not_whole(root, rows)
    return files


def _refuse_what_is_not_whole(root: Path, rows: Mapping[str, int]) -> None:
    """
    A month that was lost on the way would be a month without visits. Files that were not written by
    an export say nothing of how many rows there should be.
    """
    try:
        told = Manifest.read(root).rows
    except FileNotFoundError:
        return
    for table, got in rows.items():
        expected = told.get(table, got)
        if got != expected:
            raise StoreError(
                "columns_not_whole", folder=str(root), table=table, got=got, expected=expected
            )


def _rows_of(table: str, path: str) -> int:
    """
    How many rows there are in a file with the right columns.
    """
    try:
        with pq.ParquetFile(path) as file:
            found, rows = file.schema_arrow, int(file.metadata.num_rows)
    except (pa.ArrowException, OSError) as error:
        problem = type(error).__name__
        raise StoreError("columns_unreadable", file=path, problem=problem) from None
    _refuse_other_columns(table, path, found)
    return rows


def _refuse_other_columns(table: str, path: str, found: pa.Schema) -> None:
    for expected in TABLES[table]:
        got = found.field(expected.name).type if expected.name in found.names else None
        if got != expected.type:
            raise StoreError(
                "columns_wrong",
                file=path,
                table=table,
                column=expected.name,
                got="–" if got is None else str(got),
                expected=str(expected.type),
            )

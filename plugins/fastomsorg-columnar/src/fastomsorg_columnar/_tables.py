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


def tables_in(folder: Path) -> Mapping[str, Sequence[str]]:
    """
    The files of each table (*tabellernas filer*) of the latest export in *folder*; of visits there
    may be none.

    Raises `StoreError` where no export lies there, or where a file cannot be read, or a column of
    it is missing or of another type than it should be.
    """
    root = current(folder)
    files = {name: tuple(files_of(root, name)) for name in TABLES}
    for name, found in files.items():
        for path in found:
            _refuse_other_columns(name, path)
    return files


def _refuse_other_columns(table: str, path: str) -> None:
    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        problem = type(error).__name__
        raise StoreError("columns_unreadable", file=path, problem=problem) from None
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

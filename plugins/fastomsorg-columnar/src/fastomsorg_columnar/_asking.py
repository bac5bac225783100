"""
What is asked for, bound as small tables that the texts of the reports read.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ._layout import CODE, DAY

KINDS: Mapping[str, pa.DataType] = {
    "first_day": DAY,
    "end_day": DAY,
    "born_by": DAY,
    "unit": CODE,
    "kind": pa.string(),
    "microseconds": pa.int64(),
}


def ask(database: duckdb.DuckDBPyConnection, name: str, **columns: Sequence[Any]) -> None:
    """
    A table (*frågans värden*) of that name with these columns, in place of an earlier one.
    """
    arrays = {key: pa.array(values, KINDS[key]) for key, values in columns.items()}
    database.register(name, pa.table(arrays))

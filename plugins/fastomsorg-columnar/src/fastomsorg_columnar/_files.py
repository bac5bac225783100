"""
Rows written to Parquet files as they come, so many at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 100_000
"""How many rows are held before they are written."""


def write_table(path: Path, schema: pa.Schema, rows: Iterable[Sequence[Any]]) -> None:
    """
    One file with all the rows (*en fil*).
    """
    waiting = iter(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while some := list(islice(waiting, ROWS)):
            writer.write_batch(_batch(schema, some))


class Monthly:
    """
    Rows in a folder for each municipality and month (*månadsvis*), a new file when one is full.

    Rows come in about the order of their days: what is held is the months that are being filled.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        self._schema = schema
        self._held: dict[tuple[str, str], list[Sequence[Any]]] = {}
        self._files = 0

    def add(self, municipality: str, month: str, row: Sequence[Any]) -> None:
        held = self._held.setdefault((municipality, month), [])
        held.append(row)
        if len(held) >= ROWS:
            self._write(municipality, month)

    def close(self) -> None:
        for municipality, month in list(self._held):
            self._write(municipality, month)

    def _write(self, municipality: str, month: str) -> None:
        rows = self._held.pop((municipality, month))
        folder = self._folder / f"municipality={municipality or 'none'}" / f"month={month}"
        folder.mkdir(parents=True, exist_ok=True)
        self._files += 1
        batch = _batch(self._schema, rows)
        pq.write_table(pa.Table.from_batches([batch]), folder / f"{self._files:06}.parquet")


def _batch(schema: pa.Schema, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    columns = zip(schema, zip(*rows, strict=True), strict=True)
    return pa.RecordBatch.from_arrays(
        [pa.array(list(values), field.type) for field, values in columns], schema=schema
    )


def parquet_files(folder: Path) -> Iterator[str]:
    """
    The files of a table (*tabellens filer*), whether it lies in one or in many.
    """
    yield from sorted(str(path) for path in folder.rglob("*.parquet"))

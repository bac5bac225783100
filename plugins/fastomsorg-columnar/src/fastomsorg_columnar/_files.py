"""
Rows written to Parquet files as they come, so many at a time.
"""

import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 100_000
"""How many rows are held before they are written."""

FILE = 250_000
"""How many rows of a month lie in one file."""

Month = tuple[str, str]
"""A municipality and a month, as their folders are called."""


def write_table(path: Path, schema: pa.Schema, rows: Iterable[Sequence[Any]]) -> int:
    """
    One file with all the rows (*en fil*); how many they were.
    """
    table = TableFile(path, schema)
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS)):
        table.extend(some)
    return table.close()


class TableFile:
    """
    One file that rows are added to (*en fil*).
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, schema)
        self._schema = schema
        self._held: list[Sequence[Any]] = []
        self._rows = 0

    def extend(self, rows: Iterable[Sequence[Any]]) -> None:
        self._held.extend(rows)
        if len(self._held) >= ROWS:
            self._write()

    def close(self) -> int:
        """
        Write what is left, and say how many rows there were (*antal rader*).
        """
        self._write()
        self._writer.close()
        return self._rows

    def _write(self) -> None:
        if self._held:
            self._writer.write_batch(batch(self._schema, self._held))
            self._rows += len(self._held)
            self._held = []


def batch(schema: pa.Schema, rows: Sequence[Sequence[Any]]) -> pa.RecordBatch:
    """
    The rows as columns (*kolumner*).
    """
    columns = zip(schema, zip(*rows, strict=True), strict=True)
    return pa.RecordBatch.from_arrays(
        [pa.array(values, field.type) for field, values in columns], schema=schema
    )


class Monthly:
    """
    Rows in a folder for each municipality and month (*månadsvis*), a new file when one is full.

    Rows come in about the order of their days: what is held is the months that are being filled.
    *write* is given each file's number in its folder and its rows, so many that the same rows are
    always divided alike.
    """

    def __init__(self, write: Callable[[Month, int, pa.Table], None]) -> None:
        self._write = write
        self._held: dict[Month, list[pa.Table]] = {}
        self._files: dict[Month, int] = {}

    def add(self, month: Month, rows: pa.Table) -> None:
        held = self._held.setdefault(month, [])
        held.append(rows)
        if sum(each.num_rows for each in held) >= FILE:
            rest = pa.concat_tables(held)
            while rest.num_rows >= FILE:
                self._file(month, rest.slice(0, FILE))
                rest = rest.slice(FILE)
            self._held[month] = [rest.combine_chunks()]

    def close(self) -> None:
        for month, held in self._held.items():
            rest = pa.concat_tables(held)
            if rest.num_rows:
                self._file(month, rest)
        self._held = {}

    def _file(self, month: Month, rows: pa.Table) -> None:
        number = self._files[month] = self._files.get(month, 0) + 1
        self._write(month, number, rows.combine_chunks())


def folder_of(root: Path, month: Month) -> Path:
    """
    The folder of a municipality's month (*månadens katalog*).
    """
    return root / f"municipality={month[0]}" / f"month={month[1]}"


def same_files(one: Path, other: Path) -> bool:
    """
    Do the folders hold the same files, byte for byte?
    """
    names = _names(one)
    if names != _names(other):
        return False
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def put_in_place(new: Path, earlier: Path) -> None:
    """
    The *earlier* folder's own files instead of *new* ones like them, or a copy where a file cannot
    have two names.
    """
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name in _names(earlier):
        try:
            os.link(earlier / name, new / name)
        except OSError:
            shutil.copy2(earlier / name, new / name)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

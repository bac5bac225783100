"""
Tables written: UTF-8, commas, one row at a time, nothing that a spreadsheet would run.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, TypeVar

from ._table import Table
from ._text import neutralised

Row = TypeVar("Row")


@contextmanager
def writing(table: Table[Row], stream: IO[bytes]) -> Iterator[Callable[[Row], None]]:
    """
    Write the header, then each row that is given to what this yields (*radvis utskrift*).

    Every column is written, and the same rows give the same bytes. The stream is left open.
    """
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")

    def put(row: Row) -> None:
        cells = table.written(row)
        writer.writerow([neutralised(cells[name]) for name in table.names])

    try:
        writer.writerow(table.names)
        yield put
    finally:
        text.detach()


def write(table: Table[Row], rows: Iterable[Row], stream: IO[bytes]) -> None:
    """
    Write all *rows* (*utskrift*), as `writing` does.
    """
    with writing(table, stream) as put:
        for row in rows:
            put(row)

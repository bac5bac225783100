"""
Tables written: UTF-8, commas, one row at a time, nothing that a spreadsheet would run.
"""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import IO, TypeVar

from ._table import Table
from ._text import neutralised

Row = TypeVar("Row")


def write(table: Table[Row], rows: Iterable[Row], stream: IO[bytes]) -> int:
    """
    Write the header and the rows (*utskrift*), every column; how many rows there were.

    The same rows give the same bytes. The stream is left open.
    """
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    count = 0
    try:
        writer.writerow(table.names)
        for row in rows:
            cells = table.written(row)
            writer.writerow([neutralised(cells[name]) for name in table.names])
            count += 1
    finally:
        text.detach()
    return count

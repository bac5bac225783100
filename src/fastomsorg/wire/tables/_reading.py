"""
Tables read row by row. Nothing is held but the row itself and the keys that were seen.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import IO, Generic, TextIO, TypeVar

import attrs

from fastomsorg.terms import Fact

from ._cells import Cells
from ._encoding import Unreadable, encoding_of
from ._header import Header, header_errors, header_of
from ._outcome import Line, TableError
from ._table import Limits, Table

Row = TypeVar("Row")
Found = TypeVar("Found")


def read(
    table: Table[Row],
    stream: IO[bytes],
    *,
    file: str,
    today: dt.date,
    limits: Limits | None = None,
) -> Iterator[Line[Row] | TableError]:
    """
    Every row of a table (*inläsning*), and everything that is wrong with it, in order of lines.

    The stream must be seekable: its encoding is found in a first pass, and it is left open.
    Commas, semicolons or tabs separate; the header says which. *file* is the name that errors are
    told under, *today* the day that personal numbers are read on.
    """
    source = Source(table, file, today, limits or Limits())
    yield from decoded(source, stream, _lines)


def decoded(
    source: "Source[Row]",
    stream: IO[bytes],
    lines: Callable[["Source[Row]", TextIO], Iterator[Found | TableError]],
) -> Iterator[Found | TableError]:
    """
    What *lines* reads from the stream as text, or why it cannot be read as that.
    """
    encoding = encoding_of(stream, source.limits)
    if isinstance(encoding, Unreadable):
        yield source.error(encoding.line, "", encoding.got, encoding.expected, **encoding.facts)
        return

    stream.seek(0)
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from lines(source, text)
    finally:
        if not stream.closed:
            text.detach()


@attrs.frozen
class Source(Generic[Row]):
    """
    What is being read, and under which name.
    """

    table: Table[Row]
    file: str
    today: dt.date
    limits: Limits

    def error(
        self, line: int, column: str, got: str, expected: str, /, **facts: Fact
    ) -> TableError:
        return TableError(self.file, line, column, got, expected, facts)


def _lines(source: Source[Row], text: TextIO) -> Iterator[Line[Row] | TableError]:
    header = header_of(text.readline(), source.table)
    errors = tuple(header_errors(header, source.table, source.file, source.limits))
    if errors:
        yield from errors
        return

    seen: dict[tuple[str, ...], int] = {}
    yield from rows_of(source, text, header, seen)


def rows_of(
    source: Source[Row],
    text: Iterable[str],
    header: Header,
    seen: dict[tuple[str, ...], int],
    *,
    before: int = 1,
) -> Iterator[Line[Row] | TableError]:
    """
    The rows of the text below the header, which *before* lines stand above.
    """
    for found in _records(source, text, header, before):
        if isinstance(found, TableError):
            yield found
        else:
            yield from row_of_cells(source, header, *found, seen)


def _records(
    source: Source[Row], text: Iterable[str], header: Header, before: int
) -> Iterator[tuple[int, list[str]] | TableError]:
    """
    The cells of every row that has any, and the line it begins on.
    """
    records = csv.reader(text, delimiter=header.separator, strict=True)
    rows = 0
    while True:
        line = records.line_num + before + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            yield _unreadable(source, line, records.line_num + before, error)
            continue
        if not any(map(str.strip, cells)):
            continue
        rows += 1
        if rows > source.limits.rows:
            most = source.limits.rows
            yield source.error(line, "", f"> {most}", "table_rows", most=most)
            return
        yield line, cells


def _unreadable(source: Source[Row], line: int, last: int, error: csv.Error) -> TableError:
    """
    What is wrong with the cells from *line* through *last*: no end of one, or of its quotes.
    """
    if line == last and "field limit" in str(error):
        most = source.limits.cell
        return source.error(line, "", f"> {csv.field_size_limit()}", "table_cell_length", most=most)
    return source.error(line, "", "", "table_quotes", last=last)


def row_of_cells(
    source: Source[Row],
    header: Header,
    line: int,
    cells: Sequence[str],
    seen: dict[tuple[str, ...], int],
) -> Iterator[Line[Row] | TableError]:
    if len(cells) != len(header.names):
        yield source.error(line, "", str(len(cells)), "table_cells", count=len(header.names))
        return

    told = Cells(
        zip(header.names, cells, strict=True),
        file=source.file,
        line=line,
        today=source.today,
        longest=source.limits.cell,
    )
    told.require(source.table.required)
    value = source.table.read(told)
    errors = told.errors or list(_repeated(source, line, told, seen))
    yield from errors
    if not errors:
        yield Line(source.file, line, value)


def _repeated(
    source: Source[Row], line: int, cells: Cells, seen: dict[tuple[str, ...], int]
) -> Iterator[TableError]:
    key = source.table.key
    if key is None:
        return
    first = seen.setdefault(tuple(map(cells.text, key)), line)
    if first != line:
        yield source.error(line, key[0], cells.text(key[0]), "table_row_twice", line=first)

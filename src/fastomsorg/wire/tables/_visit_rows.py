"""
Visits read to be counted: what counting takes of each, and no objects.

A line that is written plainly is taken as it stands. One that is not is read as every other table
is, with the same rules and the same faults; of a plain one no more is read than counting takes.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain
from operator import itemgetter
from typing import IO, TextIO

from fastomsorg.care import Visit
from fastomsorg.statistics import Row, row_of

from ._header import Header, header_errors, header_of
from ._outcome import TableError
from ._plain_cells import (
    Known,
    is_plain_id,
    plain_crew,
    plain_day,
    plain_flag,
    plain_form,
    plain_id,
    plain_kind,
)
from ._reading import Source, decoded, row_of_cells, rows_of
from ._table import Limits
from ._visits import VISITS

COUNTED = ("id", "client", "unit", "starts", "ends", "kind", "staff", "performed")
"""The columns that counting takes."""


def visit_rows(
    stream: IO[bytes], *, file: str, today: dt.date, limits: Limits | None = None
) -> Iterator[Row | TableError]:
    """
    Every visit as `fastomsorg.statistics.row_of` says it, and whatever is wrong with the table, in
    order of lines (*besök att räkna*). As `read` otherwise.
    """
    return decoded(Source(VISITS, file, today, limits or Limits()), stream, _rows)


def _rows(source: Source[Visit], text: TextIO) -> Iterator[Row | TableError]:
    header = header_of(text.readline(), source.table)
    errors = tuple(header_errors(header, source.table, source.file, source.limits))
    if errors:
        yield from errors
        return
    plainly, separator, width = _plainly(header), header.separator, len(header.names)
    for number, line in enumerate(text, start=2):
        if '"' in line:
            rest = rows_of(source, chain([line], text), header, {}, before=number - 1)
            yield from (each if isinstance(each, TableError) else row_of(each.row) for each in rest)
            return
        cells = line.rstrip("\r\n").split(separator)
        row = plainly([*cells, ""]) if len(cells) == width else None
        if row is not None:
            yield row
        elif any(map(str.strip, cells)):
            for each in row_of_cells(source, header, number, cells, {}):
                yield each if isinstance(each, TableError) else row_of(each.row)


def _plainly(header: Header) -> Callable[[list[str]], Row | None]:
    """
    What reads the cells of a row that is written plainly, and gives None for any other.

    A blank one comes last, and stands for columns that are not there.
    """
    at = {name: number for number, name in enumerate(header.names)}
    counted = itemgetter(*(at.get(name, len(at)) for name in COUNTED))
    days, forms, ids = Known(plain_day), Known(plain_form), Known(plain_id)
    kinds, crews, flags = Known(plain_kind), Known(plain_crew), Known(plain_flag)

    def row(cells: list[str]) -> Row | None:
        id, at_client, at_unit, starts, ends, of_kind, by_staff, was_performed = counted(cells)
        day, form = starts[:10], forms[starts[10:]]
        on, client, unit = days[f"{day}{form}"], ids[at_client], ids[at_unit]
        kind, staff, performed = kinds[of_kind], crews[by_staff], flags[was_performed]
        if (
            (on is None or client is None or unit is None or kind is None)
            or (staff is None or performed is None or not is_plain_id(id))
            or (ends and (ends < starts or forms[ends[10:]] != form))
            or (ends and ends[:10] != day and days[f"{ends[:10]}{form}"] is None)
        ):
            return None
        return id, client, unit, on, kind, performed, False, staff

    return row

"""
Visits read to be counted: what counting takes of each, and no objects.

A line that is written plainly is taken as it stands. One that is not is read as every other table
is, with the same rules and the same faults; of a plain one no more is read than counting takes.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import chain
from typing import IO, Generic, TextIO, TypeVar

from fastomsorg.care import Visit, VisitKind
from fastomsorg.statistics import Row, row_of
from fastomsorg.terms import stockholm

from ._cells import FIRST_DAY, FLAGS, LAST_DAY, LONGEST_ID
from ._header import Header, header_errors, header_of
from ._outcome import TableError
from ._reading import Source, decoded, row_of_cells, rows_of
from ._table import Limits
from ._visits import VISITS

Value = TypeVar("Value")

_CLOCK = re.compile(r"[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:?[0-9]{2})?")
_ID = re.compile(rf"[!-&(-*,./-<>?A-{{}}~][!-{{}}~]{{0,{LONGEST_ID - 1}}}")
_NOON = dt.time(12)

STARTS = ("starts", "planned_starts")
SWEDISH = {"", "+01:00", "+02:00"}
"""The offsets with which the clock in Sweden tells time; without one it is that clock's."""


def visit_rows(
    stream: IO[bytes], *, file: str, today: dt.date, limits: Limits | None = None
) -> Iterator[Row | TableError]:
    """
    Every visit as `fastomsorg.statistics.row_of` says it, and whatever is wrong with the table, in
    order of lines (*besök att räkna*). As `read` otherwise.
    """
    return decoded(Source(VISITS, file, today, limits or Limits()), stream, _rows)


def stand_in_order(stream: IO[bytes]) -> bool:
    """
    Do the visits stand in order of start (*i ordning*), as they are written? A quick look: a table
    in order may be taken for one that is not, where it is quoted or tells time in several zones.
    """
    stream.seek(0)
    text = TextIOWrapper(stream, encoding="latin-1", newline="")
    try:
        return _in_order(text)
    finally:
        text.detach()


def _in_order(text: TextIO) -> bool:
    header = header_of(text.readline(), VISITS)
    if "starts" not in header.names and "planned_starts" not in header.names:
        return True
    at = [header.names.index(name) for name in STARTS if name in header.names]
    first, other = at[0], at[-1]
    zones: set[str] = set()
    before = ""
    for line in text:
        cells = line.split(header.separator)
        if '"' in line or len(cells) <= other:
            return False
        starts = cells[first] or cells[other]
        if starts < before:
            return False
        before = starts
        zones.add(starts[16:].lstrip(":.0123456789"))
    return len(zones) <= 1 or zones <= SWEDISH


def _rows(source: Source[Visit], text: TextIO) -> Iterator[Row | TableError]:
    header = header_of(text.readline(), source.table)
    errors = tuple(header_errors(header, source.table, source.file, source.limits))
    if errors:
        yield from errors
        return
    plainly = _plainly(header)
    for number, line in enumerate(text, start=2):
        if '"' in line:
            rest = rows_of(source, chain([line], text), header, {}, before=number - 1)
            yield from (each if isinstance(each, TableError) else row_of(each.row) for each in rest)
            return
        cells = line.rstrip("\r\n").split(header.separator)
        row = plainly([*cells, ""]) if len(cells) == len(header.names) else None
        if row is not None:
            yield row
        elif any(map(str.strip, cells)):
            for each in row_of_cells(source, header, number, cells, {}):
                yield each if isinstance(each, TableError) else row_of(each.row)


class _Known(dict[str, Value | None], Generic[Value]):
    """
    What a text is read as, looked up once: None where it has to be looked at closely.
    """

    def __init__(self, read: Callable[[str], Value | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value | None:
        value = self[text] = self._read(text)
        return value


def _plainly(header: Header) -> Callable[[list[str]], Row | None]:
    """
    What reads the cells of a row that is written plainly, and gives None for any other.

    A blank one comes last, and stands for columns that are not there.
    """
    id_at, client_at, unit_at = map(header.names.index, ("id", "client", "unit"))
    missing = len(header.names)
    starts_at, ends_at, kind_at, staff_at, performed_at = (
        header.names.index(name) if name in header.names else missing
        for name in ("starts", "ends", "kind", "staff", "performed")
    )
    days, clocks, ids = _Known(_day), _Known(_clock), _Known(_id)
    kinds, crews, flags = _Known(_kind), _Known(_crew), _Known(_flag)
    is_id = _ID.fullmatch

    def ends_after(starts: str, ends: str, zone: str) -> bool:
        """
        Is it a moment of the same form, and not before the other?
        """
        in_form = len(starts) == len(ends) and ends[19:] == zone and starts <= ends
        return in_form and None not in (days[ends[:10] + zone], clocks[ends[10:19]])

    def row(cells: list[str]) -> Row | None:
        id, starts, ends = cells[id_at], cells[starts_at], cells[ends_at]
        zone = starts[19:]
        on = days[starts[:10] + zone]
        client, unit, kind = ids[cells[client_at]], ids[cells[unit_at]], kinds[cells[kind_at]]
        staff, performed = crews[cells[staff_at]], flags[cells[performed_at]]
        if (
            (on is None or client is None or unit is None or kind is None)
            or (staff is None or performed is None or clocks[starts[10:19]] is None)
            or not is_id(id)
            or (ends and not ends_after(starts, ends, zone))
        ):
            return None
        return id, client, unit, on, kind, performed, False, staff

    return row


def _day(text: str) -> dt.date | None:
    """
    A day on which the clock in Sweden shows the same all day, with the offset that it then has.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        day = dt.date.fromisoformat(found[1])
    except ValueError:
        return None
    noons = (dt.datetime.combine(day + dt.timedelta(n), _NOON, stockholm()) for n in (-1, 0, 1))
    offsets = {noon.isoformat()[19:] for noon in noons if FIRST_DAY < day < LAST_DAY}
    return day if len(offsets) == 1 and (found[2] or "") in {"", *offsets} else None


def _clock(text: str) -> bool | None:
    return True if _CLOCK.fullmatch(text) else None


def _id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def _kind(text: str) -> VisitKind | None:
    if not text:
        return VisitKind.HOME_CARE
    return VisitKind(text) if text in list(VisitKind) else None


def _crew(text: str) -> tuple[str, ...] | None:
    if not text:
        return ()
    crew = tuple(text.split("|"))
    return crew if all(map(_ID.fullmatch, crew)) and len(set(crew)) == len(crew) else None


def _flag(text: str) -> bool | None:
    return FLAGS.get(text) if text else True

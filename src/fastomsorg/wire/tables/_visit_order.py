"""
Do the visits of a table stand in order? A quick look at each line, before they are read.
"""

import datetime as dt
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO, TextIO

from fastomsorg.terms import day_of

from ._cells import instant_meant
from ._header import header_of
from ._plain_cells import Known, plain_day
from ._visits import VISITS

STARTS = ("starts", "planned_starts")
SWEDISH = {"", "+01:00", "+02:00"}
"""The offsets with which the clock in Sweden tells time; without one it is that clock's."""

_SHOWN = ":.0123456789"
"""What a clock shows after the hour; behind it stands the offset."""


def stand_in_order(stream: IO[bytes]) -> bool:
    """
    Do the visits stand in order of start (*i ordning*), as they are written? A table in order may
    be taken for one that is not, where it is quoted or tells time in several zones.
    """
    before = ""
    zones: set[str] = set()
    for starts in _starts(stream):
        if starts is None or starts < before:
            return False
        before = starts
        zones.add(starts[16:].lstrip(_SHOWN))
    return len(zones) <= 1 or zones <= SWEDISH


def stand_in_order_of_day(stream: IO[bytes]) -> bool:
    """
    Do the visits stand in order of the day in Sweden (*i dagordning*), whatever their order within
    one? A table in order may be taken for one that is not, where it is quoted.
    """
    days = Known(plain_day)
    last, same = dt.date.min, ""
    for starts in _starts(stream):
        if starts is None:
            return False
        text = starts[:10] + starts[16:].lstrip(_SHOWN)
        if text == same:
            continue
        plain = days[text]
        on = plain or _day_meant(starts)
        if on < last:
            return False
        last, same = on, text if plain else ""
    return True


def _starts(stream: IO[bytes]) -> Iterator[str | None]:
    """
    When each visit starts, or was planned to, as it is written; None for a line that has to be read
    to know it.
    """
    stream.seek(0)
    text = TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        yield from _starts_in(text)
    finally:
        text.detach()


def _starts_in(text: TextIO) -> Iterator[str | None]:
    header = header_of(text.readline(), VISITS)
    at = [header.names.index(name) for name in STARTS if name in header.names]
    if not at:
        return
    first, other = at[0], at[-1]
    most = max(at) + 1
    for line in text:
        cells = line.rstrip("\r\n").split(header.separator, most)
        if '"' not in line and len(cells) >= most:
            yield cells[first] or cells[other]
        elif line.strip():
            yield None


def _day_meant(starts: str) -> dt.date:
    """
    The day of a moment however it is written; before all days where it cannot be read.
    """
    instant = instant_meant(starts)
    return dt.date.min if instant is None else day_of(instant)

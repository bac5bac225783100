"""
Cells of visits that are written plainly, and so can be taken as they stand.

Each text is looked at once, however often it is there. What is not plain is read by `Cells`, which
knows every way of writing a thing and every fault.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Generic, TypeVar

from fastomsorg.care import VisitKind
from fastomsorg.terms import stockholm

from ._cells import FIRST_DAY, FLAGS, LAST_DAY, LONGEST_ID

Value = TypeVar("Value")

_CLOCK = re.compile(r"([T ])([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_ID = re.compile(rf"[!-&(-*,./-<>?A-{{}}~][!-{{}}~]{{0,{LONGEST_ID - 1}}}")
_NOON = dt.time(12)


class Known(dict[str, Value | None], Generic[Value]):
    """
    What a text is read as, looked up once: None where it has to be looked at closely.
    """

    def __init__(self, read: Callable[[str], Value | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value | None:
        value = self[text] = self._read(text)
        return value


def plain_form(clock: str) -> str | None:
    """
    How a moment after its day is written: the letter between, and the offset that comes last. Two
    moments of one form come in the order of their texts.
    """
    found = _CLOCK.fullmatch(clock)
    return None if found is None else f"{found[1]}{found[4] or ''}"


def plain_day(text: str) -> dt.date | None:
    """
    A day and the form of a moment on it, where the clock in Sweden shows the same offset all day,
    which is the moment's too.
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


def is_plain_id(text: str) -> bool:
    """
    Is it an id as it stands? Letters and digits alone are, and that is seen at once.
    """
    if text.isalnum() and text.isascii() and len(text) <= LONGEST_ID:
        return True
    return _ID.fullmatch(text) is not None


def plain_id(text: str) -> str | None:
    return text if is_plain_id(text) else None


def plain_kind(text: str) -> VisitKind | None:
    if not text:
        return VisitKind.HOME_CARE
    return VisitKind(text) if text in list(VisitKind) else None


def plain_crew(text: str) -> tuple[str, ...] | None:
    """
    Who took part, each once.
    """
    if not text:
        return ()
    crew = tuple(text.split("|"))
    return crew if all(map(is_plain_id, crew)) and len(set(crew)) == len(crew) else None


def plain_flag(text: str) -> bool | None:
    return FLAGS.get(text) if text else True

"""
What is written after an option, read as what it should be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

import attrs

from fastomsorg.terms import Fact, Instant, Permission, UnitId, day_after, start_of, stockholm

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)

EVERY_UNIT = "*"
"""What stands for a unit where a permission is for all of them."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


class Misused(Exception):
    """
    The command line was written in a way that cannot be (*felskrivet*): a *code* of the catalogue
    ``cli.misused``, and its *facts*.
    """

    def __init__(self, code: str, /, **facts: Fact) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def named(name: str, read: Callable[[str], T]) -> Callable[[str], T]:
    """
    The reader, saying which option it read when it raises `Misused`, or which argument, by its
    key in ``cli.metavar``. What is not written, but the default, has been read already.
    """

    def reader(text: str | T) -> T:
        if not isinstance(text, str):
            return text
        try:
            return read(text)
        except Misused as wrong:
            wrong.facts["name" if name.startswith("--") else "argument"] = name
            raise

    return reader


def text(written: str) -> str:
    """
    Anything that is not blank.
    """
    if not written.strip():
        raise Misused("blank")
    return written.strip()


def day(written: str) -> dt.date:
    if not _DAY.fullmatch(written):
        raise Misused("day", got=written)
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        raise Misused("day_not_in_calendar", got=written) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Misused("day_out_of_reach", got=day, first=FIRST_DAY, last=LAST_DAY)
    return day


def end_of(day: dt.date) -> Instant:
    """
    The last moment of a day in Sweden (*dygnets slut*).
    """
    return start_of(day_after(day)) - dt.timedelta(microseconds=1)


def instant(written: str) -> Instant:
    """
    A moment; a day alone stands for its end. In Sweden where no offset is given.
    """
    if _DAY.fullmatch(written):
        return end_of(day(written))
    if not _INSTANT.fullmatch(written):
        raise Misused("instant", got=written)
    day(written[:10])
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        raise Misused("instant", got=written) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=stockholm())).astimezone(dt.UTC)


def id_of_request(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise Misused("uuid", got=written) from None


def word(words: type[Word]) -> Callable[[str], Word]:
    """
    A reader of one of a closed set of codes.
    """

    def reader(written: str) -> Word:
        try:
            return words(written)
        except ValueError:
            raise Misused("code", got=written, expected=tuple(words)) from None

    return reader


def several(words: type[Word]) -> Callable[[str], frozenset[Word]]:
    """
    A reader of several codes with bars or commas between.
    """
    one = word(words)

    def reader(written: str) -> frozenset[Word]:
        return frozenset(one(each.strip()) for each in re.split(r"[|,]", text(written)))

    return reader


@attrs.frozen
class Permits:
    """
    What somebody may do (*behörigheter*): a permission and a unit, or None for every unit.
    """

    given: tuple[tuple[Permission, UnitId | None], ...]

    @classmethod
    def read(cls, written: str) -> Permits:
        """
        As ``assign@UNIT``, or ``assign@*`` for every unit; several with commas between.
        """
        return cls(tuple(_permit(each.strip()) for each in text(written).split(",")))


def _permit(written: str) -> tuple[Permission, UnitId | None]:
    permission, _, unit = written.partition("@")
    known = word(Permission)(permission)
    if not unit:
        raise Misused("permit", got=written)
    return known, None if unit == EVERY_UNIT else unit


def number(written: str) -> int:
    """
    A whole number from 0 up.
    """
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise Misused("number", got=written)
    return int(written)

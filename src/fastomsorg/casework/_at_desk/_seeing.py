"""
What a question is about: a client and a unit that exist, a day, a time that has been.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from fastomsorg.casework._host import Host
from fastomsorg.terms import ClientId, Instant, Malformed, Period, UnitId, UnknownId

Word = TypeVar("Word", bound=StrEnum)


def past(host: Host, known: Instant | None) -> Instant | None:
    """
    An instant as of which something can be known: one that has been.
    """
    now = host.clock()
    if known is not None and an_instant(known) > now:
        raise Malformed("known_in_future", got=known.isoformat(), expected=now.isoformat())
    return known


def known_client(host: Host, client: ClientId) -> None:
    """
    Raise `UnknownId` where the people's register does not know the client.
    """
    if host.people.client(client) is None:
        raise UnknownId("unknown_client", client=client)


def known_unit(host: Host, unit: UnitId) -> None:
    """
    Raise `UnknownId` where the people's register does not know the unit.
    """
    if host.people.unit(unit) is None:
        raise UnknownId("unknown_unit", unit=unit)


def a_day(on: object) -> dt.date:
    """
    The day that was asked about; raises `Malformed` where it is none.
    """
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        raise Malformed("not_a_day", got=type(on).__name__)
    return on


def a_period(period: object) -> Period:
    """
    The period that was asked about, which has a last day; raises `Malformed` where it is none.
    """
    if not isinstance(period, Period):
        raise Malformed("not_a_period", got=type(period).__name__)
    if period.end is None:
        raise Malformed("period_endless", first=period.start)
    return period


def several(ids: Sequence[str]) -> tuple[str, ...]:
    """
    The ids, each once; raises `Malformed` for one alone, which would be read letter by letter.
    """
    if isinstance(ids, str):
        raise Malformed("not_several", got=type(ids).__name__)
    return tuple(dict.fromkeys(ids))


def a_code(given: object, words: type[Word]) -> Word:
    """
    One of the words that there are; raises `Malformed` for anything else.
    """
    if not isinstance(given, words):
        expected = ", ".join(f"{words.__name__}.{each.name}" for each in words)
        raise Malformed("not_a_code", got=type(given).__name__, expected=expected)
    return given


def an_instant(at: object) -> Instant:
    """
    The instant that was asked about; raises `Malformed` where it is none, or has no time zone.
    """
    if not isinstance(at, dt.datetime) or at.tzinfo is None:
        raise Malformed("not_an_instant", got=type(at).__name__)
    return at


def a_period_gone_by(host: Host, period: Period) -> Period:
    """
    The period that was asked about; raises `Malformed` where it has no end, or is not over yet.
    """
    today = host.today()
    if period.last_day is None or period.last_day > today:
        raise Malformed("period_not_over", got=period.last_day, expected=today)
    return period

"""
Single values as plain data and back: nothing is guessed, and no value is quoted when it is refused.
"""

import datetime as dt
from collections.abc import Mapping
from math import isfinite
from uuid import UUID

from fastomsorg.terms import Fact


class Unfit(ValueError):
    """
    Something cannot stand where it stands; *expected* says what could.
    """

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


def text_from(data: object) -> str:
    if type(data) is not str:
        raise Unfit("text")
    return data


def flag_from(data: object) -> bool:
    if type(data) is not bool:
        raise Unfit("true|false")
    return data


def number_from(data: object) -> int:
    if type(data) is not int:
        raise Unfit("number")
    return data


def id_from(data: object) -> UUID:
    try:
        return UUID(text_from(data))
    except ValueError:
        raise Unfit("UUID") from None


def day_to(day: dt.date) -> str:
    return day.isoformat()


def day_from(data: object) -> dt.date:
    """
    A day as ``2025-02-17`` and in no other of ISO 8601's ways.
    """
    text = text_from(data)
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise Unfit("YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Unfit("YYYY-MM-DD") from None


def instant_to(instant: dt.datetime) -> str:
    if instant.tzinfo is None:
        raise Unfit("instant with a time zone")
    return instant.astimezone(dt.UTC).isoformat()


def instant_from(data: object) -> dt.datetime:
    """
    An instant with its offset; it is kept in UTC.
    """
    try:
        instant = dt.datetime.fromisoformat(text_from(data))
        if instant.tzinfo is not None:
            return instant.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        pass
    raise Unfit("YYYY-MM-DDTHH:MM:SS+00:00")


def text_to(text: object) -> str:
    if not isinstance(text, str):
        raise Unfit("text")
    return str(text)


def fact_to(fact: Fact) -> object:
    """
    A fact that a text can show: what JSON has no form for says what it is. Several are read back
    as a tuple, a set in the order that a text shows it in.
    """
    match fact:
        case None | bool() | int():
            return fact
        case float() if isfinite(fact):
            return fact
        case str():
            return str(fact)
        case dt.datetime():
            return {"instant": instant_to(fact)}
        case dt.date():
            return {"day": day_to(fact)}
        case UUID():
            return {"id": str(fact)}
        case tuple() | list():
            return [fact_to(each) for each in fact]
        case frozenset() | set():
            return sorted(text_to(each) for each in fact)
        case _:
            raise Unfit("text|number|true|false|day|instant|id")


def fact_from(data: object) -> Fact:
    match data:
        case None | bool() | int() | str():
            return data
        case float() if isfinite(data):
            return data
        case list():
            return tuple(fact_from(each) for each in data)
        case {"instant": instant, **rest} if not rest:
            return instant_from(instant)
        case {"day": day, **rest} if not rest:
            return day_from(day)
        case {"id": id, **rest} if not rest:
            return id_from(id)
        case _:
            raise Unfit("text|number|true|false|day|instant|id")


def facts_to(facts: Mapping[str, Fact]) -> dict[str, object]:
    return {name: fact_to(fact) for name, fact in facts.items()}


def facts_from(data: object) -> Mapping[str, Fact]:
    if not isinstance(data, dict):
        raise Unfit("object")
    return {text_from(name): fact_from(fact) for name, fact in data.items()}

"""
How days, instants, flags, words and ids stand in the database.

SQLite keeps them as text and whole numbers, which its STRICT tables check; PostgreSQL has types of
its own for days, flags and ids. An instant is a whole number in both: to the microsecond, in no
time zone, as the hash chain has it.
"""

import datetime as dt
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Dialect, Integer, Text, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
NO_NAMES = "[]"
"""What most lists of names are, and what needs no parser."""

Kind = TypeVar("Kind", bound=StrEnum)
T = TypeVar("T")


class Own(TypeDecorator[T]):
    """
    A type that PostgreSQL has one of its own for (*egen typ*), and takes as it is.
    """

    own: TypeEngine[Any]

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = self.own if _has_own(dialect) else self.impl_instance
        return dialect.type_descriptor(kind)


def _has_own(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"


class Day(Own[dt.date]):
    """
    A day (*dag*) as ``YYYY-MM-DD``, which sorts as days do.
    """

    impl = Text
    own = Date()
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> dt.date | str | None:
        return value if value is None or _has_own(dialect) else value.isoformat()

    def process_result_value(self, value: Any, _dialect: Dialect) -> dt.date | None:
        return dt.date.fromisoformat(value) if isinstance(value, str) else value


class Moment(Own[dt.datetime]):
    """
    An instant (*tidpunkt*) as microseconds since 1970 in UTC.
    """

    impl = Integer
    own = BigInteger()
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, _dialect: Dialect) -> dt.datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Flag(Own[bool]):
    """
    Yes or no (*ja eller nej*) as 1 or 0.
    """

    impl = Integer
    own = Boolean()
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return value if value is None or _has_own(dialect) else int(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Uid(Own[UUID]):
    """
    A request's or a notice's id (*id*), as people write it.
    """

    impl = Text
    own = Uuid()
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> UUID | str | None:
        return value if value is None or _has_own(dialect) else str(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> UUID | None:
        return UUID(value) if isinstance(value, str) else value


class Word(TypeDecorator[Kind]):
    """
    A word out of a closed set (*ord ur en sluten mängd*), as its code.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Kind]) -> None:
        super().__init__()
        self.kind = kind
        self._words = {word.value: word for word in kind}

    def process_bind_param(self, value: Kind | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Kind | None:
        return None if value is None else self._words[value]


class Names(TypeDecorator[tuple[str, ...]]):
    """
    Several names (*flera namn*) in their order, as a JSON list.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, _dialect: Dialect) -> str | None:
        return None if value is None else json.dumps([*value], ensure_ascii=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        if value is None:
            return None
        return () if value == NO_NAMES else tuple(json.loads(value))

"""
Tables given as text or bytes, and what came of reading them.
"""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fastomsorg.wire.tables import Limits, Line, Table, TableError, read, table_of, write

TODAY = dt.date(2025, 2, 17)


def outcome(
    table: str | Table[Any],
    content: str | bytes,
    *,
    today: dt.date = TODAY,
    limits: Limits | None = None,
) -> list[Line[Any] | TableError]:
    """
    Everything that reading the table gives.
    """
    kind = table_of(table) if isinstance(table, str) else table
    data = content.encode() if isinstance(content, str) else content
    return list(read(kind, BytesIO(data), file=f"{kind.name}.csv", today=today, limits=limits))


def rows(table: str | Table[Any], content: str | bytes, *, today: dt.date = TODAY) -> list[Any]:
    """
    The rows; an error fails the test.
    """
    found = outcome(table, content, today=today)
    assert [each for each in found if isinstance(each, TableError)] == []
    return [each.row for each in found if isinstance(each, Line)]


def errors(
    table: str | Table[Any],
    content: str | bytes,
    *,
    today: dt.date = TODAY,
    limits: Limits | None = None,
) -> list[tuple[int, str, str, str]]:
    """
    Line, column, what was got and what was expected of every error.
    """
    found = outcome(table, content, today=today, limits=limits)
    return [
        (each.line, each.column, each.got, each.expected)
        for each in found
        if isinstance(each, TableError)
    ]


def written(table: Table[Any], values: Iterable[Any]) -> bytes:
    stream = BytesIO()
    write(table, values, stream)
    return stream.getvalue()

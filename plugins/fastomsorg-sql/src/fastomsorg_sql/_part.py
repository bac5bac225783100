"""
What every part of a store stands on, and how it reads without holding anything open.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, bindparam, tuple_

from ._session import Session

T = TypeVar("T")

PAGE = 500
"""How many rows are read or written at a time."""


class Part:
    """
    A part of a store (*del av lagringen*), over the session that it shares with the others.
    """

    def __init__(self, session: Session) -> None:
        self._session = session


def pages(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    order: tuple[ColumnElement[Any], ...],
    values: Mapping[str, Any],
) -> Iterator[Row[*tuple[Any, ...]]]:
    """
    The rows in *order*, a page at a time (*sidvis*): each page goes on where the last one ended.

    *order* tells every row from every other.
    """
    first = statement.add_columns(*order).order_by(*order).limit(PAGE)
    names = [f"after_{number}" for number, _ in enumerate(order)]
    places = [bindparam(name, type_=column.type) for name, column in zip(names, order, strict=True)]
    next_page = first.where(tuple_(*order) > tuple_(*places))

    with session.reading() as connection:
        rows = connection.execute(first, values).all()
    while rows:
        yield from rows
        if len(rows) < PAGE:
            return
        after = dict(zip(names, rows[-1][-len(order) :], strict=True))
        with session.reading() as connection:
            rows = connection.execute(next_page, {**values, **after}).all()


def in_batches(values: Iterable[T]) -> Iterator[list[T]]:
    """
    As many values as are written at a time (*omgång*), until there are no more.
    """
    waiting = iter(values)
    while batch := list(islice(waiting, PAGE)):
        yield batch

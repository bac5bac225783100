"""
Which counts of a table can be published so that nobody in it is given away?

A count from 1 up to the threshold is hidden (*primär undertryckning*). Its row and column add up to
totals, so others are hidden with it (*kompletterande undertryckning*), until every hidden count
could be another one: there is a second table with the same published counts, the same zeros and
at least 1 in every hidden cell. A zero is about nobody and is published; it hides nothing either,
for it may be known from elsewhere.

No statute asks for this: it is the library's own choice, and so is the threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import TypeAlias

import attrs

Cell: TypeAlias = tuple[int, int]
"""A row and a column, both from 0; the last of each is the total."""

Table: TypeAlias = tuple[tuple[int, ...], ...]
Published: TypeAlias = tuple[tuple[int | None, ...], ...]


def with_totals(counts: Sequence[Sequence[int]]) -> Table:
    """
    The counts with a total last in every row, and a row of totals last (*summor*).
    """
    rows = [(*row, sum(row)) for row in counts]
    return (*rows, tuple(map(sum, zip(*rows, strict=True))))


def suppressed(counts: Sequence[Sequence[int]], *, threshold: int) -> Published:
    """
    The counts with their totals as they can be published (*undertryckta små tal*): None is hidden.

    Hidden is what lies from 1 to below the *threshold*, and what else it takes. With a threshold of
    1 or less nothing is hidden. Every row has as many counts, none of them negative.
    """
    table = with_totals(counts)
    hidden = complementary(table, primary(table, threshold))
    return tuple(
        tuple(None if (row, column) in hidden else count for column, count in enumerate(of_row))
        for row, of_row in enumerate(table)
    )


def primary(table: Table, threshold: int) -> frozenset[Cell]:
    """
    The cells whose count is small in itself (*primärt undertryckta*), totals among them.
    """
    return frozenset(
        (row, column)
        for row, of_row in enumerate(table)
        for column, count in enumerate(of_row)
        if 1 <= count < threshold
    )


def complementary(table: Table, hidden: frozenset[Cell]) -> frozenset[Cell]:
    """
    The *hidden* cells of a table with totals, and those that must be hidden with them.

    For each the cheapest ring of cells is looked for along which one more here and one less there
    leaves every sum as it is. One ring there always is: the cell, its totals and the grand total,
    all one more.
    """
    together = set(hidden)
    for cell in sorted(hidden):
        rings = (_ring(table, together, cell, step) for step in (1, -1))
        _, ring = min(ring for ring in rings if ring is not None)
        together.update(ring)
    return frozenset(together)


@attrs.frozen(order=True)
class _Place:
    """
    A row or a column, and how it was come to.
    """

    price: int
    number: int
    is_column: bool
    way: tuple[Cell, ...]


def _ring(
    table: Table, hidden: set[Cell], cell: Cell, step: int
) -> tuple[int, tuple[Cell, ...]] | None:
    """
    The cheapest cells that make up for one *step* of the cell, from its row round to its column.
    """
    if not _may_change(table, cell, step):
        return None
    waiting = [_Place(0, cell[0], False, ())]
    been: set[tuple[int, bool]] = set()
    while waiting:
        place = heappop(waiting)
        if (place.number, place.is_column) == (cell[1], True):
            return place.price, place.way
        if (place.number, place.is_column) in been:
            continue
        been.add((place.number, place.is_column))
        turn = step if place.is_column else -step
        for other, number in _crossing(table, place):
            if other != cell and _may_change(table, other, turn):
                price = place.price + _price(table, hidden, other)
                heappush(waiting, _Place(price, number, not place.is_column, (*place.way, other)))
    return None


def _crossing(table: Table, place: _Place) -> Iterator[tuple[Cell, int]]:
    """
    The cells of the row or column, each with the column or row that it leads over to.
    """
    if place.is_column:
        yield from (((row, place.number), row) for row in range(len(table)))
    else:
        yield from (((place.number, column), column) for column in range(len(table[0])))


def _may_change(table: Table, cell: Cell, step: int) -> bool:
    """
    May the cell make up for a step, and still have somebody in it?

    A total goes the other way: it is what the others add up to.
    """
    count = table[cell[0]][cell[1]]
    up = step if _totals(table, cell) != 1 else -step
    return count >= 1 if up > 0 else count >= 2


def _price(table: Table, hidden: set[Cell], cell: Cell) -> int:
    """
    How much is lost when the cell is hidden: whom it counts, and a total rather not.
    """
    if cell in hidden:
        return 0
    everybody = table[-1][-1]
    return 1 + table[cell[0]][cell[1]] + _totals(table, cell) * everybody


def _totals(table: Table, cell: Cell) -> int:
    """
    Is it a count (0), a total of a row or a column (1), or of everything (2)?
    """
    return (cell[0] == len(table) - 1) + (cell[1] == len(table[0]) - 1)

"""
Tables for publication, and the attackers who try to work out what is hidden in them.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from hypothesis import strategies as st

from fastomsorg.statistics import Published

Counts: TypeAlias = list[list[int]]
Cell: TypeAlias = tuple[int, int]


def tables(rows: int = 6, columns: int = 5) -> st.SearchStrategy[Counts]:
    """
    Tables with many zeros and small counts, and some large ones.
    """
    count = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, 40))
    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(
        lambda size: st.lists(
            st.lists(count, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


def hidden(published: Published) -> list[Cell]:
    return [
        (row, column)
        for row, counts in enumerate(published)
        for column, count in enumerate(counts)
        if count is None
    ]


def solved(published: Published) -> dict[Cell, Fraction]:
    """
    What is worked out by subtraction (*ekvationssystem*): every hidden count that the sums of rows
    and columns leave one value only.
    """
    unknown = hidden(published)
    rows = _eliminated([_equation(line, published, unknown) for line in _lines(published)])
    told = {}
    for row in rows:
        named = [place for place, factor in enumerate(row[:-1]) if factor]
        if len(named) == 1:
            told[unknown[named[0]]] = row[-1] / row[named[0]]
    return told


def _lines(published: Published) -> Iterator[list[Cell]]:
    """
    The cells of each sum, the total last.
    """
    rows, columns = range(len(published)), range(len(published[0]))
    yield from ([(row, column) for column in columns] for row in rows)
    yield from ([(row, column) for row in rows] for column in columns)


def _equation(line: list[Cell], published: Published, unknown: list[Cell]) -> list[Fraction]:
    factors = [Fraction(0)] * (len(unknown) + 1)
    for place, cell in enumerate(line):
        sign = -1 if place == len(line) - 1 else 1
        count = published[cell[0]][cell[1]]
        if count is None:
            factors[unknown.index(cell)] += sign
        else:
            factors[-1] -= sign * count
    return factors


def _eliminated(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """
    Gauss and Jordan, in fractions.
    """
    done: list[list[Fraction]] = []
    width = len(rows[0]) - 1 if rows else 0
    for place in range(width):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [factor / pivot[place] for factor in pivot]
        rows = [_less(row, pivot, place) for row in rows]
        done = [_less(row, pivot, place) for row in done] + [pivot]
    return done


def _less(row: list[Fraction], pivot: list[Fraction], place: int) -> list[Fraction]:
    return [factor - row[place] * other for factor, other in zip(row, pivot, strict=True)]


def possible(published: Published, most: int) -> dict[Cell, set[int]]:
    """
    What each hidden count can be, tried out one by one: whole numbers from 1, up to *most*.
    """
    unknown = hidden(published)
    found: dict[Cell, set[int]] = {cell: set() for cell in unknown}
    inner = [
        cell for cell in unknown if cell[0] < len(published) - 1 and cell[1] < len(published[0]) - 1
    ]
    for guess in product(range(1, most + 1), repeat=len(inner)):
        told = dict(zip(inner, guess, strict=True))
        table = [
            [told.get((row, column), count) for column, count in enumerate(counts[:-1])]
            for row, counts in enumerate(published[:-1])
        ]
        whole = _with_totals([[count or 0 for count in row] for row in table])
        if _agrees(whole, published):
            for cell in unknown:
                found[cell].add(whole[cell[0]][cell[1]])
    return found


def _with_totals(table: Counts) -> Counts:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(row[column] for row in rows) for column in range(len(rows[0]))]]


def _agrees(whole: Counts, published: Published) -> bool:
    return all(
        told is None or told == count
        for row, counts in zip(whole, published, strict=True)
        for count, told in zip(row, counts, strict=True)
    )


def size(counts: Sequence[Sequence[int]]) -> int:
    return sum(map(len, counts))

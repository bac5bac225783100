"""
No count of a few people can be worked out from a published table; with the second step left out it
can.
"""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.statistics import Published, suppressed, with_totals
from fastomsorg.statistics._suppression import primary
from tests.figures import Figure
from tests.soaking import scaled
from tests.statistics.tables import Counts, hidden, possible, solved, tables

THRESHOLDS = st.integers(2, 10)


def small_only(counts: Counts, threshold: int) -> Published:
    """
    The control: what is small is hidden, and nothing with it.
    """
    table = with_totals(counts)
    small = primary(table, threshold)
    return tuple(
        tuple(None if (row, column) in small else count for column, count in enumerate(of_row))
        for row, of_row in enumerate(table)
    )


def given_away(published: Published) -> bool:
    return bool(solved(published))


@given(tables(), THRESHOLDS)
def test_no_hidden_count_can_be_worked_out_by_subtraction(counts: Counts, threshold: int) -> None:
    assert solved(suppressed(counts, threshold=threshold)) == {}


@given(tables(rows=2, columns=2), THRESHOLDS)
def test_every_hidden_count_could_be_another_one_of_at_least_one(
    counts: Counts, threshold: int
) -> None:
    small = [[count % 8 for count in row] for row in counts]
    published = suppressed(small, threshold=threshold)

    assert [found for found in possible(published, 9).values() if len(found) < 2] == []


@given(tables(), THRESHOLDS)
def test_what_is_small_is_hidden_and_what_is_shown_is_right(counts: Counts, threshold: int) -> None:
    published = suppressed(counts, threshold=threshold)
    pairs = [
        (count, told)
        for row, of_row in zip(with_totals(counts), published, strict=True)
        for count, told in zip(row, of_row, strict=True)
    ]

    assert [count for count, told in pairs if told is not None and 1 <= count < threshold] == []
    assert [(count, told) for count, told in pairs if told not in (None, count)] == []
    assert [count for count, told in pairs if told is None and count == 0] == []


@given(tables())
def test_where_nothing_is_small_nothing_is_hidden(counts: Counts) -> None:
    large = [[count and count + 5 for count in row] for row in counts]

    assert suppressed(large, threshold=5) == with_totals(large)
    assert suppressed(counts, threshold=1) == with_totals(counts)


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ([[3, 20]], ((None, None, 23), (None, None, 23))),
        ([[0, 20]], ((0, 20, 20), (0, 20, 20))),
        ([[3]], ((None, None), (None, None))),
        (
            [[3, 20, 7], [10, 11, 12]],
            ((None, 20, None, 30), (None, 11, None, 33), (13, 31, 19, 63)),
        ),
        ([[3, 0], [0, 9]], ((None, 0, None), (0, 9, 9), (None, 9, None))),
    ],
)
def test_a_table_is_published_with_what_is_small_hidden_and_as_little_more_as_it_takes(
    counts: Counts, published: Published
) -> None:
    assert suppressed(counts, threshold=5) == published


def test_how_often_an_attacker_works_a_hidden_count_out(figure: Figure) -> None:
    drawn = _drawn(scaled(1_000, 20_000))
    with_small = [counts for counts in drawn if hidden(small_only(counts, 5))]
    got = sum(given_away(suppressed(counts, threshold=5)) for counts in with_small)
    control = sum(given_away(small_only(counts, 5)) for counts in with_small)

    figure(
        "published tables in which a hidden count can be worked out",
        got=got,
        of=len(with_small),
        control=f"{control} of {len(with_small)}",
        guard="only small counts hidden",
    )
    assert got == 0
    assert control > len(with_small) // 2


def _drawn(number: int) -> list[Counts]:
    """
    Tables of every shape up to four by four, the same for everybody.
    """
    return [
        [[_count(seed, 4 * row + column) for column in range(seed % 4 + 1)] for row in range(rows)]
        for seed in range(number)
        for rows in (seed // 4 % 4 + 1,)
    ]


def _count(seed: int, place: int) -> int:
    """
    Small ones, large ones and zeros, in no order that one can see.
    """
    return hashlib.sha256(f"{seed}:{place}".encode()).digest()[0] % 23

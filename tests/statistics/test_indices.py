"""
The continuity indices: worked sequences, and what always holds.
"""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.statistics import Indices, indices

SEQUENCES = st.lists(st.sampled_from("abcde"), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("sequence", "upc", "coc", "hhi", "secon", "mmci"),
    [
        ("AABACAADAABA", (8, 12), (58, 132), (70, 144), (3, 11), 0.7297),
        ("AAABBC", (3, 6), (8, 30), (14, 36), (3, 5), 0.6078),
        ("AAABBB", (3, 6), (12, 30), (18, 36), (4, 5), 0.8039),
        ("ABCDEF", (1, 6), (0, 1), (6, 36), (0, 1), 0.0196),
        ("AAAAAAAA", (1, 1), (1, 1), (1, 1), (1, 1), 1),
    ],
)
def test_worked_sequences(
    sequence: str,
    upc: tuple[int, int],
    coc: tuple[int, int],
    hhi: tuple[int, int],
    secon: tuple[int, int],
    mmci: float,
) -> None:
    found = indices(sequence)

    assert found is not None
    assert (Fraction(*upc), Fraction(*coc)) == (found.upc, found.coc)
    assert (Fraction(*hhi), Fraction(*secon)) == (found.hhi, found.secon)
    assert mmci == round(float(found.mmci), 4)


def test_a_single_visit_says_nothing_of_how_visits_are_spread() -> None:
    found = indices("A")

    assert Indices(Fraction(1), None, Fraction(1), None, Fraction(1)) == found


def test_without_a_visit_there_is_nothing_to_measure() -> None:
    assert indices("") is None


@given(SEQUENCES)
def test_the_spread_follows_from_the_chance_of_the_same_staff(sequence: list[str]) -> None:
    found = indices(sequence)

    assert found is not None
    if found.coc is not None:
        visits = len(sequence)
        assert (visits * found.hhi - 1) / (visits - 1) == found.coc


@given(SEQUENCES)
def test_each_is_from_nothing_to_everything(sequence: list[str]) -> None:
    found = indices(sequence)

    assert found is not None
    for each in (found.upc, found.coc, found.hhi, found.secon, found.mmci):
        assert each is None or 0 <= each <= 1


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def test_only_the_sequence_index_asks_for_the_order(sequence: list[str]) -> None:
    in_any_order = {
        (each.upc, each.coc, each.hhi, each.mmci)
        for order in permutations(sequence)
        if (each := indices(order))
    }

    assert len(in_any_order) == 1

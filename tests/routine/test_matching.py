"""
What a proposal is worth, and what one after the other gives.
"""

import pytest

from fastomsorg.routine import Matching, Option, Pair, Room, Wanted, Worth, greedy, worth
from fastomsorg.terms import Malformed

OPTIONS = (Option("ann", 1, 2), Option("bea", 3, None))
BOTH = Matching(
    (Wanted("agda", OPTIONS, deputy=True), Wanted("bo", OPTIONS)),
    {"ann": Room(primary=1), "bea": Room(primary=1, deputy=0)},
)


def test_a_proposal_is_worth_its_primaries_its_deputies_and_its_cost() -> None:
    found = worth(BOTH, (Pair("agda", "bea", "ann"), Pair("bo", "ann")))

    assert found == Worth(primaries=2, deputies=1, cost=6)
    assert found.better_than(Worth(1, 9, 0))
    assert found.better_than(Worth(2, 0, 0))
    assert found.better_than(Worth(2, 1, 7))
    assert not found.better_than(found)


@pytest.mark.parametrize(
    "pairs",
    [
        (Pair("agda", "cis"),),
        (Pair("agda", "ann", "ann"),),
        (Pair("agda", None, "ann"),),
        (Pair("agda", "ann", "bea"),),
        (Pair("bo", "bea", "ann"),),
        (Pair("agda", "ann"), Pair("bo", "ann")),
        (Pair("agda", "ann"), Pair("agda", "bea")),
        (Pair("cesar", "ann"),),
    ],
)
def test_what_is_not_possible_is_worth_nothing(pairs: tuple[Pair, ...]) -> None:
    with pytest.raises(Malformed, match="matching_broken"):
        worth(BOTH, pairs)


def test_one_after_the_other_gets_whoever_is_best_and_left() -> None:
    assert greedy(BOTH) == (Pair("agda", "ann", None), Pair("bo", "bea"))


def test_who_comes_twice_or_has_no_room_given_is_refused() -> None:
    with pytest.raises(Malformed, match="matching_twice"):
        Matching((Wanted("agda", ()), Wanted("agda", ())), {})
    with pytest.raises(Malformed, match="matching_twice"):
        Matching((Wanted("agda", (Option("ann", 1), Option("ann", 2))),), {"ann": Room()})
    with pytest.raises(Malformed, match="matching_without_room"):
        Matching((Wanted("agda", (Option("ann", 1),)),), {})

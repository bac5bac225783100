"""
The proposal is the best there is, which every other way of sharing out shows.
"""

from collections.abc import Iterator
from itertools import product

from fastomsorg_matching import proposal
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.routine import Matching, Option, Pair, Room, Wanted, Worth, greedy, worth
from fastomsorg.terms import Malformed, StaffId

STAFF = ("ann", "bea", "cis")
PRICES = st.none() | st.integers(0, 5)


@st.composite
def matchings(draw: st.DrawFn, deputies: bool, limited: bool) -> Matching:
    """
    At most three clients and three who could be contact.
    """
    wanted = []
    for client in range(draw(st.integers(1, 3))):
        options = tuple(
            Option(staff, draw(PRICES), draw(PRICES) if deputies else None)
            for staff in draw(st.sets(st.sampled_from(STAFF)).map(sorted))
        )
        first = draw(st.booleans()) if deputies else True
        second = draw(st.booleans()) if deputies and first else deputies
        wanted.append(Wanted(str(client), options, first, second))
    rooms = st.none() | st.integers(0, 2)
    room = {id: Room(draw(rooms), draw(rooms) if limited else None) for id in STAFF}
    return Matching(tuple(wanted), room)


def every_way(matching: Matching) -> Iterator[tuple[Pair, ...]]:
    """
    Every way of sharing out that is possible.
    """
    seats: list[StaffId | None] = [None, *STAFF]
    choices = [
        [Pair(each.client, *both) for both in product(seats, seats)] for each in matching.wanted
    ]
    for pairs in product(*choices):
        if _possible(matching, pairs) is not None:
            yield pairs


def _possible(matching: Matching, pairs: tuple[Pair, ...]) -> Worth | None:
    try:
        return worth(matching, pairs)
    except Malformed:
        return None


def best(matching: Matching) -> Worth:
    found = [worth(matching, pairs) for pairs in every_way(matching)]
    return min(found, key=lambda each: (-each.primaries, -each.deputies, each.cost))


@given(matchings(deputies=False, limited=False))
def test_nobody_finds_a_better_proposal_of_primaries(matching: Matching) -> None:
    assert best(matching) == worth(matching, proposal(matching))


@given(matchings(deputies=True, limited=False))
def test_nobody_finds_a_better_proposal_of_pairs(matching: Matching) -> None:
    assert best(matching) == worth(matching, proposal(matching))


@given(matchings(deputies=True, limited=True))
def test_where_deputies_are_limited_primaries_are_the_best_and_then_deputies_beside_them(
    matching: Matching,
) -> None:
    found = proposal(matching)
    first = tuple(Pair(pair.client, pair.primary) for pair in found)

    alone = [tuple(Pair(p.client, p.primary) for p in way) for way in every_way(matching)]
    cheapest = min((-(w := worth(matching, way)).primaries, w.cost) for way in alone)
    beside = [
        worth(matching, way)
        for way in every_way(matching)
        if [pair.primary for pair in way] == [pair.primary for pair in found]
    ]

    assert cheapest == (-worth(matching, first).primaries, worth(matching, first).cost)
    assert min(beside, key=lambda each: (-each.deputies, each.cost)) == worth(matching, found)


def test_everybody_is_served_where_whoever_is_first_would_take_the_only_one_for_another() -> None:
    both = (Option("ann", 0), Option("bea", 1))
    matching = Matching(
        (Wanted("agda", both), Wanted("bo", (Option("ann", 0),))),
        {"ann": Room(1), "bea": Room(1)},
    )

    assert proposal(matching) == (Pair("agda", "bea"), Pair("bo", "ann"))
    assert greedy(matching) == (Pair("agda", "ann"), Pair("bo"))


def test_primary_and_deputy_are_two_people_even_where_one_suits_best_for_both() -> None:
    options = (Option("ann", 0, 0), Option("bea", 3, 4))
    matching = Matching((Wanted("agda", options, deputy=True),), {"ann": Room(), "bea": Room()})

    assert proposal(matching) == (Pair("agda", "bea", "ann"),)


def test_of_nobody_nothing_is_proposed() -> None:
    assert proposal(Matching((), {})) == ()
    assert proposal(Matching((Wanted("agda", ()),), {})) == (Pair("agda"),)

"""
Who could be asked, in which order and why.
"""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.decisions import blocking, warning
from fastomsorg.routine import FULL, POINTS, Facts, Merit, ranked

FACTS = st.builds(
    Facts,
    st.sampled_from(["ann", "bea", "cis", "doris"]),
    st.sampled_from([(), (blocking("title_missing"),), (warning("title_until"),)]),
    wished=st.booleans(),
    visits=st.integers(0, 10),
    of_visits=st.just(10),
    same_team=st.booleans(),
    clients=st.integers(0, 12).map(Fraction),
    most=st.just(Fraction(8)),
)


def test_everything_that_speaks_for_somebody_makes_a_hundred() -> None:
    best = Facts("ann", wished=True, visits=3, of_visits=3, same_team=True, most=Fraction(4))

    (found,) = ranked([best])

    assert FULL == 100 == found.score
    assert dict(found.points) == POINTS


def test_each_merit_is_counted_apart() -> None:
    nothing = Facts("ann", clients=Fraction(4), most=Fraction(4))
    (wished,) = ranked([attrs.evolve(nothing, wished=True)])
    (met,) = ranked([attrs.evolve(nothing, visits=1, of_visits=3)])
    (roomy,) = ranked([attrs.evolve(nothing, clients=Fraction(1))])

    assert dict(wished.points)[Merit.WISH] == wished.score == 40
    assert dict(met.points)[Merit.VISITS] == met.score == 10
    assert dict(roomy.points)[Merit.ROOM] == roomy.score == 11


def test_whoever_has_too_many_has_no_points_for_room_and_never_less_than_none() -> None:
    (over,) = ranked([Facts("ann", clients=Fraction(9), most=Fraction(4))])
    (nobody_has_any,) = ranked([Facts("ann")])

    assert (over.score, nobody_has_any.score) == (0, 15)


def test_the_clients_own_wish_goes_before_all_that_speaks_for_another_but_visits() -> None:
    wished = Facts("zoe", wished=True, clients=Fraction(4), most=Fraction(4))
    roomy = Facts("ann", same_team=True, most=Fraction(4))

    assert [each.facts.staff for each in ranked([roomy, wished])] == ["zoe", "ann"]


def test_whoever_cannot_be_asked_comes_last_whatever_speaks_for_them() -> None:
    barred = Facts("ann", (blocking("title_missing"),), wished=True)

    found = ranked([barred, Facts("zoe")])

    assert [(each.facts.staff, each.possible) for each in found] == [("zoe", True), ("ann", False)]


@given(st.lists(FACTS, max_size=4, unique_by=lambda facts: facts.staff), st.randoms())
def test_the_order_does_not_depend_on_the_order_that_they_were_given_in(
    facts: list[Facts], chance: object
) -> None:
    shuffled = sorted(facts, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert ranked(facts) == ranked(shuffled)
    assert {each.facts.staff for each in ranked(facts)} == {each.staff for each in facts}
    assert all(0 <= each.score <= FULL for each in ranked(facts))

"""
The suite for a people port that keeps who is related to a client, or speaks for them.
"""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from fastomsorg.care import Relation
from fastomsorg.hooks import Relations
from fastomsorg.terms import ClientId, Party, Period, day_after, day_before
from fastomsorg.testing._people_builders import a_relation

from ._steps import JANUARY
from ._suite import Suite

Relate: TypeAlias = Callable[[ClientId, Relation, Period], None]
"""What puts a relation in, for the days that it holds."""

FIRST, LAST = JANUARY[4], JANUARY[9]
A_WHILE = Period.through(FIRST, LAST)
SINCE_THEN = Period(FIRST)


class RelationsConformance(Suite, needs=("relations", "relate")):
    """
    What a `Relations` is (*närstående och företrädare*). Override `relations`, a people port that
    keeps them: empty, for each test.

    Override `relate` too, which puts one in: the id of the client, a `Relation`, and the `Period`
    on whose days it holds.
    """

    @pytest.fixture
    def relations(self) -> Relations:
        raise NotImplementedError

    @pytest.fixture
    def relate(self) -> Relate:
        raise NotImplementedError

    def test_it_is_seen_to_keep_relations(self, relations: Relations) -> None:
        assert isinstance(relations, Relations)

    def test_nobody_is_related_to_whom_nothing_is_known_of(self, relations: Relations) -> None:
        assert relations.relations("6016254", on=FIRST) == ()

    def test_a_relation_is_as_it_was_put(self, relations: Relations, relate: Relate) -> None:
        full = a_relation("n-1", Party.REPRESENTATIVE, relation="god man")
        bare = Relation("n-2", Party.RELATIVES)
        relate("1", full, SINCE_THEN)
        relate("2", bare, SINCE_THEN)

        assert relations.relations("1", on=FIRST) == (full,)
        assert relations.relations("2", on=FIRST) == (bare,)

    def test_it_holds_from_its_first_day_through_its_last(
        self, relations: Relations, relate: Relate
    ) -> None:
        daughter = a_relation()
        relate("1", daughter, A_WHILE)

        days = (day_before(FIRST), FIRST, LAST, day_after(LAST))
        assert [relations.relations("1", on=day) for day in days] == [
            (),
            (daughter,),
            (daughter,),
            (),
        ]

    def test_without_a_last_day_it_goes_on(self, relations: Relations, relate: Relate) -> None:
        daughter = a_relation()
        relate("1", daughter, SINCE_THEN)

        assert relations.relations("1", on=FIRST.replace(year=2090)) == (daughter,)

    def test_it_is_of_that_client_alone(self, relations: Relations, relate: Relate) -> None:
        relate("1", a_relation(), SINCE_THEN)

        assert relations.relations("2", on=FIRST) == ()

    def test_everybody_comes_in_order_of_id(self, relations: Relations, relate: Relate) -> None:
        several = [a_relation(id, name=id.upper()) for id in ("n-2", "n-10", "n-1", "ö-1")]
        for each in several:
            relate("1", each, SINCE_THEN)

        told = [each.id for each in relations.relations("1", on=FIRST)]
        assert told == ["n-1", "n-10", "n-2", "ö-1"]

    def test_who_comes_after_another_takes_their_place_on_the_day(
        self, relations: Relations, relate: Relate
    ) -> None:
        before = a_relation("n-1", Party.REPRESENTATIVE)
        after = a_relation("n-2", Party.REPRESENTATIVE)
        relate("1", after, Period(day_after(LAST)))
        relate("1", before, A_WHILE)

        assert relations.relations("1", on=LAST) == (before,)
        assert relations.relations("1", on=day_after(LAST)) == (after,)

    def test_who_goes_and_comes_back_is_there_again(
        self, relations: Relations, relate: Relate
    ) -> None:
        daughter = a_relation()
        relate("1", daughter, A_WHILE)
        relate("1", daughter, Period(JANUARY[19]))

        days = (LAST, JANUARY[14], JANUARY[19])
        assert [len(relations.relations("1", on=day)) for day in days] == [1, 0, 1]

    def test_asked_again_it_answers_the_same(self, relations: Relations, relate: Relate) -> None:
        relate("1", a_relation(), SINCE_THEN)

        assert relations.relations("1", on=FIRST) == relations.relations("1", on=FIRST) != ()

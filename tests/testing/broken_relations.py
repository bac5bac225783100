"""
Registers of relatives and representatives that are broken, each in one way.
"""

import datetime as dt

from fastomsorg.care import Relation
from fastomsorg.terms import ClientId, Period
from fastomsorg.testing import MemoryRelations
from tests.testing.broken import relations_found_out_by


@relations_found_out_by("test_it_holds_from_its_first_day_through_its_last")
class ForgetsNobody(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        known = [each for of, each, _ in self._relations if of == client]
        return tuple(sorted(known, key=lambda each: each.id))


@relations_found_out_by("test_it_holds_from_its_first_day_through_its_last")
class EndsADayEarly(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        found = super().relations(client, on=on)
        return tuple(each for each in found if each in super().relations(client, on=_next(on)))


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


@relations_found_out_by("test_everybody_comes_in_order_of_id")
class InTheOrderTheyCame(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        return tuple(each for of, each, days in self._relations if of == client and on in days)


@relations_found_out_by("test_it_is_of_that_client_alone")
class TellsOfAnybody(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        found = {each for of, _, _ in self._relations for each in super().relations(of, on=on)}
        return tuple(sorted(found, key=lambda each: each.id))


@relations_found_out_by("test_who_comes_after_another_takes_their_place_on_the_day")
class OneOfEachPartyAtATime(MemoryRelations):
    def relate(self, client: ClientId, relation: Relation, period: Period) -> None:
        kept = [each for each in self._relations if each[1].party is not relation.party]
        self._relations = kept
        super().relate(client, relation, period)


@relations_found_out_by("test_who_goes_and_comes_back_is_there_again")
class KnowsEachOnce(MemoryRelations):
    def relate(self, client: ClientId, relation: Relation, period: Period) -> None:
        if not any(relation.id == known.id for _, known, _ in self._relations):
            super().relate(client, relation, period)


@relations_found_out_by("test_a_relation_is_as_it_was_put")
class KeepsOnlyTheId(MemoryRelations):
    def relate(self, client: ClientId, relation: Relation, period: Period) -> None:
        super().relate(client, Relation(relation.id, relation.party), period)


@relations_found_out_by("test_without_a_last_day_it_goes_on")
class EndsWithTheCentury(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        return super().relations(client, on=on) if on.year < 2050 else ()


@relations_found_out_by("test_asked_again_it_answers_the_same")
class TellsEachOnce(MemoryRelations):
    def __init__(self) -> None:
        super().__init__()
        self._told: set[tuple[ClientId, dt.date]] = set()

    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        if (client, on) in self._told:
            return ()
        self._told.add((client, on))
        return super().relations(client, on=on)


@relations_found_out_by("test_nobody_is_related_to_whom_nothing_is_known_of")
class KnowsOnlyTheKnown(MemoryRelations):
    def relations(self, client: ClientId, *, on: dt.date) -> tuple[Relation, ...]:
        if not any(of == client for of, _, _ in self._relations):
            raise KeyError(client)
        return super().relations(client, on=on)

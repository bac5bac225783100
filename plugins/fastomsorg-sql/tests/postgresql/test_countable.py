"""
Counting by rows on a server gives what its lives and its people say.
"""

from fastomsorg_sql import Store

from ..countable import DAYS, births_one_by_one, fill, standing_by_lives


def test_how_cases_stand_and_when_clients_were_born(store: Store) -> None:
    fill(store)

    for day in DAYS:
        assert list(standing_by_lives(store, day, None)) == list(store.standing(day))
        assert list(standing_by_lives(store, day, "north")) == list(
            store.standing(day, unit="north")
        )
    assert list(births_one_by_one(store)) == list(store.births())

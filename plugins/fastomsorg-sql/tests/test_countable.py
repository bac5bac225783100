"""
What is counted by rows is what the lives and the people say.
"""

import pytest
from fastomsorg_sql import Store, _lives, _people

from fastomsorg.hooks import CountableCases, CountableClients

from .countable import DAYS, births_one_by_one, fill, standing_by_lives


@pytest.fixture(params=[1, 5, 5_000], autouse=True)
def at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lives, "MANY", request.param)
    monkeypatch.setattr(_people, "MANY", request.param)


@pytest.mark.parametrize("unit", [None, "north", "nowhere"])
def test_how_cases_stand_on_a_day_is_what_their_lives_say(store: Store, unit: str | None) -> None:
    fill(store)

    assert isinstance(store, CountableCases)
    for day in DAYS:
        assert list(standing_by_lives(store, day, unit)) == list(store.standing(day, unit=unit))


def test_births_are_those_of_the_clients_as_they_were_last_put(store: Store) -> None:
    fill(store)

    assert isinstance(store, CountableClients)
    assert list(births_one_by_one(store)) == list(store.births())

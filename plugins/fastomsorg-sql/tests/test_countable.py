"""
What is counted by rows is what the lives and the people say.
"""

import attrs
import pytest
from fastomsorg_sql import Store, _lives, _people

from fastomsorg.hooks import CountableCases, CountablePeople
from fastomsorg.testing import FIRST_INSTANT, a_staff_member

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

    assert isinstance(store, CountablePeople)
    assert list(births_one_by_one(store)) == list(store.births())


def test_staff_among_ids_are_as_they_are_on_the_day_but_for_their_employments(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_people, "FEW", 2)
    later = a_staff_member("brs89", name="Britta Berg", protected=True)
    rows = [(a_staff_member(id, name=id.title()), None) for id in ("brs89", "greal", "anob")]
    list(store.put_staff([*rows, (later, DAYS[2])], now=FIRST_INSTANT))

    for day in DAYS:
        one_by_one = [store.staff(id, on=day) for id in ("anob", "brs89", "greal")]
        found = list(store.staff_among(["greal", "nobody", "brs89", "anob", "brs89"], on=day))
        assert [attrs.evolve(each, employments=()) for each in one_by_one if each] == found

"""
Step two: the enactments that count are united into stays.
"""

import datetime as dt

import pytest

from fastomsorg.history import (
    EnactmentMovedAway,
    Event,
    ServicesChanged,
    enactments,
)
from fastomsorg.terms import END_OF_DAYS, Period, Service, Status
from fastomsorg.testing import answered, ended, registered, started
from tests.history.january import january, life_of, told


def stays_of(*envelopes: tuple[Event, ...]) -> list[tuple[int, int | None]]:
    """
    First and last day of each stay.
    """
    return [
        (stay.start.day, stay.last_day.day if stay.last_day else None)
        for stay in life_of(*envelopes).stays
    ]


def moved_away(day: int, enactment: str = "e1") -> EnactmentMovedAway:
    return EnactmentMovedAway(january(day), enactment, "south")


FIRST = started(january(1), january(9), enactment="e1")
SECOND = started(january(10), january(19), enactment="e2")


def test_nothing_registered_is_no_stay() -> None:
    assert stays_of() == []


def test_an_enactment_without_a_last_day_goes_on() -> None:
    assert stays_of((started(january(3)),)) == [(3, None)]


@pytest.mark.parametrize("envelopes", [[(FIRST,), (SECOND,)], [(SECOND,), (FIRST,)]])
def test_one_that_begins_the_day_after_another_ends_is_the_same_stay_in_either_order(
    envelopes: list[tuple[Event, ...]],
) -> None:
    assert stays_of(*envelopes) == [(1, 19)]


def test_one_that_begins_a_day_later_is_another_stay() -> None:
    later = started(january(11), enactment="e2")

    assert stays_of((FIRST,), (later,)) == [(1, 9), (11, None)]


def test_one_of_two_that_ends_changes_nothing() -> None:
    other = started(january(5), january(25), enactment="e2")

    assert stays_of((started(january(1)),), (other,), (ended(january(9)),)) == [(1, 25)]


def test_one_inside_another_adds_nothing() -> None:
    inside = started(january(3), january(4), enactment="e2")

    assert stays_of((FIRST,), (inside,)) == [(1, 9)]


def test_one_that_does_not_count_makes_no_stay() -> None:
    beside = started(january(1), enactment="e2", counts=False)

    assert stays_of((beside,)) == []
    assert stays_of((beside,), (SECOND,)) == [(10, 19)]


def test_the_last_day_is_the_latest_registered_one() -> None:
    start = (started(january(1), january(9)),)

    assert stays_of(start, (ended(january(5)),)) == [(1, 5)]
    assert stays_of(start, (ended(january(5)),), (ended(january(20)),)) == [(1, 20)]
    assert stays_of(start, (ended(january(20)),), (ended(january(5)),)) == [(1, 5)]


def test_a_last_day_can_be_withdrawn() -> None:
    assert stays_of((FIRST,), (ended(None),)) == [(1, None)]


def test_one_that_is_ended_before_it_begins_never_begins() -> None:
    assert stays_of((started(january(9)),), (ended(january(8)),)) == []
    assert stays_of((started(january(9)),), (ended(january(9)),)) == [(9, 9)]


def test_a_last_day_of_an_enactment_that_never_was_is_nothing() -> None:
    assert stays_of((FIRST,), (ended(january(3), enactment="e7"),)) == [(1, 9)]


def test_one_that_moves_away_ends_the_day_before() -> None:
    assert stays_of((started(january(1)),), (moved_away(10),)) == [(1, 9)]


def test_one_that_moves_away_after_its_last_day_keeps_it() -> None:
    assert stays_of((started(january(1), january(5)),), (moved_away(10),)) == [(1, 5)]


def test_one_that_moves_away_on_its_first_day_never_was_here() -> None:
    assert stays_of((started(january(10)),), (moved_away(10),)) == []


def test_after_a_move_a_last_day_here_changes_nothing() -> None:
    moved = ((started(january(1)),), (moved_away(10),))

    assert stays_of(*moved, (ended(january(20)),)) == [(1, 9)]
    assert stays_of(*moved, (ended(None),)) == [(1, 9)]
    assert stays_of(*moved, (ended(january(3)),)) == [(1, 9)]


def test_one_that_moves_away_and_comes_back_is_two() -> None:
    begun = ((started(january(1)),), (moved_away(10),), (started(january(20)),))

    assert stays_of(*begun) == [(1, 9), (20, None)]
    assert stays_of(*begun, (ended(january(25)),)) == [(1, 9), (20, 25)]
    assert stays_of(*begun, (moved_away(22),)) == [(1, 9), (20, 21)]


def test_an_enactment_says_where_it_went() -> None:
    (gone,) = enactments(registered((started(january(1)),), (moved_away(10),)))

    assert (gone.last_day, gone.moved_to) == (january(9), "south")


def test_services_are_granted_each_from_its_day_and_the_last_registered_of_a_day_holds() -> None:
    alarm, meals, company = (
        frozenset({service}) for service in (Service.ALARM, Service.MEALS, Service.COMPANY)
    )
    (enactment,) = enactments(
        registered(
            (started(january(1), services=alarm),),
            (ServicesChanged(january(9), "e1", company),),
            (ServicesChanged(january(5), "e1", company),),
            (ServicesChanged(january(5), "e1", meals),),
            (ServicesChanged(january(5), "e7", alarm),),
        )
    )

    assert enactment.services == ((january(1), alarm), (january(5), meals), (january(9), company))


def test_the_last_day_that_there_is_is_a_day_like_any_other() -> None:
    begun = (started(january(1), END_OF_DAYS),)
    found = life_of(begun, (answered(Status.DECLINED, END_OF_DAYS),))

    assert [(spell.period, spell.status) for spell in found.spells] == [
        (Period(january(1), END_OF_DAYS), Status.NOT_ASKED),
        (Period(END_OF_DAYS), Status.DECLINED),
    ]


def test_a_stay_of_one_day_is_a_stay() -> None:
    assert told(life_of((started(january(7), january(7)),))) == ["7–7 not_asked"]
    assert life_of((started(january(7), january(7)),)).stays == (
        Period(dt.date(2024, 1, 7), dt.date(2024, 1, 8)),
    )

"""
A case, read: what there is, and what there would be.
"""

import datetime as dt

from fastomsorg.history import PROPOSED, Case
from fastomsorg.terms import Status
from fastomsorg.testing import (
    CASE,
    FIRST_INSTANT,
    accepted,
    answered,
    ended,
    registered,
    started,
)
from tests.history.january import january, told

HOUR = dt.timedelta(hours=1)
START, YES = (started(january(1)),), accepted(january(5), "anob")


def test_an_empty_case_has_no_life() -> None:
    case = Case(CASE)

    assert (case.version, case.standing, case.enactments, case.life.spells) == (0, (), (), ())


def test_an_enactment_is_found_by_its_id_the_latest_where_there_are_two() -> None:
    case = Case(CASE, registered(START, (ended(january(3)),), (started(january(9)),)))
    found = case.enactment("e1")

    assert found is not None
    assert found.first_day == january(9)
    assert case.enactment("e7") is None


def test_ongoing_are_those_that_go_on_on_the_day_counting_or_not() -> None:
    beside = (started(january(3), enactment="e2", counts=False),)
    case = Case(CASE, registered((started(january(1), january(5)),), beside))

    assert [[enactment.id for enactment in case.ongoing(january(day))] for day in (1, 3, 5, 6)] == [
        ["e1"],
        ["e1", "e2"],
        ["e1", "e2"],
        ["e2"],
    ]


def test_a_case_as_known_then_has_what_was_registered_then() -> None:
    case = Case(CASE, registered(START, YES))

    assert case.as_known(FIRST_INSTANT + HOUR) == Case(CASE, registered(START))
    assert case.as_known(None) is case


def test_nothing_proposed_is_the_case_itself() -> None:
    case = Case(CASE, registered(START))

    assert case.with_proposed(()) is case


def test_what_is_proposed_counts_as_registered_last() -> None:
    case = Case(CASE, registered(START, YES))
    proposed = case.with_proposed((answered(Status.DECLINED, january(5)),))

    assert told(proposed.life) == ["1–4 not_asked", "5– declined"]
    assert proposed.registrations[-1].id == PROPOSED
    assert proposed.registrations[-1].position == 3
    assert proposed.as_known(FIRST_INSTANT + 2 * HOUR) == proposed


def test_what_is_proposed_together_is_one_registration() -> None:
    proposed = Case(CASE).with_proposed(START).with_proposed(YES)

    assert [each.events for each in proposed.registrations] == [(*START, *YES)]
    assert [each.position for each in proposed.registrations] == [1]

"""
Each case is judged by its unit's routine of the day.
"""

import datetime as dt

import pytest

from fastomsorg.decisions import NATIONAL, LocalRules
from fastomsorg.routine import Assignment, Assignments
from fastomsorg.terms import Malformed

BOARD = LocalRules(name="board")
STRICTER = LocalRules(name="stricter", deputy_required=True)
PRIVATE = LocalRules(name="private", contact_to_follow=True)
SPRING, SUMMER = dt.date(2025, 3, 1), dt.date(2025, 6, 1)


def test_without_an_assignment_the_law_alone_holds() -> None:
    assert NATIONAL == Assignments([]).rules_of("north", SPRING)


def test_an_assignment_holds_from_its_day_until_the_next() -> None:
    assignments = Assignments([Assignment(STRICTER, SUMMER), Assignment(BOARD, SPRING)])

    days = [SPRING - dt.timedelta(1), SPRING, SUMMER - dt.timedelta(1), SUMMER]
    held = [assignments.rules_of("north", day).name for day in days]

    assert ["national", "board", "board", "stricter"] == held


def test_a_units_own_goes_before_what_holds_everywhere() -> None:
    assignments = Assignments([Assignment(PRIVATE, SPRING, "north"), Assignment(BOARD, SUMMER)])

    assert PRIVATE == assignments.rules_of("north", SUMMER)
    assert BOARD == assignments.rules_of("south", SUMMER)


def test_two_for_one_unit_and_day_are_refused() -> None:
    with pytest.raises(Malformed) as refused:
        Assignments([Assignment(BOARD, SPRING, "north"), Assignment(PRIVATE, SPRING, "north")])

    assert "two_routines_one_day" == refused.value.code

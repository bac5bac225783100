"""
Step three: inside a stay the answer is *not asked*, then what was recorded.
"""

from fastomsorg.terms import Status
from fastomsorg.testing import answered, ended, started
from tests.history.january import answers, january, life_of, told

START = (started(january(3)),)


def test_from_its_first_day_nobody_has_been_asked() -> None:
    found = life_of(START)

    assert answers(found, 2, 3, 31) == [None, Status.NOT_ASKED, Status.NOT_ASKED]


def test_an_answer_holds_from_its_day_until_another() -> None:
    found = life_of(
        START,
        (answered(Status.NO_NEED, january(20)),),
        (answered(Status.DECLINED, january(10)),),
    )

    assert told(found) == ["3–9 not_asked", "10–19 declined", "20– no_need"]


def test_of_several_answers_on_a_day_the_last_registered_holds() -> None:
    found = life_of(
        START,
        (answered(Status.ACCEPTED, january(10)), answered(Status.NO_NEED, january(10))),
        (answered(Status.DECLINED, january(10)),),
    )

    assert told(found) == ["3–9 not_asked", "10– declined"]


def test_the_same_answer_again_is_the_same_spell() -> None:
    found = life_of(
        START, (answered(Status.DECLINED, january(5)),), (answered(Status.DECLINED, january(9)),)
    )

    assert told(found) == ["3–4 not_asked", "5– declined"]


def test_an_answer_on_the_first_day_leaves_no_day_unasked() -> None:
    assert told(life_of(START, (answered(Status.DECLINED, january(3)),))) == ["3– declined"]


def test_an_answer_outside_every_stay_says_nothing() -> None:
    found = life_of(
        (started(january(3), january(9)),),
        (answered(Status.DECLINED, january(2)),),
        (answered(Status.DECLINED, january(10)),),
    )

    assert told(found) == ["3–9 not_asked"]


def test_in_a_new_stay_nobody_has_been_asked() -> None:
    found = life_of(
        (started(january(1), january(5)),),
        (answered(Status.DECLINED, january(2)),),
        (started(january(7), enactment="e2"),),
    )

    assert told(found) == ["1–1 not_asked", "2–5 declined", "7– not_asked"]


def test_where_two_stays_become_one_the_answer_goes_on() -> None:
    apart = (
        (started(january(1), january(5)),),
        (answered(Status.DECLINED, january(2)),),
        (started(january(7), enactment="e2"),),
    )

    assert told(life_of(*apart, (ended(january(6)),))) == ["1–1 not_asked", "2– declined"]

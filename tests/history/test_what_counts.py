"""
Step one: what is not known yet, and what is annulled, is left out.
"""

import datetime as dt

from fastomsorg.history import known_by, life, without_annulled
from fastomsorg.terms import Status
from fastomsorg.testing import (
    FIRST_INSTANT,
    a_registration,
    annulled,
    answered,
    registered,
    request,
    started,
)
from tests.history.january import january, life_of, told

START = (started(january(1)),)
YES = (answered(Status.ACCEPTED, january(5)),)
NO = (answered(Status.DECLINED, january(3)),)
HOUR = dt.timedelta(hours=1)


def standing(*envelopes: tuple[object, ...]) -> list[int]:
    return [each.id.int for each in without_annulled(registered(*envelopes))]  # type: ignore[arg-type]


def test_what_is_annulled_stands_no_longer_and_its_annulment_does() -> None:
    assert standing(START, YES, (annulled(2),)) == [1, 3]


def test_it_is_annulled_whatever_days_it_speaks_of() -> None:
    assert told(life_of(START, YES, (annulled(2, january(31)),))) == ["1– not_asked"]


def test_an_annulled_annulment_annuls_nothing() -> None:
    assert standing(START, YES, (annulled(2),), (annulled(3),)) == [1, 2, 4]


def test_annulments_may_go_on_to_and_fro() -> None:
    assert standing(START, YES, (annulled(2),), (annulled(3),), (annulled(4),)) == [1, 3, 5]


def test_an_annulment_reaches_only_what_was_registered_before_it() -> None:
    assert standing((annulled(2),), START) == [1, 2]


def test_an_annulment_of_itself_annuls_nothing() -> None:
    assert standing((annulled(1), *START)) == [1]


def test_what_a_correction_annuls_and_what_it_holds_go_together() -> None:
    corrected = (annulled(2), *NO)

    assert told(life_of(START, YES, corrected)) == ["1–2 not_asked", "3– declined"]
    assert told(life_of(START, YES, corrected, (annulled(3),))) == ["1–4 not_asked", "5– accepted"]


def test_two_annulments_of_the_same_have_both_to_be_annulled() -> None:
    twice = (START, YES, (annulled(2),), (annulled(2),))

    assert standing(*twice, (annulled(4),)) == [1, 3, 5]
    assert standing(*twice, (annulled(4),), (annulled(3),)) == [1, 2, 5, 6]


def test_what_is_known_is_what_was_registered_by_then() -> None:
    registrations = registered(START, YES, NO)

    assert [each.id for each in known_by(registrations, FIRST_INSTANT + 2 * HOUR)] == [
        request(1),
        request(2),
    ]
    assert known_by(registrations, FIRST_INSTANT) == ()
    assert known_by(registrations, None) == registrations


def test_before_the_annulment_was_known_the_annulled_stands() -> None:
    registrations = registered(START, YES, (annulled(2),))

    assert told(life(registrations, known=FIRST_INSTANT + 2 * HOUR)) == [
        "1–4 not_asked",
        "5– accepted",
    ]
    assert told(life(registrations)) == ["1– not_asked"]


def test_registrations_are_read_in_order_of_position_however_they_are_listed() -> None:
    first = a_registration(*START, number=1)
    yes = a_registration(answered(Status.ACCEPTED, january(5)), number=2)
    no = a_registration(answered(Status.DECLINED, january(5)), number=3)

    assert told(life([no, first, yes])) == told(life([first, yes, no]))
    assert told(life([no, first, yes])) == ["1–4 not_asked", "5– declined"]

"""
Step four: who holds a seat, from the changes of each seat.
"""

from fastomsorg.care import Contact
from fastomsorg.history import Holding
from fastomsorg.terms import Period, Role, Status
from fastomsorg.testing import accepted, annulled, answered, ended, request, seated, started
from tests.history.january import holders, january, life_of, told

START = (started(january(1)),)
YES = accepted(january(5), "anob", "brs89")
PRIMARY, DEPUTY = Role.PRIMARY, Role.DEPUTY
PERSON, DEPUTY_PERSON = Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON


def test_a_yes_with_both_seats_fills_them_from_its_day() -> None:
    assert told(life_of(START, YES)) == [
        "1–4 not_asked",
        "5– accepted primary:anob deputy:brs89",
    ]


def test_on_the_day_of_a_change_the_new_contact_counts() -> None:
    found = life_of(START, YES, (seated(PRIMARY, "greal", january(9)),))

    assert holders(found, PRIMARY, 4, 5, 8, 9, 31) == [None, "anob", "anob", "greal", "greal"]


def test_without_a_word_about_the_deputy_the_deputy_stays() -> None:
    found = life_of(START, YES, (seated(PRIMARY, "greal", january(9)),))

    assert holders(found, DEPUTY, 8, 9) == ["brs89", "brs89"]


def test_both_fall_when_the_answer_changes_and_a_new_yes_brings_nobody_back() -> None:
    found = life_of(
        START,
        YES,
        (answered(Status.DECLINED, january(9)),),
        (answered(Status.ACCEPTED, january(15)),),
    )

    assert told(found)[2:] == ["9–14 declined", "15– accepted"]


def test_the_same_answer_again_lets_nobody_fall() -> None:
    found = life_of(START, YES, (answered(Status.ACCEPTED, january(9)),))

    assert told(found)[1:] == ["5– accepted primary:anob deputy:brs89"]


def test_a_no_and_a_yes_on_one_day_is_a_yes_and_lets_nobody_fall() -> None:
    found = life_of(
        START,
        YES,
        (answered(Status.DECLINED, january(9)),),
        (answered(Status.ACCEPTED, january(9)),),
    )

    assert told(found)[1:] == ["5– accepted primary:anob deputy:brs89"]


def test_both_fall_when_the_stay_ends_and_are_not_in_the_next() -> None:
    found = life_of(
        (started(january(1), january(9)),), YES, (started(january(11), enactment="e2"),)
    )

    assert told(found)[1:] == ["5–9 accepted primary:anob deputy:brs89", "11– not_asked"]


def test_both_stay_when_another_enactment_begins_the_day_after() -> None:
    found = life_of(
        (started(january(1), january(9)),), YES, (started(january(10), enactment="e2"),)
    )

    assert told(found)[1:] == ["5– accepted primary:anob deputy:brs89"]


def test_both_come_back_with_a_withdrawn_end() -> None:
    found = life_of(START, YES, (ended(january(9)),), (ended(None),))

    assert told(found)[1:] == ["5– accepted primary:anob deputy:brs89"]


def test_a_seat_cannot_be_taken_without_a_yes() -> None:
    found = life_of(START, (seated(PRIMARY, "anob", january(3)),), YES)

    assert holders(found, PRIMARY, 3, 4, 5) == [None, None, "anob"]


def test_a_seat_taken_before_the_yes_is_not_kept_for_it() -> None:
    found = life_of(
        START,
        (seated(PRIMARY, "anob", january(3)),),
        (answered(Status.ACCEPTED, january(5)),),
    )

    assert holders(found, PRIMARY, 3, 5, 31) == [None, None, None]


def test_a_change_outside_every_stay_says_nothing() -> None:
    found = life_of(
        (started(january(1), january(9)),), YES, (seated(PRIMARY, "greal", january(10)),)
    )

    assert [contact.staff for contact in found.contacts(PRIMARY)] == ["anob"]


def test_of_several_changes_of_a_seat_on_a_day_the_last_registered_holds() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "greal", january(9)),),
        (seated(PRIMARY, "carin", january(9)),),
    )

    assert holders(found, PRIMARY, 9) == ["carin"]


def test_the_last_registered_is_taken_before_anybody_falls() -> None:
    found = life_of(
        START,
        YES,
        (seated(DEPUTY, "carin", january(9)),),
        (seated(DEPUTY, "anob", january(9)),),
    )

    assert holders(found, DEPUTY, 8, 9) == ["brs89", None]


def test_a_deputy_who_becomes_primary_leaves_an_empty_seat() -> None:
    found = life_of(START, YES, (seated(PRIMARY, "brs89", january(9)),))

    assert told(found)[1:] == [
        "5–8 accepted primary:anob deputy:brs89",
        "9– accepted primary:brs89",
    ]


def test_the_emptied_deputy_s_seat_stays_empty_when_the_primary_changes_again() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "brs89", january(9)),),
        (seated(PRIMARY, "anob", january(12)),),
    )

    assert told(found)[3:] == ["12– accepted primary:anob"]


def test_a_primary_who_is_named_deputy_stays_primary_and_the_deputy_s_seat_is_empty() -> None:
    found = life_of(START, YES, (seated(DEPUTY, "anob", january(9)),))

    assert told(found)[2:] == ["9– accepted primary:anob"]


def test_the_two_can_change_seats_on_one_day() -> None:
    swap = (seated(PRIMARY, "brs89", january(9)), seated(DEPUTY, "anob", january(9)))

    assert told(life_of(START, YES, swap))[2:] == ["9– accepted primary:brs89 deputy:anob"]


def test_when_the_primary_leaves_the_deputy_remains_deputy() -> None:
    found = life_of(START, YES, (seated(PRIMARY, None, january(9)),))

    assert told(found)[2:] == ["9– accepted deputy:brs89"]


def test_a_deputy_dropped_before_a_later_change_of_primary_does_not_come_back() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "greal", january(20)),),
        (seated(DEPUTY, None, january(10)),),
    )

    assert told(found)[1:] == [
        "5–9 accepted primary:anob deputy:brs89",
        "10–19 accepted primary:anob",
        "20– accepted primary:greal",
    ]


def test_a_contact_back_dated_between_two_changes_holds_until_the_later_one() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "greal", january(20)),),
        (seated(PRIMARY, "carin", january(10)),),
    )

    assert holders(found, PRIMARY, 9, 10, 19, 20) == ["anob", "carin", "carin", "greal"]


def test_annulling_an_appointment_that_a_later_one_followed_leaves_the_later_one() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "carin", january(10)),),
        (seated(PRIMARY, "greal", january(20)),),
        (annulled(3),),
    )

    assert holders(found, PRIMARY, 10, 19, 20) == ["anob", "anob", "greal"]


def test_whoever_is_appointed_again_has_held_the_seat_since_the_first_day() -> None:
    found = life_of(START, YES, (seated(PRIMARY, "anob", january(9)),))
    spell = found.on(january(10))

    assert spell is not None
    assert spell.primary == Holding("anob", january(5), request(2))
    assert len(found.spells) == 2


def test_whoever_comes_back_after_somebody_else_begins_anew() -> None:
    found = life_of(
        START,
        YES,
        (seated(PRIMARY, "greal", january(9)),),
        (seated(PRIMARY, "anob", january(12)),),
    )
    spell = found.on(january(12))

    assert spell is not None
    assert spell.primary == Holding("anob", january(12), request(4))


def test_contacts_are_told_with_their_days_in_a_row() -> None:
    found = life_of(
        START,
        YES,
        (seated(DEPUTY, "carin", january(9)),),
        (seated(PRIMARY, "greal", january(12)),),
        (answered(Status.DECLINED, january(20)),),
        accepted(january(25), "greal"),
    )

    assert found.contacts(PRIMARY) == (
        Contact(PRIMARY, "anob", Period(january(5), january(12))),
        Contact(PRIMARY, "greal", Period(january(12), january(20))),
        Contact(PRIMARY, "greal", Period(january(25))),
    )
    assert found.contacts(DEPUTY) == (
        Contact(DEPUTY, "brs89", Period(january(5), january(9))),
        Contact(DEPUTY, "carin", Period(january(9), january(20))),
    )


def test_a_contact_person_needs_no_answer() -> None:
    found = life_of(
        START,
        (seated(PERSON, "anob", january(3)), seated(DEPUTY_PERSON, "brs89", january(3))),
        (answered(Status.DECLINED, january(9)),),
    )

    assert told(found)[1:] == [
        "3–8 not_asked person:anob deputy person:brs89",
        "9– declined person:anob deputy person:brs89",
    ]


def test_a_contact_person_ends_the_day_a_primary_holds_the_seat_and_does_not_come_back() -> None:
    found = life_of(
        START,
        (seated(PERSON, "carin", january(3)), seated(DEPUTY_PERSON, "greal", january(3))),
        YES,
        (answered(Status.DECLINED, january(9)),),
    )

    assert told(found)[2:] == ["5–8 accepted primary:anob deputy:brs89", "9– declined"]


def test_a_contact_person_stays_beside_a_deputy_without_a_primary() -> None:
    found = life_of(
        START,
        (seated(PERSON, "carin", january(3)),),
        accepted(january(5), "anob", "brs89"),
        (seated(PRIMARY, None, january(9)),),
        (seated(PERSON, "carin", january(12)),),
    )

    assert told(found)[3:] == [
        "9–11 accepted deputy:brs89",
        "12– accepted deputy:brs89 person:carin",
    ]


def test_a_contact_person_cannot_be_appointed_while_a_primary_holds_the_seat() -> None:
    found = life_of(START, YES, (seated(PERSON, "carin", january(9)),))

    assert holders(found, PERSON, 8, 9, 31) == [None, None, None]


def test_a_contact_person_and_its_deputy_are_not_one_person() -> None:
    found = life_of(
        START, (seated(PERSON, "anob", january(3)), seated(DEPUTY_PERSON, "anob", january(3)))
    )

    assert told(found)[1:] == ["3– not_asked person:anob"]


def test_a_contact_person_ends_with_the_stay() -> None:
    found = life_of(
        (started(january(1), january(9)),),
        (seated(PERSON, "anob", january(3)),),
        (started(january(11), enactment="e2"),),
    )

    assert holders(found, PERSON, 9, 10, 11) == ["anob", None, None]

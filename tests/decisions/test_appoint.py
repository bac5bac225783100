"""
Appointing, replacing and ending contacts.
"""

import datetime as dt

import pytest

from fastomsorg.commands import AppointContacts
from fastomsorg.decisions import LocalRules
from fastomsorg.history import ContactChanged
from fastomsorg.terms import CaseKey, ChangeReason, Role
from tests.decisions.asking import (
    appoints,
    contact_person,
    day,
    ends,
    leaves,
    no,
    starts,
    yes,
)
from tests.decisions.casebook import A, B, Casebook, basis
from tests.decisions.shown import changes, on, spells

JULY_1 = day(7, 1)


def accepted(**more: object) -> Casebook:
    """
    Agda has said yes to Britta, with Greta as deputy, from 10 June.
    """
    book = Casebook(**more)  # type: ignore[arg-type]
    book.grant(starts(day(6, 1)), yes(day(6, 10), "britta", deputy="greta"))
    return book


def test_another_primary_takes_over_and_the_deputy_stays() -> None:
    book = accepted()

    verdict = book.granted(appoints(JULY_1, primary="lotta", text="Ville byta"))

    assert changes(verdict.changed) == [
        (
            "2024-07-01 –",
            "accepted, primary britta, deputy greta",
            "accepted, primary lotta, deputy greta",
        )
    ]
    (event,) = verdict.entries[0][1]
    assert isinstance(event, ContactChanged)
    assert (event.role, event.staff, event.reason, event.text) == (
        Role.PRIMARY,
        "lotta",
        ChangeReason.CLIENT_WISH,
        "Ville byta",
    )


def test_on_the_day_of_a_change_the_new_contact_counts() -> None:
    book = accepted()
    book.grant(appoints(JULY_1, primary="lotta"))

    assert [on(book.case().life, each) for each in (day(6, 30), JULY_1)] == [
        "accepted, primary britta, deputy greta",
        "accepted, primary lotta, deputy greta",
    ]


def test_an_appointment_may_be_registered_ahead() -> None:
    assert accepted(today=JULY_1).obstacles(appoints(day(9, 1), primary="lotta")) == []


@pytest.mark.parametrize("reason", ChangeReason)
def test_every_reason_is_a_reason_to_change_the_primary(reason: ChangeReason) -> None:
    command = appoints(JULY_1, primary="lotta", reason=reason, text="Delar inte språk")

    assert accepted().obstacles(command) == []


@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [
        (None, "", "reason_missing"),
        (None, "Ville byta", "reason_missing"),
        (ChangeReason.OTHER, "", "reason_text_missing"),
        (ChangeReason.OTHER, " \n", "reason_text_missing"),
    ],
)
def test_changing_the_primary_needs_a_reason_and_another_reason_needs_words(
    reason: ChangeReason | None, text: str, code: str
) -> None:
    book = accepted()
    command = appoints(JULY_1, primary="lotta", reason=reason, text=text)

    assert book.obstacles(command) == [code]
    assert book.reason(code, command).facts == {"staff": "britta"}


def test_changing_the_deputy_alone_needs_no_reason() -> None:
    assert accepted().obstacles(appoints(JULY_1, deputy="lotta", reason=None)) == []
    assert accepted().obstacles(appoints(JULY_1, deputy=None, reason=None)) == []


def test_a_deputy_who_becomes_primary_leaves_an_empty_seat() -> None:
    book = accepted()
    book.grant(appoints(JULY_1, primary="greta"))

    assert spells(book.case().life)[-1] == ("2024-07-01 –", "accepted, primary greta")


def test_primary_and_deputy_may_change_places() -> None:
    book = accepted()
    book.grant(appoints(JULY_1, primary="greta", deputy="britta"))

    assert on(book.case().life, JULY_1) == "accepted, primary greta, deputy britta"


@pytest.mark.parametrize(
    "command",
    [
        appoints(JULY_1, deputy="britta"),
        appoints(JULY_1, primary="lotta", deputy="lotta"),
        appoints(JULY_1, primary="greta", deputy="greta"),
    ],
    ids=["the primary as deputy", "a newcomer in both", "the deputy in both"],
)
def test_nobody_can_be_put_in_both_seats(command: AppointContacts) -> None:
    assert accepted().obstacles(command) == ["same_person_in_both_seats"]


@pytest.mark.parametrize(
    "command",
    [
        appoints(JULY_1),
        appoints(JULY_1, primary="britta"),
        appoints(JULY_1, primary="britta", deputy="greta"),
    ],
    ids=["nobody named", "the same primary", "the same two"],
)
def test_those_who_hold_the_seats_already_are_no_change(command: AppointContacts) -> None:
    assert accepted().obstacles(command) == ["nothing_changed"]


def test_an_empty_deputys_seat_cannot_be_emptied() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10)))

    assert book.obstacles(appoints(JULY_1, deputy=None)) == ["nothing_changed"]


def test_the_same_primary_may_be_named_with_another_deputy() -> None:
    book = accepted()
    book.grant(appoints(JULY_1, primary="britta", deputy="lotta", reason=None))

    assert on(book.case().life, JULY_1) == "accepted, primary britta, deputy lotta"


def test_nobody_is_appointed_without_a_yes() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), no(day(6, 10)))

    reason = book.reason("not_accepted", appoints(JULY_1, primary="britta"))

    assert reason.facts == {"day": JULY_1, "status": "declined"}


def test_nobody_is_appointed_outside_the_stay() -> None:
    book = accepted()
    book.grant(ends(day(7, 31)))

    assert book.obstacles(appoints(day(8, 1), primary="lotta")) == ["outside_stay"]


def test_every_obstacle_to_an_appointment_is_told_at_once() -> None:
    book = Casebook(clients=(), units=())
    command = appoints(JULY_1, deputy="nobody", case=CaseKey("agda", "nowhere"))

    assert book.obstacles(command) == [
        "unknown_client",
        "unknown_unit",
        "outside_stay",
        "deputy_without_primary",
        "unknown_staff",
    ]


def test_a_missing_yes_is_told_with_what_is_wrong_with_the_persons() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    command = appoints(JULY_1, primary="nobody", deputy="nobody")

    assert book.obstacles(command) == [
        "same_person_in_both_seats",
        "unknown_staff",
        "not_accepted",
    ]


def test_local_rules_that_require_a_deputy_are_heeded_at_every_change() -> None:
    rules = LocalRules("Testköping", deputy_required=True)
    book = accepted(local=lambda unit, on: rules)

    assert book.obstacles(appoints(JULY_1, primary="lotta")) == []
    for command in (appoints(JULY_1, primary="greta"), appoints(JULY_1, deputy=None)):
        reason = book.reason("deputy_missing", command)
        assert (reason.blocks, basis(reason)) == (True, ["Testköping lokala regler"])


# Ending -----------------------------------------------------------------------------------------


def test_a_seat_falls_empty_after_the_last_day_and_the_client_has_still_said_yes() -> None:
    book = accepted()

    verdict = book.granted(leaves(day(6, 30), Role.PRIMARY, Role.DEPUTY))

    assert changes(verdict.changed) == [
        ("2024-07-01 –", "accepted, primary britta, deputy greta", "accepted")
    ]


def test_a_primary_who_leaves_is_remarked_on_and_the_deputy_stays_deputy() -> None:
    book = accepted()
    command = leaves(day(6, 30), Role.PRIMARY)

    assert book.reason("becomes_vacant", command).facts == {"day": JULY_1}
    book.grant(command)
    assert on(book.case().life, JULY_1) == "accepted, deputy greta"


def test_a_deputy_who_leaves_makes_nothing_vacant() -> None:
    book = accepted()
    command = leaves(day(6, 30), Role.DEPUTY)

    assert book.remarks(command) == []
    book.grant(command)
    assert on(book.case().life, JULY_1) == "accepted, primary britta"


def test_a_deputy_is_promoted_without_a_reason_where_the_primary_has_left() -> None:
    book = accepted()
    book.grant(leaves(day(6, 30), Role.PRIMARY))
    book.grant(appoints(day(7, 15), primary="greta", reason=None))

    assert on(book.case().life, day(7, 15)) == "accepted, primary greta"


@pytest.mark.parametrize("role", [Role.PRIMARY, Role.DEPUTY])
def test_ending_a_contact_needs_a_reason(role: Role) -> None:
    book = accepted()

    assert book.obstacles(leaves(day(6, 30), role, reason=None)) == ["reason_missing"]
    unsaid = leaves(day(6, 30), role, reason=ChangeReason.OTHER)
    assert book.obstacles(unsaid) == ["reason_text_missing"]


def test_both_who_leave_are_named_where_the_reason_is_missing() -> None:
    book = accepted()
    command = leaves(day(6, 30), Role.PRIMARY, Role.DEPUTY, reason=None)

    said = [reason.facts for reason in book.refused(command).reasons if reason.blocks]

    assert said == [{"staff": "greta"}, {"staff": "britta"}]


def test_a_contact_person_ends_without_a_reason() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), contact_person(day(6, 10)))
    command = leaves(day(6, 30), Role.CONTACT_PERSON, reason=None)

    assert book.obstacles(command) == []
    book.grant(command)
    assert on(book.case().life, JULY_1) == "not asked"


def test_an_empty_seat_cannot_be_ended() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10)))

    reason = book.reason("seat_empty", leaves(day(6, 30), Role.PRIMARY, Role.DEPUTY))

    assert reason.facts == {"role": "deputy", "day": day(6, 30)}


def test_outside_the_stay_there_is_nobody_to_end() -> None:
    assert accepted().obstacles(leaves(day(5, 31), Role.PRIMARY)) == ["outside_stay", "seat_empty"]


def test_ending_nobody_is_no_change() -> None:
    assert accepted().obstacles(leaves(day(6, 30))) == ["nothing_changed"]


def test_a_contact_who_falls_that_day_anyway_cannot_be_ended() -> None:
    leaving = leaves(day(6, 30), Role.PRIMARY)
    stay_ends, says_no, ended = accepted(), accepted(), accepted()
    stay_ends.grant(ends(day(6, 30)))
    says_no.grant(no(JULY_1))
    ended.grant(leaving)

    asked = [book.obstacles(leaving) for book in (stay_ends, says_no, ended)]

    assert asked == [["nothing_changed"]] * 3


def test_one_of_two_seats_that_falls_anyway_does_not_hinder_the_other() -> None:
    book = accepted()
    book.grant(leaves(day(6, 30), Role.DEPUTY))

    assert book.obstacles(leaves(day(6, 30), Role.PRIMARY, Role.DEPUTY)) == []


def test_a_contact_may_be_ended_on_the_last_day_there_is() -> None:
    assert accepted().obstacles(leaves(dt.date.max, Role.PRIMARY)) == []


def test_units_have_their_own_contacts() -> None:
    book = accepted()
    book.grant(starts(day(6, 1), id="e2", case=B), yes(day(6, 20), "britta", case=B))
    book.grant(leaves(day(6, 30), Role.PRIMARY))

    assert on(book.case(A).life, JULY_1) == "accepted, deputy greta"
    assert on(book.case(B).life, JULY_1) == "accepted, primary britta"


# The contact person -----------------------------------------------------------------------------


def test_a_contact_person_needs_no_yes_and_no_title() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), no(day(6, 5)))
    book.grant(contact_person(day(6, 10), "britta", deputy="greta"))

    assert on(book.case().life, JULY_1) == (
        "declined, contact person britta, deputy contact person greta"
    )


def test_a_contact_person_ends_the_day_a_primary_holds_the_seat() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), contact_person(day(6, 10), "britta", deputy="greta"))
    book.grant(yes(JULY_1, "lotta"), no(day(8, 1)))

    assert spells(book.case().life)[1:] == [
        (
            "2024-06-10 – 2024-06-30",
            "not asked, contact person britta, deputy contact person greta",
        ),
        ("2024-07-01 – 2024-07-31", "accepted, primary lotta"),
        ("2024-08-01 –", "declined"),
    ]


def test_there_is_no_contact_person_beside_a_primary() -> None:
    reason = accepted().reason("primary_holds_seat", contact_person(JULY_1, "lotta"))

    assert reason.facts == {"staff": "britta", "day": JULY_1}


def test_a_contact_person_may_be_there_while_the_primarys_seat_is_empty() -> None:
    book = accepted()
    book.grant(leaves(day(6, 30), Role.PRIMARY))
    book.grant(contact_person(JULY_1, "lotta"))

    assert on(book.case().life, JULY_1) == "accepted, deputy greta, contact person lotta"


def test_another_contact_person_needs_no_reason() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), contact_person(day(6, 10), "britta", deputy="greta"))
    book.grant(contact_person(JULY_1, "lotta"))

    assert on(book.case().life, JULY_1) == (
        "not asked, contact person lotta, deputy contact person greta"
    )


def test_a_contact_persons_seat_may_be_emptied() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), contact_person(day(6, 10), "britta"))
    book.grant(contact_person(JULY_1, None))

    assert on(book.case().life, JULY_1) == "not asked"


def test_obstacles_to_a_contact_person_are_told_at_once() -> None:
    book = Casebook(clients=(), units=())

    assert book.obstacles(contact_person(JULY_1, "nobody", deputy="nobody")) == [
        "unknown_client",
        "unknown_unit",
        "outside_stay",
        "same_person_in_both_seats",
        "unknown_staff",
    ]
    assert accepted().obstacles(contact_person(JULY_1, None)) == [
        "primary_holds_seat",
        "nothing_changed",
    ]


def test_a_deputy_contact_person_needs_a_contact_person() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))

    assert book.obstacles(contact_person(JULY_1, None, deputy="greta")) == [
        "deputy_without_primary"
    ]

"""
The client's answer, and the contacts a yes is given for.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.care import Assessment
from fastomsorg.commands import RecordStatus
from fastomsorg.decisions import LocalRules
from fastomsorg.history import ContactChanged, Entitlement, StatusRecorded
from fastomsorg.law import Ground
from fastomsorg.terms import CaseKey, ChangeReason, Role, Status, day_after
from tests.decisions.asking import ASSESSED, day, ends, leaves, no, no_need, starts, yes
from tests.decisions.casebook import TODAY, A, Casebook, basis
from tests.decisions.shown import changes, on, spells

JUNE_10 = day(6, 10)
TO_FOLLOW = LocalRules("Testköping", contact_to_follow=True)
NEEDS_DEPUTY = LocalRules("Testköping", deputy_required=True)


def with_a_stay(**more: object) -> Casebook:
    book = Casebook(**more)  # type: ignore[arg-type]
    book.grant(starts(day(6, 1)))
    return book


def test_a_yes_appoints_the_primary_and_the_deputy_in_the_same_registration() -> None:
    book = with_a_stay()

    verdict = book.granted(yes(JUNE_10, "britta", deputy="greta"))

    entitled = Entitlement(Ground.CERTIFICATE, None, ("SoL (2001:453) 3 kap. 3 d §",))
    assert verdict.entries == (
        (
            A,
            (
                StatusRecorded(JUNE_10, Status.ACCEPTED),
                ContactChanged(JUNE_10, Role.PRIMARY, "britta", entitlement=entitled),
                ContactChanged(JUNE_10, Role.DEPUTY, "greta", entitlement=entitled),
            ),
        ),
    )
    assert changes(verdict.changed) == [
        ("2024-06-10 –", "not asked", "accepted, primary britta, deputy greta")
    ]


def test_a_deputy_is_optional() -> None:
    assert with_a_stay().obstacles(yes(JUNE_10, "britta")) == []


@pytest.mark.parametrize(
    ("command", "code"),
    [(yes(TODAY + dt.timedelta(days=1)), "day_in_future"), (yes(TODAY), None)],
    ids=["tomorrow", "today"],
)
def test_an_answer_cannot_be_of_a_day_to_come(command: RecordStatus, code: str | None) -> None:
    assert with_a_stay().obstacles(command) == ([code] if code else [])


def test_an_answer_of_tomorrow_is_told_what_day_it_is() -> None:
    tomorrow = day_after(TODAY)

    reason = with_a_stay().reason("day_in_future", no(tomorrow))

    assert reason.facts == {"day": tomorrow, "today": TODAY}


@pytest.mark.parametrize("when", [day(5, 31), day(8, 1)], ids=["before it", "after its end"])
def test_an_answer_outside_the_stay_is_refused(when: dt.date) -> None:
    book = with_a_stay()
    book.grant(ends(day(7, 31)))

    assert book.obstacles(no(when)) == ["outside_stay"]
    assert book.reason("outside_stay", no(when)).facts == {"day": when, "unit": "a"}


# Yes --------------------------------------------------------------------------------------------


def test_a_yes_without_a_primary_is_refused_with_the_duty_to_document_who_it_is() -> None:
    reason = with_a_stay().reason("primary_missing", yes(JUNE_10, None))

    assert reason.blocks
    assert basis(reason) == [
        "SoL (2001:453) 11 kap. 5 §",
        "SoL (2001:453) 11 kap. 6 §",
        "prop. 2021/22:116 s. 15",
    ]


def test_local_rules_may_let_the_contact_follow() -> None:
    book = with_a_stay(local=lambda unit, on: TO_FOLLOW)
    command = RecordStatus(A, Status.ACCEPTED, JUNE_10)

    assert book.remarks(command) == ["contact_to_follow"]
    book.grant(command)
    assert on(book.case().life, JUNE_10) == "accepted"


def test_the_same_yes_again_is_a_new_registration_and_keeps_the_contacts() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10, "britta", deputy="greta"))

    verdict = book.granted(RecordStatus(A, Status.ACCEPTED, day(9, 1)))

    assert verdict.entries == ((A, (StatusRecorded(day(9, 1), Status.ACCEPTED),)),)
    assert verdict.changed == ()


def test_a_new_yes_does_not_bring_a_contact_back() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10), no(day(7, 1)))

    assert book.obstacles(RecordStatus(A, Status.ACCEPTED, day(8, 1))) == ["primary_missing"]
    book.grant(yes(day(8, 1), "greta"))
    assert spells(book.case().life) == [
        ("2024-06-01 – 2024-06-09", "not asked"),
        ("2024-06-10 – 2024-06-30", "accepted, primary britta"),
        ("2024-07-01 – 2024-07-31", "declined"),
        ("2024-08-01 –", "accepted, primary greta"),
    ]


def test_a_yes_that_replaces_the_primary_needs_a_reason() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10))

    assert book.obstacles(yes(day(7, 1), "greta")) == ["reason_missing"]
    assert book.obstacles(yes(day(7, 1), "greta", reason=ChangeReason.CLIENT_WISH)) == []


def test_a_yes_that_empties_the_primarys_seat_needs_a_reason_and_leave_to_follow() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10, deputy="greta"))
    emptied = RecordStatus(A, Status.ACCEPTED, day(7, 1), primary=None)

    assert book.obstacles(emptied) == ["reason_missing", "primary_missing"]


def test_local_rules_may_require_a_deputy() -> None:
    book = with_a_stay(local=lambda unit, on: NEEDS_DEPUTY)

    reason = book.reason("deputy_missing", yes(JUNE_10))

    assert (reason.blocks, basis(reason)) == (True, ["Testköping lokala regler"])
    assert book.obstacles(yes(JUNE_10, deputy="greta")) == []


def test_a_required_deputy_who_is_there_already_need_not_be_named_again() -> None:
    book = with_a_stay(local=lambda unit, on: NEEDS_DEPUTY)
    book.grant(yes(JUNE_10, deputy="greta"))

    assert book.obstacles(RecordStatus(A, Status.ACCEPTED, day(9, 1))) == []
    emptied = RecordStatus(A, Status.ACCEPTED, day(9, 1), deputy=None)
    assert book.obstacles(emptied) == ["deputy_missing"]


def test_a_missing_primary_is_told_before_a_missing_deputy() -> None:
    book = with_a_stay(local=lambda unit, on: NEEDS_DEPUTY)

    assert book.obstacles(yes(JUNE_10, None)) == ["primary_missing"]


def test_a_deputy_needs_a_primary() -> None:
    reason = with_a_stay().reason("deputy_without_primary", yes(JUNE_10, None, deputy="greta"))

    assert reason.facts == {"staff": "greta", "day": JUNE_10}


def test_a_deputy_who_stays_where_the_primary_has_left_is_not_asked_about_again() -> None:
    book = with_a_stay(local=lambda unit, on: TO_FOLLOW)
    book.grant(yes(JUNE_10, deputy="greta"), leaves(day(7, 31), Role.PRIMARY))

    again = RecordStatus(A, Status.ACCEPTED, day(9, 1), deputy="greta")

    assert book.obstacles(again) == []
    assert book.obstacles(attrs.evolve(again, deputy="lotta")) == ["deputy_without_primary"]


def test_nobody_can_be_both_primary_and_deputy() -> None:
    reason = with_a_stay().reason(
        "same_person_in_both_seats", yes(JUNE_10, "britta", deputy="britta")
    )

    assert reason.facts == {"staff": "britta", "day": JUNE_10}


@pytest.mark.parametrize("answer", [no, no_need], ids=["declined", "no need"])
def test_a_contact_is_named_only_with_a_yes(answer: object) -> None:
    command = answer(JUNE_10, primary="britta")  # type: ignore[operator]

    assert with_a_stay().obstacles(command) == ["contact_without_acceptance"]


def test_a_no_may_say_that_nobody_is_contact() -> None:
    assert with_a_stay().obstacles(no(JUNE_10, primary=None, deputy=None)) == []


def test_the_contacts_fall_with_the_yes() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10, deputy="greta"))

    assert changes(book.granted(no(day(7, 1))).changed) == [
        ("2024-07-01 –", "accepted, primary britta, deputy greta", "declined")
    ]


def test_the_client_may_be_set_back_to_not_asked() -> None:
    book = with_a_stay()
    book.grant(yes(JUNE_10), RecordStatus(A, Status.NOT_ASKED, day(7, 1)))

    assert on(book.case().life, day(7, 1)) == "not asked"


def test_every_obstacle_to_a_yes_is_told_at_once() -> None:
    book = Casebook(clients=(), units=(), staff=())
    tomorrow = day_after(TODAY)

    command = yes(tomorrow, "nobody", deputy="nobody", case=CaseKey("agda", "nowhere"))

    assert book.obstacles(command) == [
        "unknown_client",
        "unknown_unit",
        "day_in_future",
        "outside_stay",
        "same_person_in_both_seats",
        "unknown_staff",
    ]


def test_what_is_missing_is_told_outside_the_stay_too() -> None:
    assert Casebook().obstacles(yes(JUNE_10, None, deputy="nobody")) == [
        "outside_stay",
        "deputy_without_primary",
        "unknown_staff",
        "primary_missing",
    ]


# No need ----------------------------------------------------------------------------------------


def test_no_need_keeps_the_assessment() -> None:
    verdict = with_a_stay().granted(no_need(JUNE_10))

    assert verdict.entries == ((A, (StatusRecorded(JUNE_10, Status.NO_NEED, ASSESSED),)),)


BLANK = Assessment("", " ", "\t")


@pytest.mark.parametrize(
    ("assessment", "missing"),
    [
        (None, ["assessment_missing"]),
        (attrs.evolve(ASSESSED, reason=" "), ["assessment_reason_missing"]),
        (attrs.evolve(ASSESSED, persons_view=""), ["persons_view_missing"]),
        (attrs.evolve(ASSESSED, by=""), ["assessor_missing"]),
        (BLANK, ["assessment_reason_missing", "persons_view_missing", "assessor_missing"]),
    ],
    ids=["none", "no reason", "no view of the person's own", "no assessor", "blank"],
)
def test_no_need_takes_an_individual_assessment(
    assessment: Assessment | None, missing: list[str]
) -> None:
    book = with_a_stay()
    command = no_need(JUNE_10, assessment)

    assert book.obstacles(command) == missing
    assert [basis(reason) for reason in book.refused(command).reasons] == [
        ["prop. 2021/22:116 s. 36"] for _ in missing
    ]


def test_no_need_takes_an_assessment_before_the_law_asked_for_one_too() -> None:
    before = dt.date(2022, 6, 30)
    book = Casebook()
    book.grant(starts(dt.date(2022, 1, 1)))

    reason = book.reason("assessment_missing", no_need(before, None))

    assert (reason.blocks, basis(reason)) == (True, [])

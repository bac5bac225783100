"""
Who may be proposed, and what becomes of it.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.commands import Annul, ProposeContact, RecordStatus
from fastomsorg.history import ContactChanged, ContactProposed
from fastomsorg.law import Ground
from fastomsorg.terms import OfferForm, Role, Status
from tests.decisions.asking import day, ends, starts, yes
from tests.decisions.casebook import EVERYBODY, A, Casebook

JUNE_1, JUNE_3, JUNE_10 = day(6, 1), day(6, 3), day(6, 10)


def proposing(staff: str | None = "britta", on: dt.date = JUNE_3) -> ProposeContact:
    return ProposeContact(A, on, staff)


def begun(book: Casebook | None = None) -> Casebook:
    book = book or Casebook()
    book.grant(starts(JUNE_1))
    return book


def test_somebody_entitled_may_be_proposed_and_holds_no_seat() -> None:
    book = begun()
    verdict = book.granted(proposing())

    ((_, (event,)),) = verdict.entries
    assert isinstance(event, ContactProposed)
    assert event.entitlement is not None
    assert (event.staff, event.entitlement.ground) == ("britta", Ground.CERTIFICATE)
    assert verdict.changed == ()


def test_somebody_without_the_title_may_not() -> None:
    untitled = attrs.evolve(EVERYBODY[0], certificate=None)
    book = begun(Casebook(staff=(untitled, *EVERYBODY[1:])))

    assert "title_missing" in [reason.code for reason in book.refused(proposing()).reasons]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (proposing("nobody"), "unknown_staff"),
        (proposing(on=day(5, 31)), "outside_stay"),
        (proposing(None), "nobody_proposed"),
    ],
)
def test_what_stands_in_the_way(command: ProposeContact, code: str) -> None:
    assert [reason.code for reason in begun().refused(command).reasons] == [code]


def test_nobody_is_proposed_to_a_client_who_has_said_yes() -> None:
    book = begun()
    book.grant(yes(JUNE_10))

    refused = book.refused(proposing(on=day(6, 11)))

    assert [reason.code for reason in refused.reasons] == ["accepted_already"]


def test_the_same_person_is_not_proposed_twice_but_another_takes_their_place() -> None:
    book = begun()
    book.grant(proposing())

    assert [each.code for each in book.refused(proposing()).reasons] == ["nothing_changed"]
    book.grant(proposing("greta", day(6, 5)))
    assert [(each.staff, each.period.start) for each in book.case().proposals] == [
        ("britta", JUNE_3),
        ("greta", day(6, 5)),
    ]


def test_a_yes_without_a_name_appoints_whoever_is_proposed_and_freezes_why() -> None:
    book = begun()
    book.grant(proposing())

    verdict = book.granted(RecordStatus(A, Status.ACCEPTED, JUNE_10))

    ((_, events),) = verdict.entries
    (seat,) = (event for event in events if isinstance(event, ContactChanged))
    assert seat.entitlement is not None
    assert (seat.role, seat.staff, seat.entitlement.ground) == (
        Role.PRIMARY,
        "britta",
        Ground.CERTIFICATE,
    )


def test_a_yes_to_somebody_else_appoints_that_one() -> None:
    book = begun()
    book.grant(proposing(), yes(JUNE_10, "greta"))

    assert book.case().life.holder_on(JUNE_10, Role.PRIMARY) == "greta"
    assert book.case().proposed_on(JUNE_10) is None


def test_without_a_proposal_a_yes_still_needs_a_name() -> None:
    refused = begun().refused(RecordStatus(A, Status.ACCEPTED, JUNE_10))

    assert [reason.code for reason in refused.reasons] == ["primary_missing"]


def test_a_proposal_ends_with_the_answer_with_the_stay_and_when_it_is_taken_back() -> None:
    for ending in (
        RecordStatus(A, Status.DECLINED, JUNE_10),
        ends(day(6, 9)),
        proposing(None, JUNE_10),
    ):
        book = begun()
        book.grant(proposing(), ending)

        assert book.case().proposed_on(day(6, 9)) is not None
        assert book.case().proposed_on(JUNE_10) is None


def test_somebody_may_be_proposed_anew_after_a_no() -> None:
    book = begun()
    book.grant(RecordStatus(A, Status.DECLINED, JUNE_10), proposing(on=day(6, 20)))
    proposed = book.case().proposed_on(day(6, 20))

    assert proposed is not None
    assert proposed.staff == "britta"


def test_an_annulled_proposal_was_never_made() -> None:
    book = begun()
    book.grant(proposing())
    annulled = book.case().registrations[-1].id
    book.grant(Annul(annulled, "fel"))

    assert book.case().proposals == ()


def test_how_the_offer_was_made_is_kept_with_the_answer() -> None:
    offered = frozenset({OfferForm.SPOKEN, OfferForm.ADAPTED})
    verdict = begun().granted(RecordStatus(A, Status.DECLINED, JUNE_10, offered=offered))

    ((_, (event,)),) = verdict.entries
    assert getattr(event, "offered", None) == offered

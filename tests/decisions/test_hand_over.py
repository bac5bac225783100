"""
May everything that somebody holds be handed over like this?
"""

import datetime as dt
from collections.abc import Sequence

import attrs
import pytest

from fastomsorg.commands import (
    AppointContactPerson,
    AppointContacts,
    HandOver,
    SeenCase,
)
from fastomsorg.decisions import (
    Granted,
    Load,
    LocalRules,
    Reason,
    Refused,
    Span,
    carrying,
    decide,
)
from fastomsorg.terms import KEEP, CaseKey, ChangeReason, Role, StaffId
from tests.decisions.asking import contact_person, day, starts, yes
from tests.decisions.casebook import Casebook, certified

EIGHT = tuple(CaseKey(f"client-{number}", "a") for number in range(1, 9))
FIRST, LEAVES = day(6, 1), day(9, 1)
STAFF_LEFT = ChangeReason.STAFF_LEFT
STAFF = (
    certified("britta"),
    certified("greta"),
    certified("lotta"),
    certified("asta"),
    certified("nils", certificate=None),
)


def with_eight(local: LocalRules | None = None) -> Casebook:
    """
    Britta is primary for eight clients, with Lotta as deputy.
    """
    clients = [key.client for key in EIGHT]
    book = Casebook(today=day(8, 1), staff=STAFF, clients=clients)
    for number, key in enumerate(EIGHT):
        book.grant(starts(FIRST, case=key, id=f"e{number}"))
        book.grant(yes(FIRST, "britta", deputy="lotta", case=key))
    if local is not None:
        book.local = lambda unit, on: local
    return book


def to(staff: StaffId, key: CaseKey, on: dt.date = LEAVES) -> AppointContacts:
    return AppointContacts(key, on, staff, reason=STAFF_LEFT)


def everything(takers: Sequence[StaffId], seen: tuple[SeenCase, ...] = ()) -> HandOver:
    parts = (to(taker, key) for taker, key in zip(takers, EIGHT, strict=True))
    return HandOver("britta", LEAVES, tuple(parts), seen)


def told(reasons: Sequence[Reason]) -> list[tuple[object, str]]:
    return [(reason.facts.get("client"), reason.code) for reason in reasons if reason.blocks]


def verdict_of(book: Casebook, command: HandOver) -> Granted | Refused:
    """
    The verdict where everybody carries what the book says.
    """
    cases = {key: book.case(key) for key in EIGHT}
    return decide(cases, command, carrying(book.given(command, cases), cases))


def test_eight_clients_get_a_new_primary_in_one_and_keep_their_deputy() -> None:
    book = with_eight()

    granted = book.granted(everything(["greta"] * 8))

    assert len(granted.entries) == 8
    held = [
        (book.case(key).life.holder_on(LEAVES, role))
        for key in EIGHT
        for role in (Role.PRIMARY, Role.DEPUTY)
    ]
    assert held == ["greta", "lotta"] * 8
    assert {book.case(key).life.holder_on(day(8, 31), Role.PRIMARY) for key in EIGHT} == {"britta"}


def test_eight_clients_of_which_one_is_refused_change_nothing_and_it_is_said_why() -> None:
    book = with_eight()
    before = list(book.registrations)
    takers = ["greta"] * 7 + ["nils"]

    refused = book.refused(everything(takers))

    assert told(refused.reasons) == [("client-8", "title_missing")]
    assert refused.reasons[-1].facts["unit"] == "a"
    assert book.registrations == before


@pytest.mark.parametrize(
    ("taker", "code"),
    [
        ("nils", "title_missing"),
        ("lotta", "same_person_in_both_seats"),
        ("nobody", "unknown_staff"),
        ("britta", "nothing_changed"),
    ],
)
def test_whoever_could_not_be_appointed_alone_cannot_take_over(taker: str, code: str) -> None:
    book = with_eight()
    command = HandOver(
        "britta", LEAVES, (AppointContacts(EIGHT[0], LEAVES, taker, "lotta", STAFF_LEFT),)
    )

    assert (EIGHT[0].client, code) in told(book.refused(command).reasons)


def test_whoever_is_not_at_work_cannot_take_over() -> None:
    book = with_eight()
    book.staff = [*STAFF, certified("away", available=False)]

    assert told(book.refused(everything(["away"] * 8)).reasons) == [
        (key.client, "not_available") for key in EIGHT
    ]


def test_whoever_keeps_the_other_seat_cannot_take_over() -> None:
    book = with_eight()

    assert told(book.refused(everything(["greta"] * 7 + ["lotta"])).reasons) == [
        ("client-8", "same_person_in_both_seats")
    ]


def test_a_deputy_whose_own_seat_is_given_up_can_take_over() -> None:
    book = with_eight()
    part = AppointContacts(EIGHT[0], LEAVES, "lotta", None, STAFF_LEFT)

    book.grant(HandOver("britta", LEAVES, (part,)))

    life = book.case(EIGHT[0]).life
    assert (life.holder_on(LEAVES, Role.PRIMARY), life.holder_on(LEAVES, Role.DEPUTY)) == (
        "lotta",
        None,
    )


def test_what_one_gets_is_counted_before_the_next() -> None:
    limited = LocalRules("Testköping", load=Load({Role.PRIMARY: Span(most=5)}, refuses=True))
    book = with_eight(limited)

    refused = verdict_of(book, everything(["greta"] * 8))

    assert isinstance(refused, Refused)
    assert told(refused.reasons) == [(f"client-{n}", "load_exceeded") for n in (6, 7, 8)]
    assert [r.facts["amount"] for r in refused.reasons if r.code == "load_exceeded"] == [6, 7, 8]
    assert isinstance(verdict_of(book, everything(["greta", "asta"] * 4)), Granted)


def test_over_the_limit_is_a_remark_where_the_routine_does_not_refuse_it() -> None:
    limited = LocalRules("Testköping", load=Load({Role.PRIMARY: Span(most=7)}))

    granted = verdict_of(with_eight(limited), everything(["greta"] * 8))

    assert isinstance(granted, Granted)
    assert [(r.facts["client"], r.code) for r in granted.remarks] == [("client-8", "load_exceeded")]
    assert [str(citation) for citation in granted.remarks[0].basis] == ["Testköping lokala regler"]


def test_a_case_that_has_changed_since_it_was_seen_is_refused_and_nothing_else_is_said_of_it() -> (
    None
):
    book = with_eight()
    seen = tuple(SeenCase(key, book.case(key).version) for key in EIGHT)
    book.grant(to("greta", EIGHT[2], day(8, 1)))

    refused = book.refused(everything(["greta"] * 8, seen=seen))

    assert told(refused.reasons) == [("client-3", "case_changed_since")]
    book.registrations.pop()
    assert isinstance(book.ask(everything(["greta"] * 8, seen=seen)), Granted)


def test_a_seat_that_another_holds_is_not_handed_over() -> None:
    book = with_eight()
    command = HandOver(
        "britta", LEAVES, (AppointContacts(EIGHT[0], LEAVES, KEEP, "greta", STAFF_LEFT),)
    )

    assert told(book.refused(command).reasons) == [("client-1", "nothing_held")]


def test_every_part_is_of_the_day_of_the_hand_over_and_of_another_case() -> None:
    book = with_eight()
    parts = (to("greta", EIGHT[0], day(9, 2)), to("greta", EIGHT[1]), to("lotta", EIGHT[1]))

    refused = book.refused(HandOver("britta", LEAVES, parts))

    assert {("client-1", "hand_over_another_day"), ("client-2", "hand_over_twice")} <= set(
        told(refused.reasons)
    )


def test_nothing_to_hand_over_is_refused() -> None:
    assert told(with_eight().refused(HandOver("britta", LEAVES, ())).reasons) == [
        (None, "hand_over_empty")
    ]


def test_a_contact_person_hands_over_too() -> None:
    key = EIGHT[0]
    book = Casebook(today=day(8, 1), staff=STAFF, clients=[key.client])
    book.grant(starts(FIRST, case=key), contact_person(FIRST, "nils", case=key))

    book.grant(HandOver("nils", LEAVES, (AppointContactPerson(key, LEAVES, "britta"),)))

    assert book.case(key).life.holder_on(LEAVES, Role.CONTACT_PERSON) == "britta"


def test_what_a_hand_over_makes_lapse_is_said_of_each_client() -> None:
    book = with_eight()
    book.grant(AppointContacts(EIGHT[4], day(10, 1), deputy="greta"))
    both = AppointContacts(EIGHT[4], LEAVES, "greta", reason=STAFF_LEFT)
    earlier = HandOver("britta", LEAVES, (both,))

    found = told(book.refused(earlier).reasons)

    assert found == [("client-5", "lapses")]
    assert isinstance(book.ask(attrs.evolve(earlier, confirmed=True)), Granted)


def test_what_somebody_carries_at_one_unit_is_no_matter_at_another() -> None:
    book = with_eight(LocalRules(load=Load({Role.PRIMARY: Span(most=8)})))
    cases = {key: book.case(key) for key in EIGHT}
    given = carrying(book.given(everything(["greta"] * 8), cases), cases)

    assert len(given.carried("britta", Role.PRIMARY, "a", FIRST)) == 8
    assert len(given.carried("britta", Role.PRIMARY, "b", FIRST)) == 0

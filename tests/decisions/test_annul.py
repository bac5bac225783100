"""
Annulling and correcting what was registered.
"""

import attrs
import pytest

from fastomsorg.commands import Annul, Correct
from fastomsorg.history import RegistrationAnnulled
from fastomsorg.terms import CaseKey, RegistrationId, Service
from tests.decisions.asking import (
    NOWHERE,
    annuls,
    appoints,
    corrects,
    day,
    ends,
    grants,
    moves,
    no,
    starts,
    wishes,
    yes,
)
from tests.decisions.casebook import BO, A, B, C, Casebook
from tests.decisions.shown import changes, on, spells

JULY_1 = day(7, 1)
BRITTA = "accepted, primary britta"


def test_an_annulment_says_what_and_why_as_of_today() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))

    verdict = book.granted(annuls(start, "fel brukare"))

    assert verdict.entries == ((A, (RegistrationAnnulled(book.today, start, "fel brukare"),)),)
    assert changes(verdict.changed) == [("2024-06-01 –", "not asked", "not here")]


def test_an_annulled_registration_stays_readable() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))
    book.grant(annuls(start))

    assert [each.id == start for each in book.case().registrations] == [True, False]


@pytest.mark.parametrize("reason", ["", " \n"])
def test_an_annulment_needs_a_reason(reason: str) -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))

    assert book.obstacles(annuls(start, reason)) == ["reason_for_annulment_missing"]


def test_what_was_never_registered_cannot_be_annulled() -> None:
    assert Casebook().obstacles(annuls(NOWHERE, "")) == [
        "reason_for_annulment_missing",
        "unknown_registration",
    ]


def test_the_unknown_registration_is_told_by_its_id() -> None:
    reason = Casebook().reason("unknown_registration", annuls(NOWHERE))

    assert reason.facts == {"registration": str(NOWHERE)}


def test_what_is_annulled_already_cannot_be_annulled_again() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))
    book.grant(annuls(start))

    assert book.reason("already_annulled", annuls(start)).facts == {"registration": str(start)}


def test_an_annulment_can_be_annulled_and_everything_is_as_before() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    answer = book.grant(yes(day(6, 10)))
    before = book.case().life
    annulment = book.grant(annuls(answer))

    assert book.obstacles(annuls(annulment)) == ["revives"]
    book.grant(annuls(annulment, confirmed=True))
    assert book.case().life == before


def test_an_annulment_of_an_annulment_can_be_annulled() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    annulment = book.grant(annuls(book.grant(no(day(6, 10)))))
    again = book.grant(annuls(annulment, confirmed=True))
    book.grant(annuls(again, confirmed=True))

    assert spells(book.case().life) == [("2024-06-01 –", "not asked")]


def test_a_wish_can_be_annulled() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10)))

    assert book.obstacles(annuls(book.grant(wishes(JULY_1)))) == []


# Moves ------------------------------------------------------------------------------------------


def moved() -> tuple[Casebook, RegistrationId, RegistrationId]:
    """
    Agda moves from A to B on 1 July; the start and the move.
    """
    book = Casebook()
    start = book.grant(starts(day(6, 1)))
    return book, start, book.grant(moves(JULY_1))


def test_annulling_a_move_writes_to_both_units() -> None:
    book, _, move = moved()

    verdict = book.granted(annuls(move))

    assert [key for key, _ in verdict.entries] == [A, B]
    assert spells(book.case(A).life) == [("2024-06-01 –", "not asked")]
    assert spells(book.case(B).life) == []


def test_contacts_that_come_back_when_a_move_is_annulled_are_shown() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10)))
    move = book.grant(moves(JULY_1))
    book.grant(yes(day(7, 10), "lotta", case=B))

    refused = book.refused(annuls(move))

    assert [(each.code, dict(each.facts)) for each in refused.reasons] == [
        ("revives", {"days": "2024-07-01 –", "unit": "a"}),
        ("lapses", {"days": "2024-07-10 –", "unit": "b"}),
    ]
    assert changes(refused.changed, A) == [("2024-07-01 –", "not here", BRITTA)]
    assert changes(refused.changed, B) == [
        ("2024-07-01 – 2024-07-09", "not asked", "not here"),
        ("2024-07-10 –", "accepted, primary lotta", "not here"),
    ]


def test_what_a_move_rests_on_is_not_annulled_before_the_move() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))
    end = book.grant(ends(day(12, 31)))
    services = book.grant(grants(day(6, 15), Service.ALARM))
    answer = book.grant(no(day(6, 20)))
    move = book.grant(moves(JULY_1))

    asked = {each: book.obstacles(annuls(each)) for each in (start, end, services, answer)}

    assert asked == {
        start: ["move_rests_on_it", "lapses"],
        end: ["move_rests_on_it"],
        services: ["move_rests_on_it"],
        answer: [],
    }
    assert book.reason("move_rests_on_it", annuls(start)).facts == {"registration": str(move)}


def test_with_the_move_gone_what_it_rested_on_can_be_annulled() -> None:
    book, start, move = moved()
    book.grant(annuls(move))

    assert book.obstacles(annuls(start)) == []


def test_what_ended_before_the_move_can_be_annulled() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    other = book.grant(starts(day(6, 1), day(6, 15), id="e2"))
    book.grant(moves(JULY_1))

    assert book.obstacles(annuls(other)) == []


def test_a_move_is_not_annulled_before_what_was_changed_where_it_led() -> None:
    for change in (ends(day(12, 31), case=B), grants(day(8, 1), Service.ALARM, case=B)):
        book, _, move = moved()
        later = book.grant(change)

        reason = book.reason("later_change_rests_on_it", annuls(move))

        assert reason.facts == {"registration": str(later)}
        book.grant(annuls(later))
        assert book.obstacles(annuls(move)) == []


def test_a_change_of_something_else_where_it_led_does_not_hinder() -> None:
    book, _, move = moved()
    book.grant(starts(day(8, 1), id="e2", case=B), ends(day(12, 31), id="e2", case=B))

    assert book.obstacles(annuls(move)) == []


def test_the_first_of_two_moves_is_not_annulled_before_the_second() -> None:
    book, start, there = moved()
    back = book.grant(moves(day(9, 1), "b", "a"))

    assert book.obstacles(annuls(there)) == ["move_rests_on_it"]
    assert book.obstacles(annuls(start)) == ["move_rests_on_it"]
    book.grant(annuls(back))
    assert book.obstacles(annuls(there)) == []


# Annulments of annulments, with something registered in between ---------------------------------


def test_an_annulled_end_does_not_come_back_under_a_move() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    annulment = book.grant(annuls(book.grant(ends(day(6, 20)))))
    book.grant(moves(JULY_1))

    assert book.obstacles(annuls(annulment)) == ["move_rests_on_it"]


@pytest.mark.parametrize("change", [ends(day(6, 20)), grants(day(6, 20), Service.ALARM)])
def test_an_annulled_move_does_not_come_back_over_a_later_change(change: object) -> None:
    book, _, move = moved()
    annulment = book.grant(annuls(move))
    later = book.grant(change)  # type: ignore[arg-type]

    reason = book.reason("later_change_rests_on_it", annuls(annulment))

    assert reason.facts == {"registration": str(later)}


def test_an_annulled_change_does_not_come_back_behind_a_move_that_has() -> None:
    book, _, move = moved()
    annulment = book.grant(annuls(move))
    change_annulled = book.grant(annuls(book.grant(ends(day(6, 20)))))
    book.grant(annuls(annulment, confirmed=True))

    reason = book.reason("move_rests_on_it", annuls(change_annulled))

    assert reason.facts == {"registration": str(move)}


def test_an_annulled_move_comes_back_over_what_it_rested_on_and_has_come_back_too() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    end = book.grant(ends(day(12, 31)))
    annulment = book.grant(annuls(book.grant(moves(JULY_1))))
    end_annulled = book.grant(annuls(end))

    assert book.obstacles(annuls(annulment)) == ["later_change_rests_on_it"]
    book.grant(annuls(end_annulled, confirmed=True), annuls(annulment, confirmed=True))
    assert spells(book.case(B).life) == [("2024-07-01 – 2024-12-31", "not asked")]


def test_an_annulled_move_does_not_come_back_over_another_move() -> None:
    book, _, move = moved()
    annulment = book.grant(annuls(move))
    book.grant(moves(JULY_1, "a", "c"))

    assert book.obstacles(annuls(annulment)) == ["move_rests_on_it"]


def test_an_annulled_move_does_not_come_back_without_what_it_moved() -> None:
    book, start, move = moved()
    annulment = book.grant(annuls(move))
    book.grant(annuls(start))

    assert book.obstacles(annuls(annulment)) == ["later_change_rests_on_it"]


def test_an_annulled_move_comes_back_where_nothing_has_happened_since() -> None:
    book, _, move = moved()
    before = {key: book.case(key).life for key in (A, B)}
    annulment = book.grant(annuls(move))
    book.grant(annuls(annulment, confirmed=True))

    assert {key: book.case(key).life for key in (A, B)} == before


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (A, "enactment_known"),
        (C, "enactment_known"),
        (CaseKey(BO, "a"), "enactment_taken"),
    ],
    ids=["here", "at another unit", "by another client"],
)
def test_an_annulled_start_does_not_come_back_when_its_id_is_used_again(
    case: CaseKey, code: str
) -> None:
    book = Casebook()
    annulment = book.grant(annuls(book.grant(starts(day(6, 1)))))
    book.grant(starts(day(8, 1), case=case))

    assert book.obstacles(annuls(annulment)) == [code]


def test_an_annulled_start_comes_back_where_its_id_is_still_free() -> None:
    book = Casebook()
    annulment = book.grant(annuls(book.grant(starts(day(6, 1)))))
    book.grant(starts(day(8, 1), id="e2", case=B), annuls(annulment, confirmed=True))

    assert spells(book.case().life) == [("2024-06-01 –", "not asked")]


def test_an_annulment_of_nothing_that_is_here_has_nothing_at_stake() -> None:
    book, _, _ = moved()
    strange = book.register((A, (RegistrationAnnulled(JULY_1, NOWHERE, "övertagen"),)))

    assert book.obstacles(annuls(strange)) == []


def test_two_annulments_of_the_same_registration_can_both_be_annulled() -> None:
    book = Casebook()
    answer = book.grant(starts(day(6, 1)), no(day(6, 10)))
    first = book.grant(annuls(answer))
    revived = book.grant(annuls(first, confirmed=True))
    second = book.grant(annuls(answer))
    book.grant(annuls(revived, confirmed=True))

    assert book.obstacles(annuls(second)) == []
    book.grant(annuls(second))
    assert on(book.case().life, day(6, 10)) == "not asked"


# Corrections ------------------------------------------------------------------------------------


def test_a_correction_takes_back_and_registers_anew_in_one() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    answer = book.grant(yes(day(6, 10), "britta"))

    verdict = book.granted(corrects(answer, yes(day(6, 20), "greta")))

    assert [type(event).__name__ for event in verdict.entries[0][1]] == [
        "RegistrationAnnulled",
        "StatusRecorded",
        "ContactChanged",
    ]
    assert spells(book.case().life) == [
        ("2024-06-01 – 2024-06-19", "not asked"),
        ("2024-06-20 –", "accepted, primary greta"),
    ]


def test_what_the_correction_takes_back_does_not_lapse() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    answer = book.grant(yes(day(6, 10), "britta"))
    change = book.grant(appoints(JULY_1, primary="greta"))

    earlier_day = corrects(change, appoints(day(6, 20), primary="greta"))
    other_person = corrects(change, appoints(JULY_1, primary="lotta"))
    both = corrects(change, appoints(day(6, 20), primary="lotta"))
    other_answer = corrects(answer, yes(day(6, 5), "britta"))

    for correction in (earlier_day, other_person, both, other_answer):
        assert book.obstacles(correction) == []


def test_what_comes_back_when_the_day_is_corrected_to_a_later_one_is_shown() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10), "britta"))
    change = book.grant(appoints(JULY_1, primary="greta"))

    refused = book.refused(corrects(change, appoints(day(8, 1), primary="greta")))

    assert [(each.code, each.facts["days"]) for each in refused.reasons] == [
        ("revives", "2024-07-01 – 2024-07-31")
    ]


def test_each_command_of_a_correction_sees_what_those_before_it_gave() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))

    book.grant(
        corrects(start, starts(day(6, 10)), yes(day(6, 15)), appoints(JULY_1, primary="lotta"))
    )

    assert spells(book.case().life) == [
        ("2024-06-10 – 2024-06-14", "not asked"),
        ("2024-06-15 – 2024-06-30", BRITTA),
        ("2024-07-01 –", "accepted, primary lotta"),
    ]


def test_a_move_to_the_wrong_unit_is_corrected_at_all_three() -> None:
    book, _, move = moved()

    verdict = book.granted(corrects(move, moves(JULY_1, "a", "c")))

    assert {key for key, _ in verdict.entries} == {A, B, C}
    assert [spells(book.case(key).life) for key in (A, B, C)] == [
        [("2024-06-01 – 2024-06-30", "not asked")],
        [],
        [("2024-07-01 –", "not asked")],
    ]


def test_a_move_on_the_wrong_day_is_corrected() -> None:
    book, _, move = moved()
    book.grant(corrects(move, moves(day(7, 15))))

    assert spells(book.case(A).life) == [("2024-06-01 – 2024-07-14", "not asked")]
    assert spells(book.case(B).life) == [("2024-07-15 –", "not asked")]


def test_a_corrected_move_is_not_corrected_before_what_rests_on_it() -> None:
    book, _, move = moved()
    correction = book.grant(corrects(move, moves(day(7, 15))))
    book.grant(ends(day(12, 31), case=B))

    assert book.obstacles(annuls(correction)) == ["later_change_rests_on_it"]


def test_annulling_a_correction_brings_back_what_it_corrected() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))
    answer = book.grant(yes(day(6, 10), "britta"))
    before = book.case().life
    correction = book.grant(corrects(answer, yes(day(6, 10), "greta")))
    book.grant(annuls(correction, confirmed=True))

    assert book.case().life == before


def test_a_correction_says_what_is_right() -> None:
    book = Casebook()
    start = book.grant(starts(day(6, 1)))

    assert book.obstacles(corrects(start)) == ["commands_missing"]


def test_every_obstacle_to_a_correction_is_told_at_once_and_only_once() -> None:
    command = corrects(NOWHERE, no(JULY_1), no(day(8, 1)), reason="")

    assert Casebook(clients=()).obstacles(command) == [
        "reason_for_annulment_missing",
        "unknown_registration",
        "unknown_client",
        "outside_stay",
        "outside_stay",
    ]


def test_a_correction_is_confirmed_as_a_whole() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10), "britta"))
    change = book.grant(appoints(JULY_1, primary="greta"))
    part_by_part = corrects(change, appoints(day(8, 1), primary="greta", confirmed=True))

    assert book.obstacles(part_by_part) == ["revives"]
    assert book.obstacles(attrs.evolve(part_by_part, confirmed=True)) == []


def test_annul_and_correct_ask_the_same_of_what_they_take_back() -> None:
    book, start, _ = moved()
    commands: tuple[Annul | Correct, ...] = (annuls(start), corrects(start, starts(day(6, 2))))

    assert [book.obstacles(each)[0] for each in commands] == ["move_rests_on_it"] * 2

"""
Wishes for another contact, and what was done.
"""

import datetime as dt

import pytest

from fastomsorg.commands import Command, RecordDone
from fastomsorg.history import ChangeWished, DoneRecorded
from fastomsorg.terms import CaseKey, Role, day_after
from tests.decisions.asking import (
    contact_person,
    day,
    does,
    ends,
    leaves,
    starts,
    wishes,
    yes,
)
from tests.decisions.casebook import TODAY, A, Casebook

JULY_1 = day(7, 1)
ELSEWHERE = CaseKey("nobody", "nowhere")


def accepted() -> Casebook:
    book = Casebook()
    book.grant(starts(day(6, 1)), yes(day(6, 10), deputy="greta"))
    return book


def test_a_wish_is_kept_as_it_was_said_and_changes_nobody() -> None:
    verdict = accepted().granted(wishes(JULY_1, "lotta"))

    assert verdict.entries == ((A, (ChangeWished(JULY_1, "Vill byta", "lotta"),)),)
    assert verdict.changed == ()


def test_the_client_need_not_wish_for_anybody_by_name() -> None:
    assert accepted().obstacles(wishes(JULY_1)) == []


def test_somebody_wished_for_must_be_known() -> None:
    assert accepted().reason("unknown_staff", wishes(JULY_1, "nobody")).facts == {"staff": "nobody"}


@pytest.mark.parametrize(
    "commands",
    [
        (yes(day(6, 10)),),
        (yes(day(6, 10), deputy="greta"), leaves(day(6, 20), Role.PRIMARY)),
        (contact_person(day(6, 10)),),
    ],
    ids=["a primary", "a deputy alone", "a contact person"],
)
def test_whoever_has_somebody_may_wish_for_somebody_else(commands: tuple[Command, ...]) -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)), *commands)

    assert book.obstacles(wishes(JULY_1)) == []


def test_whoever_has_nobody_has_nobody_to_change() -> None:
    book = Casebook()
    book.grant(starts(day(6, 1)))

    assert book.reason("no_contact_to_change", wishes(JULY_1)).facts == {"day": JULY_1}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            wishes(day_after(TODAY), "nobody", case=ELSEWHERE),
            ["unknown_client", "unknown_unit", "day_in_future", "outside_stay", "unknown_staff"],
        ),
        (
            does(day_after(TODAY), " ", case=ELSEWHERE),
            ["unknown_client", "unknown_unit", "day_in_future", "outside_stay", "kind_missing"],
        ),
    ],
)
def test_every_obstacle_is_told_at_once(command: Command, told: list[str]) -> None:
    assert Casebook().obstacles(command) == told


def test_what_was_done_is_kept_with_its_words() -> None:
    command = RecordDone(A, JULY_1, "welcome_talk", "Talade om nycklar")

    verdict = accepted().granted(command)

    assert verdict.entries == ((A, (DoneRecorded(JULY_1, "welcome_talk", "Talade om nycklar"),)),)


@pytest.mark.parametrize(
    ("when", "codes"),
    [(day(5, 31), ["outside_stay"]), (day(6, 1), []), (day(9, 15), [])],
    ids=["before the stay", "its first day", "after its end"],
)
def test_something_may_be_done_after_the_stay_but_not_before_it(
    when: dt.date, codes: list[str]
) -> None:
    book = accepted()
    book.grant(ends(day(8, 31)))

    assert book.obstacles(does(when)) == codes

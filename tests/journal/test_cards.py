"""
Contacts as people are shown them: the plan's lines and the contact card.
"""

import datetime as dt

import pytest

from fastomsorg.journal import Card, UnitCards, card, contact_card, plan_lines
from fastomsorg.terms import Role
from fastomsorg.testing import a_staff_member
from fastomsorg.texts import Language
from tests.journal.golden import golden
from tests.journal.scenes import BRITTA, CHARLOTTE, GRETA

SINCE = dt.date(2025, 2, 17)
PRIMARY = card(Role.PRIMARY, BRITTA, SINCE)
DEPUTY = card(Role.DEPUTY, CHARLOTTE, SINCE)


def test_the_plan_reads_as_in_the_handbook() -> None:
    assert plan_lines(PRIMARY, DEPUTY, Language.SV) == (
        ("Fast omsorgskontakt", "Britta Söder, 07012365498, britta@mail.se"),
        ("Vice fast omsorgskontakt", "Charlotte Rosander, 070-3577544"),
    )


def test_the_plan_in_english_has_other_labels_and_the_same_contacts() -> None:
    assert plan_lines(PRIMARY, DEPUTY, Language.EN) == (
        ("Care contact", "Britta Söder, 07012365498, britta@mail.se"),
        ("Deputy care contact", "Charlotte Rosander, 070-3577544"),
    )


@pytest.mark.parametrize(
    ("phone", "email", "line"),
    [
        ("", "", "Britta Söder"),
        ("0701", "", "Britta Söder, 0701"),
        ("", "b@mail.se", "Britta Söder, b@mail.se"),
    ],
)
def test_the_plan_leaves_out_what_is_not_filled_in(phone: str, email: str, line: str) -> None:
    held = card(Role.PRIMARY, a_staff_member(phone=phone, email=email), SINCE)

    assert plan_lines(held, None) == (("Fast omsorgskontakt", line),)


def test_an_empty_seat_has_no_line() -> None:
    assert plan_lines(None, None) == ()
    assert [label for label, _ in plan_lines(None, DEPUTY)] == ["Vice fast omsorgskontakt"]


def test_a_contact_without_a_name_is_shown_by_id() -> None:
    assert plan_lines(Card(Role.PRIMARY, "brs89"), None) == (("Fast omsorgskontakt", "brs89"),)


def test_a_card_says_what_people_need_to_reach_a_contact() -> None:
    assert PRIMARY == Card(
        role=Role.PRIMARY,
        staff="brs89",
        name="Britta Söder",
        title="Undersköterska",
        phone="07012365498",
        email="britta@mail.se",
        since=SINCE,
    )


@pytest.mark.parametrize("language", Language)
def test_people_read_the_contact_card(language: Language) -> None:
    here = UnitCards("Norra hemtjänsten", (PRIMARY, DEPUTY))
    others = (
        UnitCards("Södra hemtjänsten", (card(Role.CONTACT_PERSON, GRETA, SINCE),)),
        UnitCards("Larmenheten"),
    )
    now = contact_card(SINCE, here, others, language) + "\n"

    assert now == golden(f"contact_card_{language}", now)


def test_without_other_units_the_contact_card_speaks_of_none() -> None:
    read = contact_card(SINCE, UnitCards("Norra hemtjänsten", (PRIMARY,)))

    assert "Andra enheter" not in read

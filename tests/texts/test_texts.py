"""
What a text says, and that nothing is guessed where one is missing.
"""

import datetime as dt

import pytest

from fastomsorg.law import Ground
from fastomsorg.terms import ChangeReason, FastomsorgError, Role, Status
from fastomsorg.texts import Language, UnknownText, label, note_heading, note_text, text, word

DAY = dt.date(2025, 2, 17)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            Language.SV,
            (
                "Dagen 2025-02-18 har inte varit än (i dag är det 2025-02-17). "
                "Ange i dag eller en tidigare dag."
            ),
        ),
        (
            Language.EN,
            (
                "The day 2025-02-18 has not come yet (today is 2025-02-17). "
                "Give today or an earlier day."
            ),
        ),
    ],
)
def test_days_are_shown_as_iso_dates(language: Language, expected: str) -> None:
    told = text(language, "reasons.day_in_future", day=dt.date(2025, 2, 18), today=DAY)

    assert told == expected


def test_a_code_is_shown_with_its_word() -> None:
    told = text(Language.SV, "reasons.not_accepted", status="declined", day=DAY)

    assert told == (
        "Statusen är ”Brukaren tackar nej” 2025-02-17. "
        "Omsorgskontakt kan utses först när brukaren tackar ja."
    )


def test_the_word_itself_will_do_instead_of_its_code() -> None:
    facts = {"status": Status.DECLINED, "day": DAY}

    assert text(Language.EN, "reasons.not_accepted", **facts) == text(
        Language.EN, "reasons.not_accepted", **facts | {"status": "declined"}
    )


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (None, "–"),
        (3, "3"),
        (("a", DAY), "a, 2025-02-17"),
        (frozenset({"b", "a"}), "a, b"),
        (dt.datetime(2025, 2, 17, 9, 11, 30, tzinfo=dt.UTC), "2025-02-17 09:11+00:00"),
        (Role.PRIMARY, "primary"),
        ("{client}", "{client}"),
    ],
)
def test_a_fact_is_shown_as_people_read_it(fact: object, shown: str) -> None:
    told = text(Language.EN, "errors.unknown_client", client=fact)

    assert told == f"There is no client {shown}. Check the id."


def test_facts_that_the_text_has_no_place_for_are_passed_over() -> None:
    assert text(Language.EN, "reasons.assessor_missing", staff="brs89") == (
        "It is not said who made the assessment. Give name and title."
    )


def test_a_fact_may_have_any_name() -> None:
    told = text(Language.EN, "errors.unknown_text", key="reasons.x", language="en")

    assert told == "There is no text reasons.x in the language en."


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("reasons.no_such_reason", "unknown_text"),
        ("no_such_subject.primary_missing", "unknown_text"),
        ("reasons", "unknown_text"),
        ("", "unknown_text"),
        ("notes.templates", "unknown_text"),
        ("reasons.unknown_client", "fact_missing"),
    ],
)
def test_what_is_missing_is_an_error_and_never_guessed(key: str, code: str) -> None:
    with pytest.raises(UnknownText) as raised:
        text(Language.SV, key)

    assert (raised.value.code, raised.value.facts["key"]) == (code, key)


def test_a_code_without_a_word_is_an_error() -> None:
    with pytest.raises(UnknownText) as raised:
        text(Language.SV, "reasons.not_accepted", status="maybe", day=DAY)

    assert raised.value.facts["key"] == "labels.Status.maybe"


def test_the_error_is_one_of_the_library_and_can_be_read_itself() -> None:
    with pytest.raises(FastomsorgError) as raised:
        text(Language.SV, "reasons.unknown_client")

    assert text(Language.SV, f"errors.{raised.value.code}", **raised.value.facts) == (
        "Texten reasons.unknown_client på språket sv behöver uppgiften ”client”, som inte angavs."
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            Language.SV,
            (
                "Brukaren ej tillfrågad",
                "Brukaren saknar behov",
                "Brukaren tackar nej",
                "Brukaren tackar ja",
            ),
        ),
        (Language.EN, ("Not asked", "No need", "Declined", "Accepted")),
    ],
)
def test_the_answers_are_called_as_in_the_handbook(
    language: Language, expected: tuple[str, ...]
) -> None:
    assert tuple(label(language, status) for status in Status) == expected


def test_words_of_other_rooms_have_labels_too() -> None:
    assert label(Language.SV, Ground.NOT_REQUIRED) == "Ingen titel krävs"


def test_a_word_is_found_by_the_name_of_its_group() -> None:
    assert word(Language.SV, "seat", "deputy") == "vice omsorgskontakt"
    assert word(Language.EN, "ChangeReason", ChangeReason.RELATION) == (
        "The relation between client and contact"
    )


class TestNotes:
    """
    A note is rendered line by line from its numbered template.
    """

    def test_a_sentence_whose_facts_are_not_all_there_is_left_out(self) -> None:
        assert note_text(Language.SV, "done/1", {"on": DAY, "what": "Välkomstsamtal"}) == (
            "Utfört 2025-02-17: Välkomstsamtal"
        )

    def test_a_code_has_the_words_of_the_notes(self) -> None:
        facts = {"on": DAY, "contact": "to_follow"}

        assert note_text(Language.SV, "accepted/1", facts) == (
            "Brukaren tackar ja till fast omsorgskontakt (2025-02-17).\n"
            "Fast omsorgskontakt utses senare."
        )

    def test_parts_are_rendered_with_the_facts_under_their_numbers(self) -> None:
        facts = {
            "parts": ("declined/1", "done/1"),
            "parts.1.on": DAY,
            "parts.2.on": DAY,
            "parts.2.what": "Välkomstsamtal",
        }

        assert note_text(Language.EN, "several/1", facts) == (
            "The client declines a care contact (2025-02-17).\nDone 2025-02-17: Välkomstsamtal"
        )

    def test_ten_parts_do_not_take_each_others_facts(self) -> None:
        facts: dict[str, object] = {"parts": ("done/1",) * 11}
        for number in range(1, 12):
            facts |= {f"parts.{number}.on": DAY, f"parts.{number}.what": f"nr {number}"}

        assert note_text(Language.SV, "several/1", facts).splitlines() == [
            f"Utfört 2025-02-17: nr {number}" for number in range(1, 12)
        ]

    def test_each_list_of_parts_has_facts_of_its_own(self) -> None:
        facts = {
            "gone": ("declined/1",),
            "gone.1.on": DAY,
            "again": ("done/1",),
            "again.1.on": DAY,
            "again.1.what": "Välkomstsamtal",
        }

        assert note_text(Language.EN, "annulled/1", facts) == (
            "What no longer holds:\n"
            "The client declines a care contact (2025-02-17).\n"
            "What was annulled and now holds again:\n"
            "Done 2025-02-17: Välkomstsamtal"
        )

    def test_facts_that_were_kept_as_text_read_the_same(self) -> None:
        as_days = note_text(Language.SV, "declined/1", {"on": DAY})

        assert note_text(Language.SV, "declined/1", {"on": DAY.isoformat()}) == as_days

    @pytest.mark.parametrize("template", ["accepted/9", "accepted", "", "../accepted/1"])
    def test_a_template_that_does_not_exist_is_an_error(self, template: str) -> None:
        with pytest.raises(UnknownText) as raised:
            note_text(Language.SV, template, {})

        assert raised.value.facts["key"] == f"notes.templates.{template}"

    def test_a_code_that_the_notes_have_no_word_for_is_an_error(self) -> None:
        with pytest.raises(UnknownText) as raised:
            note_text(Language.SV, "replaced/1", {"reason": "other"})

        assert raised.value.facts["key"] == "notes.words.reason.other"

    def test_the_heading_is_the_one_the_journal_knows(self) -> None:
        assert [note_heading(language) for language in Language] == [
            "Fast omsorgskontakt",
            "Care contact",
        ]

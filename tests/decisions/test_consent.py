"""
What a client says to others being told, and that a need has changed.
"""

import datetime as dt
from typing import Any

import pytest

from fastomsorg.commands import NeedChanged, RecordConsent
from fastomsorg.history import ConsentRecorded, NeedChangeRecorded
from fastomsorg.terms import ChangeOf, Consent, Party, day_after
from tests.decisions.asking import day, ends, starts
from tests.decisions.casebook import TODAY, A, Casebook

JUNE_1, JUNE_3 = day(6, 1), day(6, 3)


def begun() -> Casebook:
    book = Casebook()
    book.grant(starts(JUNE_1))
    return book


def saying(
    consent: Consent = Consent.GIVEN, on: dt.date = JUNE_3, to: Party = Party.RELATIVES, **more: Any
) -> RecordConsent:
    return RecordConsent(A, on, to, consent, **more)


def codes(book: Casebook, command: RecordConsent | NeedChanged) -> list[str]:
    return [reason.code for reason in book.refused(command).reasons]


def test_a_consent_is_kept_as_it_was_given_and_changes_no_day() -> None:
    verdict = begun().granted(saying(about="tell_relatives", person="n-1", text="Dottern"))

    assert verdict.entries == (
        (
            A,
            (
                ConsentRecorded(
                    JUNE_3, Party.RELATIVES, Consent.GIVEN, "tell_relatives", "n-1", "Dottern"
                ),
            ),
        ),
    )
    assert verdict.changed == ()


def test_nobody_consents_to_being_told_themselves() -> None:
    assert codes(begun(), saying(to=Party.CLIENT)) == ["consent_not_needed"]


def test_only_what_was_given_can_be_withdrawn() -> None:
    book = begun()
    withdrawn = saying(Consent.WITHDRAWN, day(6, 5))

    assert codes(book, withdrawn) == ["no_consent_to_withdraw"]
    book.grant(saying(about="tell_relatives"))
    assert codes(book, withdrawn) == ["no_consent_to_withdraw"]
    book.grant(saying(on=day(6, 4)), withdrawn)
    assert codes(book, saying(Consent.WITHDRAWN, day(6, 6))) == ["no_consent_to_withdraw"]


def test_it_cannot_be_of_tomorrow_nor_before_the_first_stay_but_after_the_last() -> None:
    book = begun()
    book.grant(ends(day(6, 30)))

    assert codes(book, saying(on=day_after(TODAY))) == ["day_in_future"]
    assert codes(book, saying(on=day(5, 31))) == ["outside_stay"]
    assert book.granted(saying(on=day(7, 15), to=Party.CARE_HOME)).remarks == ()


@pytest.mark.parametrize(
    ("about", "person", "expected"),
    [
        ("", "", Consent.GIVEN),
        ("tell_relatives", "", Consent.DECLINED),
        ("other", "", Consent.GIVEN),
        ("tell_relatives", "n-1", Consent.DECLINED),
        ("other", "n-1", Consent.GIVEN),
    ],
)
def test_what_is_said_of_everything_goes_for_each_and_the_latest_holds(
    about: str, person: str, expected: Consent
) -> None:
    book = begun()
    book.grant(saying(), saying(Consent.DECLINED, day(6, 4), about="tell_relatives"))

    found = book.case().consent_on(day(6, 5), Party.RELATIVES, about=about, person=person)

    assert found is expected


def test_before_it_was_given_nothing_had_been_said() -> None:
    book = begun()
    book.grant(saying())

    assert book.case().consent_on(day(6, 2), Party.RELATIVES) is None
    assert book.case().consent_on(day(6, 3), Party.REPRESENTATIVE) is None


def test_a_changed_need_is_kept_as_it_was_said() -> None:
    verdict = begun().granted(NeedChanged(A, JUNE_3, ChangeOf.AID_DECISION, "Fler insatser"))

    assert verdict.entries == (
        (A, (NeedChangeRecorded(JUNE_3, ChangeOf.AID_DECISION, "Fler insatser"),)),
    )


def test_a_need_changes_within_a_stay_and_not_ahead() -> None:
    book = begun()
    book.grant(ends(day(6, 30)))

    assert codes(book, NeedChanged(A, day(7, 1))) == ["outside_stay"]
    assert codes(begun(), NeedChanged(A, day_after(TODAY))) == ["day_in_future"]

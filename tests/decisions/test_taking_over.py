"""
History from another system is taken over as it happened.
"""

import datetime as dt
from typing import Any

import pytest

from fastomsorg.commands import RecordStatus
from fastomsorg.decisions import Granted, Refused, Verdict, take_over
from fastomsorg.history import StatusRecorded, TakenOver
from fastomsorg.terms import Role, day_after
from tests.decisions.asking import appoints, day, leaves, no, no_need, starts, yes
from tests.decisions.casebook import EVERYBODY, TODAY, A, Casebook, certified, codes

JUNE_10 = day(6, 10)
RECORDED_AT = dt.datetime(2024, 6, 11, 9, 30, tzinfo=dt.UTC)
UNTRAINED = certified("nils", certificate=None, selectable=False)


def a_stay(**more: Any) -> Casebook:
    book = Casebook(staff=(*EVERYBODY, UNTRAINED), **more)
    book.grant(starts(day(6, 1)))
    return book


def taken_over(book: Casebook, command: RecordStatus) -> Verdict:
    given = book.given(command, book.cases_of(command))
    return take_over(book.case(), command, given, by="Gamla systemet", recorded_at=RECORDED_AT)


def test_what_happened_is_marked_with_the_other_systems_name_and_time() -> None:
    verdict = taken_over(a_stay(), no(JUNE_10))

    assert verdict == Granted(
        (
            (
                A,
                (
                    StatusRecorded(JUNE_10, no(JUNE_10).status),
                    TakenOver(JUNE_10, RECORDED_AT, "Gamla systemet"),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("command", "remarks"),
    [
        (yes(JUNE_10, None, deputy=None), ["primary_missing"]),
        (yes(JUNE_10, "nils"), ["not_selectable", "title_missing"]),
        (no_need(JUNE_10, None), ["assessment_missing"]),
        (yes(JUNE_10, "britta"), []),
    ],
    ids=["nobody appointed", "somebody without the title", "no assessment", "in order"],
)
def test_what_the_rules_would_have_refused_is_kept_as_remarks(
    command: RecordStatus, remarks: list[str]
) -> None:
    verdict = taken_over(a_stay(), command)

    assert isinstance(verdict, Granted)
    assert [(each.code, each.blocks) for each in verdict.remarks] == [
        (code, False) for code in remarks
    ]
    *_, fact = verdict.entries[0][1]
    assert fact == TakenOver(JUNE_10, RECORDED_AT, "Gamla systemet", tuple(remarks))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (yes(JUNE_10, "nobody"), ["unknown_staff"]),
        (no(day(5, 31)), ["outside_stay"]),
        (no(day_after(TODAY)), ["day_in_future"]),
        (no(JUNE_10, primary="britta"), ["contact_without_acceptance"]),
        (yes(JUNE_10, "britta", deputy="britta"), ["same_person_in_both_seats"]),
        (yes(JUNE_10, None, deputy="greta"), ["deputy_without_primary"]),
        (yes(JUNE_10, None, deputy="nils"), ["deputy_without_primary"]),
        (yes(day(5, 31), None, deputy="greta"), ["outside_stay", "deputy_without_primary"]),
    ],
)
def test_what_cannot_have_been_is_refused(command: RecordStatus, told: list[str]) -> None:
    verdict = taken_over(a_stay(), command)

    assert isinstance(verdict, Refused)
    assert codes(verdict) == told
    assert [each.blocks for each in verdict.reasons] == [True] * len(told)


def test_unknown_clients_and_units_are_refused() -> None:
    book = Casebook(staff=EVERYBODY, clients=(), units=())

    assert codes(taken_over(book, no(JUNE_10))) == [
        "unknown_client",
        "unknown_unit",
        "outside_stay",
    ]


def test_a_deputy_alone_can_be_where_a_primary_has_left_earlier_in_the_stay() -> None:
    book = a_stay()
    book.grant(yes(JUNE_10, deputy="greta"), leaves(day(6, 30), Role.PRIMARY))

    verdict = taken_over(book, yes(day(8, 1), None, deputy="lotta"))

    assert isinstance(verdict, Granted)
    assert codes(verdict) == ["deputy_without_primary", "primary_missing"]


def test_a_primary_of_an_earlier_stay_or_of_later_days_does_not_make_a_deputy_alone_possible() -> (
    None
):
    earlier, later = Casebook(staff=EVERYBODY), a_stay()
    earlier.grant(starts(day(1, 1), day(3, 31), id="e0"), yes(day(2, 1)), starts(day(6, 1)))
    later.grant(yes(day(8, 1)), appoints(day(9, 1), primary="greta"))

    told = [
        codes(taken_over(book, yes(JUNE_10, None, deputy="lotta"))) for book in (earlier, later)
    ]

    assert told == [["deputy_without_primary"]] * 2

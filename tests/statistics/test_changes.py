"""
Whose primary changed during the last year: worked cases.
"""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import Event, Life, life
from fastomsorg.statistics import (
    AgeCounts,
    ChangedContacts,
    Succession,
    changed_contacts,
    successions,
    year_through,
)
from fastomsorg.terms import CaseKey, Role, Status
from fastomsorg.testing import accepted, answered, ended, registered, seated, started

CASE = CaseKey("agda", "north")
TODAY = dt.date(2025, 2, 17)
FIRST = dt.date(2023, 1, 1)
AUTUMN = dt.date(2024, 9, 1)
WINTER = dt.date(2024, 12, 1)


def a_life(*events: Event) -> Life:
    return life(registered(events))


def changes(*events: Event, on: dt.date = TODAY) -> tuple[tuple[dt.date, str, str], ...]:
    found = changed_contacts([(CASE, a_life(*events))], on=on, age_of={"agda": 84}.get)
    assert found.clients == (("agda",) if found.successions else ())
    return tuple((each.on, each.former, each.successor) for each in found.successions)


def test_another_person_as_primary_is_a_change_from_that_day() -> None:
    assert changes(started(FIRST), *accepted(FIRST, "a"), seated(Role.PRIMARY, "b", AUTUMN)) == (
        (AUTUMN, "a", "b"),
    )


def test_a_first_appointment_is_no_change() -> None:
    assert changes(started(FIRST), *accepted(AUTUMN, "a")) == ()


def test_another_deputy_is_no_change() -> None:
    assert (
        changes(started(FIRST), *accepted(FIRST, "a", "b"), seated(Role.DEPUTY, "c", AUTUMN)) == ()
    )


def test_the_same_person_again_after_a_gap_is_no_change() -> None:
    assert (
        changes(
            started(FIRST),
            *accepted(FIRST, "a"),
            answered(Status.DECLINED, AUTUMN),
            *accepted(WINTER, "a"),
        )
        == ()
    )


def test_another_person_after_a_gap_is_a_change_on_the_day_they_begin() -> None:
    assert changes(
        started(FIRST),
        *accepted(FIRST, "a"),
        answered(Status.DECLINED, AUTUMN),
        *accepted(WINTER, "b"),
    ) == ((WINTER, "a", "b"),)


def test_a_vacant_seat_is_a_gap_and_no_change_of_its_own() -> None:
    vacant = (started(FIRST), *accepted(FIRST, "a", "d"), seated(Role.PRIMARY, None, AUTUMN))

    assert changes(*vacant) == ()
    assert changes(*vacant, seated(Role.PRIMARY, "d", WINTER)) == ((WINTER, "a", "d"),)


def test_a_new_stay_begins_anew() -> None:
    assert (
        changes(
            started(FIRST, AUTUMN, enactment="e1"),
            *accepted(FIRST, "a"),
            started(WINTER, enactment="e2"),
            *accepted(WINTER, "b"),
        )
        == ()
    )


def test_one_stay_of_two_enactments_without_a_gap_is_one_stay() -> None:
    assert changes(
        started(FIRST, AUTUMN, enactment="e1"),
        *accepted(FIRST, "a"),
        started(AUTUMN + dt.timedelta(1), enactment="e2"),
        seated(Role.PRIMARY, "b", WINTER),
    ) == ((WINTER, "a", "b"),)


def test_a_change_in_an_earlier_stay_of_the_year_counts_where_a_stay_goes_on() -> None:
    assert changes(
        started(FIRST, dt.date(2024, 11, 1), enactment="e1"),
        *accepted(FIRST, "a"),
        seated(Role.PRIMARY, "b", AUTUMN),
        started(WINTER, enactment="e2"),
    ) == ((AUTUMN, "a", "b"),)


def test_without_a_stay_on_the_day_nothing_counts() -> None:
    assert (
        changes(
            started(FIRST),
            *accepted(FIRST, "a"),
            seated(Role.PRIMARY, "b", AUTUMN),
            ended(dt.date(2025, 2, 16)),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (dt.date(2024, 2, 17), False),
        (dt.date(2024, 2, 18), True),
        (TODAY, True),
        (dt.date(2025, 2, 18), False),
    ],
)
def test_the_year_begins_after_the_same_day_a_year_ago_and_ends_with_the_day(
    on: dt.date, counts: bool
) -> None:
    found = changes(started(FIRST), *accepted(FIRST, "a"), seated(Role.PRIMARY, "b", on))

    assert found == (((on, "a", "b"),) if counts else ())


def test_changes_back_and_forth_are_all_kept_and_the_client_counts_once() -> None:
    lives = [
        (
            CASE,
            a_life(
                started(FIRST),
                *accepted(FIRST, "a"),
                seated(Role.PRIMARY, "b", AUTUMN),
                seated(Role.PRIMARY, "a", WINTER),
            ),
        ),
        (
            CaseKey("agda", "south"),
            a_life(started(FIRST), *accepted(FIRST, "x"), seated(Role.PRIMARY, "y", AUTUMN)),
        ),
    ]

    assert changed_contacts(lives, on=TODAY, age_of={"agda": 84}.get) == ChangedContacts(
        TODAY,
        AgeCounts(older=1),
        ("agda",),
        (
            Succession(CASE, AUTUMN, "a", "b"),
            Succession(CASE, WINTER, "b", "a"),
            Succession(CaseKey("agda", "south"), AUTUMN, "x", "y"),
        ),
    )


def test_a_change_of_deputy_in_between_does_not_hide_who_came_before() -> None:
    found = successions(
        CASE,
        a_life(
            started(FIRST),
            *accepted(FIRST, "a", "d"),
            seated(Role.DEPUTY, "e", AUTUMN),
            seated(Role.PRIMARY, "b", WINTER),
        ),
    )

    assert list(found) == [Succession(CASE, WINTER, "a", "b")]


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_the_year_is_the_calendar_s(day: dt.date) -> None:
    year = year_through(day)

    assert (year.start, year.last_day) == (
        day - relativedelta(years=1) + dt.timedelta(days=1),
        day,
    )

"""
What is filled in for a test is what could be, of people who are not.
"""

import datetime as dt

import attrs

from fastomsorg.history import Event, life
from fastomsorg.terms import Status, Title
from fastomsorg.testing import (
    CASE,
    a_client,
    a_draft,
    a_note,
    a_posting,
    a_registration,
    a_staff_member,
    a_visit,
    accepted,
    an_employment,
    every_event,
    registered,
    started,
    tf_number,
)

DAY = dt.date(2024, 5, 1)


def test_a_client_s_number_is_a_tf_number_of_the_birth_date() -> None:
    client = a_client(born=dt.date(1941, 3, 14))

    assert client.personal_number == "19410314TF01" == tf_number(dt.date(1941, 3, 14))
    assert a_client(born=None).personal_number is None


def test_a_staff_member_may_be_chosen_and_an_employment_entitles() -> None:
    member = a_staff_member(employments=(an_employment(),))

    assert member.selectable
    assert member.available
    assert member.certificate is not None
    assert member.permanent_with_title_on(DAY, Title.ASSISTANT_NURSE)


def test_a_visit_without_a_start_was_only_planned() -> None:
    assert not a_visit(None).performed
    assert a_visit(dt.datetime(2024, 5, 1, 8, tzinfo=dt.UTC)).performed


def test_registrations_are_numbered_from_one_and_follow_one_another() -> None:
    first, second = registered([started(DAY)], accepted(DAY, "brs89"))

    assert (first.position, second.position) == (1, 2)
    assert first.recorded_at < second.recorded_at
    assert life([first, second]).status_on(DAY) is Status.ACCEPTED


def test_what_is_registered_and_what_is_drafted_have_one_id() -> None:
    draft = a_draft(started(DAY), number=7)

    assert draft.id == a_registration(number=7).id == a_note(draft, DAY).registration


def test_a_posting_builds_upon_cases_that_are_still_empty() -> None:
    (case,) = a_posting(a_draft(started(DAY))).upon

    assert (case.key, case.version) == (CASE, 0)


def test_every_event_is_every_kind_of_event() -> None:
    assert {type(event) for event in every_event()} == set(Event.__args__)


def test_every_field_of_every_event_is_filled_in_once() -> None:
    for kind in Event.__args__:
        of_its_kind = [event for event in every_event() if type(event) is kind]
        for field in attrs.fields(kind):
            values = [getattr(event, field.name) for event in of_its_kind]
            assert [value for value in values if value not in (None, "", (), frozenset())] != []

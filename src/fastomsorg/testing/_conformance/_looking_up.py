"""
What the look-ups of a `Storage` promise.
"""

import datetime as dt
from collections.abc import Iterator

import pytest

from fastomsorg.history import Case
from fastomsorg.hooks import Answered, Storage
from fastomsorg.terms import CaseKey, Status
from fastomsorg.testing._case_builders import (
    CASE,
    FIRST_INSTANT,
    a_draft,
    a_posting,
    annulled,
    answered,
    request,
    started,
)

from ._steps import JANUARY, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
OTHER = CaseKey("6016255", "north")
START = started(JANUARY[0])
YES = answered(Status.ACCEPTED, JANUARY[1])
MICROSECOND = dt.timedelta(microseconds=1)


class LookingUpConformance(Suite, needs=("storage",)):
    """
    Finding what was registered (*slå upp registreringar*).
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    def test_an_unknown_case_is_an_empty_one(self, storage: Storage) -> None:
        store(storage, 1, START)

        assert storage.read(SOUTH) == Case(SOUTH)

    def test_every_case_that_something_was_registered_on_is_found(self, storage: Storage) -> None:
        store(storage, 1, START)
        store(storage, 2, annulled(1))
        draft = a_draft(number=3, entries=((SOUTH, (START,)), (OTHER, (START,))))
        storage.append([a_posting(draft)], now=FIRST_INSTANT)

        assert list(storage.cases()) == sorted([CASE, SOUTH, OTHER])
        assert list(storage.cases(client="6016254")) == sorted([CASE, SOUTH])
        assert list(storage.cases(unit="south")) == [SOUTH]
        assert list(storage.cases(unit="east")) == []

    def test_a_request_is_answered_as_it_was_the_first_time(self, storage: Storage) -> None:
        stored = store(storage, 1, START)
        store(storage, 2, YES)

        assert storage.answered(request(1)) == Answered(
            "digest of 1", "answer to 1", stored, "salt of 1"
        )

    def test_a_request_about_two_cases_is_answered_with_both_in_the_order_of_the_draft(
        self, storage: Storage
    ) -> None:
        draft = a_draft(entries=((SOUTH, (START,)), (CASE, (YES,))))
        stored = storage.append([a_posting(draft)], now=FIRST_INSTANT)

        assert [each.case for each in stored] == [SOUTH, CASE]
        assert storage.answered(draft.id) == Answered(
            draft.digest, draft.answer, stored, draft.salt
        )
        assert storage.find(draft.id) == stored

    def test_a_request_that_never_came_has_no_answer(self, storage: Storage) -> None:
        store(storage, 1, START)

        assert [storage.answered(request(2)), storage.find(request(2))] == [None, ()]

    def test_an_enactment_is_found_in_every_case_it_was_started_in_once_and_in_order(
        self, storage: Storage
    ) -> None:
        store(storage, 1, started(JANUARY[0], enactment="e9"), case=SOUTH)
        store(storage, 2, started(JANUARY[5], enactment="e9"), case=CASE)
        store(storage, 3, started(JANUARY[9], enactment="e9"), case=SOUTH)
        store(storage, 4, started(JANUARY[9], enactment="e90"), case=CaseKey("1", "north"))

        assert storage.enactment("e9") == (CASE, SOUTH)

    def test_an_enactment_is_found_where_its_start_was_annulled(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0], enactment="e9"))
        store(storage, 2, annulled(1))

        assert storage.enactment("e9") == (CASE,)

    def test_an_enactment_that_never_began_is_nowhere(self, storage: Storage) -> None:
        store(storage, 1, started(JANUARY[0], enactment="e9"))

        assert storage.enactment("e") == ()

    def test_changes_are_every_registration_in_order(self, storage: Storage) -> None:
        stored = [
            *store(storage, 1, START),
            *store(storage, 2, START, case=SOUTH),
            *store(storage, 3, YES),
        ]

        assert list(storage.changes()) == stored
        assert [list(storage.changes(each.position)) for each in stored] == [
            stored[1:],
            stored[2:],
            [],
        ]

    def test_changes_of_one_posting_come_together_in_the_order_of_the_draft(
        self, storage: Storage
    ) -> None:
        (first,) = store(storage, 1, START)
        draft = a_draft(number=2, entries=((SOUTH, (START,)), (CASE, (YES,))))
        both = storage.append([a_posting(draft, Case(SOUTH), storage.read(CASE))], now=instant(2))
        (last,) = store(storage, 3, YES)

        assert tuple(storage.changes(first.position)) == (*both, last)
        assert tuple(storage.changes(both[0].position)) == (last,)

    def test_changes_come_one_at_a_time(self, storage: Storage) -> None:
        stored = store(storage, 1, START) + store(storage, 2, YES)
        changes = storage.changes()

        assert isinstance(changes, Iterator)
        assert (next(changes), next(changes)) == stored
        assert list(changes) == []

    def test_the_horizon_of_an_empty_store_is_below_whatever_comes(self, storage: Storage) -> None:
        horizon = storage.horizon()
        (stored,) = store(storage, 1, START, now=dt.datetime(1990, 1, 1, tzinfo=dt.UTC))

        assert horizon.utcoffset() == dt.timedelta(0)
        assert horizon < stored.recorded_at

    @pytest.mark.parametrize(
        "next_now",
        [instant(5), instant(1), instant(5) + MICROSECOND, instant(9)],
        ids=["the clock stands still", "it goes backwards", "it barely moves", "it goes on"],
    )
    def test_the_horizon_is_below_the_next_instant(
        self, storage: Storage, next_now: dt.datetime
    ) -> None:
        store(storage, 1, START, now=instant(5))
        horizon = storage.horizon()
        (stored,) = store(storage, 2, YES, now=next_now)

        assert horizon < stored.recorded_at

    def test_the_horizon_follows_what_is_registered(self, storage: Storage) -> None:
        store(storage, 1, START, now=instant(1))
        store(storage, 2, YES, now=instant(5))

        assert instant(1) <= storage.horizon() < instant(5)

"""
What `Storage.append` refuses, and that nothing is left of it.
"""

from collections.abc import Callable

import pytest

from fastomsorg.history import Case, Event
from fastomsorg.hooks import Outgoing, Posting, Storage
from fastomsorg.terms import CaseKey, Malformed, RequestConflict, StaleCase, Status
from fastomsorg.testing._case_builders import (
    CASE,
    a_draft,
    a_posting,
    answered,
    request,
    started,
)
from fastomsorg.testing._notice_builders import a_note, an_access

from ._steps import JANUARY, everything, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
START = started(JANUARY[0])
YES = answered(Status.ACCEPTED, JANUARY[1])


class RefusingConformance(Suite, needs=("storage",), takes=("reopened",)):
    """
    Refusing what somebody else was first with (*någon hann före*): whole, and without a trace.
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    @pytest.fixture
    def reopened(self, storage: Storage) -> Callable[[], Storage]:
        """
        Opens the same store anew. Override it for a store that outlives the object.
        """
        return lambda: storage

    def test_a_case_that_somebody_else_wrote_to_is_stale(self, storage: Storage) -> None:
        read = storage.read(CASE)
        store(storage, 1, START)
        before = everything(storage)

        with pytest.raises(StaleCase):
            storage.append([a_posting(a_draft(YES, number=2), read)], now=instant(2))

        assert everything(storage) == before
        assert storage.answered(request(2)) is None

    def test_a_case_that_was_longer_when_it_was_read_is_stale(self, storage: Storage) -> None:
        read = Case(CASE, store(storage, 1, START) + store(storage, 2, YES, case=SOUTH))

        with pytest.raises(StaleCase):
            storage.append([a_posting(a_draft(YES, number=3), read)], now=instant(3))

    def test_a_case_that_was_only_read_is_stale_too(self, storage: Storage) -> None:
        here, there = storage.read(CASE), storage.read(SOUTH)
        store(storage, 1, START, case=SOUTH)

        with pytest.raises(StaleCase):
            storage.append([a_posting(a_draft(START, number=2), here, there)], now=instant(2))

        assert storage.read(CASE) == Case(CASE)

    def test_one_of_two_writers_wins_also_through_another_door(
        self, storage: Storage, reopened: Callable[[], Storage]
    ) -> None:
        another = reopened()
        mine, theirs = storage.read(CASE), another.read(CASE)
        stored = another.append([a_posting(a_draft(START, number=1), theirs)], now=instant(1))

        with pytest.raises(StaleCase):
            storage.append([a_posting(a_draft(YES, number=2), mine)], now=instant(2))

        assert storage.read(CASE) == Case(CASE, stored)

    def test_one_stale_posting_among_several_stores_nothing_of_any(self, storage: Storage) -> None:
        good, stale = a_draft(START, number=1), a_draft(START, number=2, case=SOUTH)
        too_old = Case(SOUTH, store(storage, 3, START, case=CaseKey("1", "south")))
        before = everything(storage)
        postings = [
            Posting(good, (Case(CASE),), (Outgoing(a_note(good, JANUARY[0])),), (an_access(),)),
            Posting(stale, (too_old,)),
        ]

        with pytest.raises(StaleCase):
            storage.append(postings, now=instant(4))

        assert everything(storage) == before
        assert [storage.answered(request(1)), storage.find(request(1))] == [None, ()]
        assert storage.read(CASE) == Case(CASE)

    def test_after_a_refusal_the_same_can_be_stored_anew(self, storage: Storage) -> None:
        read = storage.read(CASE)
        store(storage, 1, START)
        with pytest.raises(StaleCase):
            storage.append([a_posting(a_draft(YES, number=2), read)], now=instant(2))

        store(storage, 2, YES)

        assert [each.id for each in storage.read(CASE).registrations] == [request(1), request(2)]

    @pytest.mark.parametrize("event", [START, YES], ids=["same content", "other content"])
    def test_a_request_id_is_used_once(self, storage: Storage, event: Event) -> None:
        store(storage, 1, START)
        before = everything(storage)
        again = a_draft(event, number=1, case=SOUTH)

        with pytest.raises(RequestConflict):
            storage.append([a_posting(again)], now=instant(2))

        assert everything(storage) == before

    def test_a_request_id_is_used_once_among_several_postings(self, storage: Storage) -> None:
        postings = [a_posting(a_draft(START, number=1, case=case)) for case in (CASE, SOUTH)]

        with pytest.raises(RequestConflict):
            storage.append(postings, now=instant(1))

        assert everything(storage) == ((), (), (), (), ())

    def test_a_case_that_was_not_read_is_not_written_to(self, storage: Storage) -> None:
        draft = a_draft(entries=((CASE, (START,)), (SOUTH, (START,))))

        with pytest.raises(Malformed):
            storage.append([a_posting(draft, Case(CASE))], now=instant(1))

        assert everything(storage) == ((), (), (), (), ())

"""
What `Storage.append` promises.
"""

import datetime as dt
from collections.abc import Callable

import pytest

from fastomsorg.history import Case, Registration
from fastomsorg.hooks import Storage
from fastomsorg.terms import CaseKey, Status
from fastomsorg.testing._case_builders import (
    CASE,
    FIRST_INSTANT,
    a_draft,
    a_posting,
    answered,
    request,
    started,
)
from fastomsorg.testing._every_event import every_event

from ._steps import JANUARY, everything, instant, left_out, store
from ._suite import Suite

SOUTH = CaseKey("6016254", "south")
START = started(JANUARY[0])
YES = answered(Status.ACCEPTED, JANUARY[1])
MICROSECOND = dt.timedelta(microseconds=1)


class AppendingConformance(Suite, needs=("storage",), takes=("reopened",)):
    """
    Storing registrations (*lagra registreringar*): everything or nothing, and with its time.
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

    def test_a_registration_says_what_its_draft_said(self, storage: Storage) -> None:
        draft = a_draft(START, YES)

        (registration,) = storage.append([a_posting(draft)], now=FIRST_INSTANT)

        assert registration == Registration(
            id=draft.id,
            case=CASE,
            position=registration.position,
            recorded_at=FIRST_INSTANT,
            actor=draft.actor,
            purpose=draft.purpose,
            events=(START, YES),
            rulebook=draft.rulebook,
            routine=draft.routine,
        )
        assert registration.position > 0

    def test_what_is_read_is_what_was_stored(self, storage: Storage) -> None:
        stored = store(storage, 1, START) + store(storage, 2, YES)

        assert storage.read(CASE) == Case(CASE, stored)

    def test_every_event_is_read_as_it_was_written(self, storage: Storage) -> None:
        store(storage, 1, *every_event())

        assert storage.read(CASE).registrations[0].events == every_event()

    def test_the_store_opened_anew_has_what_was_stored(
        self, storage: Storage, reopened: Callable[[], Storage]
    ) -> None:
        stored = store(storage, 1, *every_event())

        assert reopened().read(CASE) == Case(CASE, stored)
        assert reopened().find(request(1)) == stored

    def test_positions_rise(self, storage: Storage) -> None:
        positions = [
            registration.position
            for number in range(1, 5)
            for registration in store(storage, number, START)
        ]

        assert positions == sorted(set(positions))

    def test_one_registration_in_two_cases_shares_id_position_and_instant(
        self, storage: Storage
    ) -> None:
        draft = a_draft(entries=((CASE, (START,)), (SOUTH, (YES,))))

        here, there = storage.append([a_posting(draft)], now=FIRST_INSTANT)

        assert (here.case, there.case) == (CASE, SOUTH)
        assert (here.events, there.events) == ((START,), (YES,))
        assert (here.id, here.position, here.recorded_at) == (
            there.id,
            there.position,
            there.recorded_at,
        )
        assert storage.read(SOUTH) == Case(SOUTH, (there,))

    def test_an_instant_is_now_to_the_microsecond_and_in_utc(self, storage: Storage) -> None:
        now = FIRST_INSTANT + 7 * MICROSECOND
        (stored,) = store(storage, 1, START, now=now)
        (read,) = storage.read(CASE).registrations

        assert [stored.recorded_at, read.recorded_at] == [now, now]
        assert read.recorded_at.utcoffset() == dt.timedelta(0)

    def test_an_instant_in_another_zone_is_the_same_instant(self, storage: Storage) -> None:
        elsewhere = FIRST_INSTANT.astimezone(dt.timezone(dt.timedelta(hours=5)))
        store(storage, 1, START, now=elsewhere)
        (read,) = storage.read(CASE).registrations

        assert read.recorded_at == FIRST_INSTANT
        assert read.recorded_at.utcoffset() == dt.timedelta(0)

    def test_instants_stand_still_when_the_clock_goes_backwards(self, storage: Storage) -> None:
        store(storage, 1, START, now=instant(5))
        store(storage, 2, YES, now=instant(3))
        store(storage, 3, YES, case=SOUTH, now=instant(5) - MICROSECOND)
        store(storage, 4, YES, now=instant(6))

        assert [each.recorded_at for each in storage.changes()] == [
            instant(5),
            instant(5),
            instant(5),
            instant(6),
        ]

    def test_no_postings_are_stored_as_nothing(self, storage: Storage) -> None:
        assert storage.append([], now=FIRST_INSTANT) == ()
        assert everything(storage) == ((), (), (), (), ())

    def test_several_postings_may_build_on_a_case_as_it_was_before_any_of_them(
        self, storage: Storage
    ) -> None:
        (first,) = store(storage, 1, START)
        read = storage.read(CASE)
        postings = [a_posting(a_draft(YES, number=number), read) for number in (2, 3, 4)]

        stored = storage.append(postings, now=instant(2))

        assert storage.read(CASE) == Case(CASE, (first, *stored))
        assert [each.id for each in stored] == [request(2), request(3), request(4)]
        assert [each.recorded_at for each in stored] == [instant(2)] * 3
        assert first.position < stored[0].position < stored[1].position < stored[2].position

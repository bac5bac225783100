"""
What a `Storage` promises of those who tell: one at a time, in order, and again later.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import attrs
import pytest

from fastomsorg.hooks import Delivery, DeliveryState, Outgoing, Storage
from fastomsorg.journal import PlanSnapshot
from fastomsorg.terms import CaseKey, Instant, UnknownId
from fastomsorg.testing._case_builders import CASE, a_draft, request, started
from fastomsorg.testing._notice_builders import a_snapshot

from ._noticing import OTHER, SOUTH, noted
from ._steps import JANUARY, instant, left_out, store
from ._suite import Suite

MICROSECOND = dt.timedelta(microseconds=1)
START = started(JANUARY[0])
ENDED = (DeliveryState.DELIVERED, DeliveryState.WITHDRAWN)


def claimed(
    storage: Storage,
    now: Instant,
    *,
    until: Instant | None = None,
    limit: int = 100,
    targets: Sequence[str] | None = None,
    cases: Sequence[CaseKey] | None = None,
) -> list[Delivery]:
    """
    What is claimed for an hour, unless *until* says how long.
    """
    lease = now + dt.timedelta(hours=1) if until is None else until
    return list(storage.claim(now, until=lease, limit=limit, targets=targets, cases=cases))


def told(deliveries: Sequence[Delivery]) -> list[tuple[object, str]]:
    return [(each.notice, each.target) for each in deliveries]


def waiting(storage: Storage, number: int, *, until: Instant, target: str = "a") -> PlanSnapshot:
    """
    Store a registration with a snapshot that must not be shown until then.
    """
    snapshot = a_snapshot(a_draft(number=number), JANUARY[9])
    store(storage, number, START, notices=(Outgoing(snapshot, (target,), not_before=until),))
    return snapshot


def postpone(storage: Storage, notice: UUID, *, until: Instant, again: Instant) -> None:
    """
    Let whoever claimed it until then try it again later.
    """
    storage.postpone(notice, "a", claimed_until=until, retry_at=again, problem="OSError")


class ClaimingConformance(Suite, needs=("storage",)):
    """
    Notices that are claimed, told and tried again (*leverans*), by several at once.
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

    def test_what_is_claimed_is_told_who_claimed_it_and_how_often(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("a",))
        expected = Delivery(
            note,
            "a",
            DeliveryState.PENDING,
            instant(1),
            attempts=1,
            claimed_until=instant(3),
        )

        assert claimed(storage, instant(2), until=instant(3)) == [expected]
        assert list(storage.deliveries(CASE)) == [expected]

    def test_nobody_else_gets_what_is_claimed(self, storage: Storage) -> None:
        noted(storage, 1, targets=("a", "b"))
        noted(storage, 2, case=SOUTH, targets=("a",))
        first = claimed(storage, instant(2), limit=2)
        second = claimed(storage, instant(2))

        assert [len(first), len(second)] == [2, 1]
        assert [each for each in told(second) if each in told(first)] == []
        assert claimed(storage, instant(2)) == []

    def test_heads_come_in_order_of_registration_as_many_as_are_wanted(
        self, storage: Storage
    ) -> None:
        notes = [
            noted(storage, number, case=case, targets=("a",))
            for number, case in enumerate((SOUTH, CASE, OTHER), start=1)
        ]

        assert told(claimed(storage, instant(9), limit=2)) == [(each, "a") for each in notes[:2]]
        assert told(claimed(storage, instant(9), limit=2)) == [(notes[2], "a")]

    def test_nothing_is_told_before_what_stands_before_it_in_its_line(
        self, storage: Storage
    ) -> None:
        first, second = (noted(storage, number, targets=("a",)) for number in (1, 2))

        assert told(claimed(storage, instant(3))) == [(first, "a")]
        assert claimed(storage, instant(3)) == []
        storage.settle(first.id, "a", DeliveryState.DELIVERED, None)
        assert told(claimed(storage, instant(3))) == [(second, "a")]

    def test_a_line_is_of_one_case_and_one_target(self, storage: Storage) -> None:
        first = noted(storage, 1, targets=("a", "b"))
        second = noted(storage, 2, targets=("a", "b"))
        there = noted(storage, 3, case=SOUTH, targets=("a",))
        claimed(storage, instant(4))
        storage.settle(first.id, "b", DeliveryState.DELIVERED, None)
        storage.settle(there.id, "a", DeliveryState.DELIVERED, None)

        assert told(claimed(storage, instant(4))) == [(second, "b")]

    def test_only_the_targets_and_the_cases_that_are_wanted_are_claimed(
        self, storage: Storage
    ) -> None:
        here = noted(storage, 1, targets=("a", "b"))
        there = noted(storage, 2, case=SOUTH, targets=("a", "b"))

        assert told(claimed(storage, instant(3), targets=["b"], cases=[SOUTH])) == [(there, "b")]
        assert told(claimed(storage, instant(3), targets=["b", "c"])) == [(here, "b")]
        assert claimed(storage, instant(3), targets=[]) == []
        assert claimed(storage, instant(3), cases=[OTHER]) == []
        assert told(claimed(storage, instant(3), cases=[CASE, OTHER])) == [(here, "a")]

    def test_what_waits_for_its_day_is_not_claimed_before_it_and_holds_up_no_other(
        self, storage: Storage
    ) -> None:
        snapshot = waiting(storage, 1, until=instant(5))
        note = noted(storage, 2, targets=("a",))

        assert told(claimed(storage, instant(5) - MICROSECOND)) == [(note, "a")]
        assert told(claimed(storage, instant(5))) == [(snapshot, "a")]

    def test_when_its_day_has_come_it_stands_before_what_came_later(self, storage: Storage) -> None:
        snapshot = waiting(storage, 1, until=instant(5))
        noted(storage, 2, targets=("a",))

        assert told(claimed(storage, instant(6))) == [(snapshot, "a")]
        assert claimed(storage, instant(6)) == []

    def test_a_claim_that_ran_out_leaves_an_unknown_outcome_to_the_next(
        self, storage: Storage
    ) -> None:
        note = noted(storage, 1, targets=("a",))
        claimed(storage, instant(1), until=instant(2))

        before = claimed(storage, instant(2) - MICROSECOND)
        (again,) = claimed(storage, instant(2), until=instant(3))

        assert before == []
        assert again == Delivery(
            note,
            "a",
            DeliveryState.PENDING,
            instant(1),
            attempts=2,
            claimed_until=instant(3),
            outcome_unknown=True,
        )

    def test_what_is_postponed_is_tried_again_then_and_its_outcome_is_known(
        self, storage: Storage
    ) -> None:
        note = noted(storage, 1, targets=("a",))
        noted(storage, 2, targets=("a",))
        claimed(storage, instant(2), until=instant(3))

        postpone(storage, note.id, until=instant(3), again=instant(5))

        assert storage.deliveries(CASE)[0] == Delivery(
            note,
            "a",
            DeliveryState.PENDING,
            instant(1),
            attempts=1,
            problem="OSError",
            retry_at=instant(5),
        )
        assert claimed(storage, instant(5) - MICROSECOND) == []
        (again,) = claimed(storage, instant(5))
        assert (again.notice, again.attempts, again.outcome_unknown) == (note, 2, False)

    def test_whoever_was_too_slow_takes_nothing_from_whoever_claimed_it_since(
        self, storage: Storage
    ) -> None:
        note = noted(storage, 1, targets=("a",))
        claimed(storage, instant(1), until=instant(2))
        (claim,) = claimed(storage, instant(2), until=instant(4))

        postpone(storage, note.id, until=instant(2), again=instant(2))

        assert claimed(storage, instant(3)) == []
        assert list(storage.deliveries(CASE)) == [attrs.evolve(claim, outcome_unknown=False)]

    @pytest.mark.parametrize("state", ENDED)
    def test_what_has_ended_is_neither_postponed_nor_ended_otherwise(
        self, storage: Storage, state: DeliveryState
    ) -> None:
        note = noted(storage, 1, targets=("a",))
        claimed(storage, instant(1), until=instant(2))
        storage.settle(note.id, "a", state, None)
        (ended,) = storage.deliveries(CASE)

        postpone(storage, note.id, until=instant(2), again=instant(2))
        storage.settle(note.id, "a", DeliveryState.PARKED, None, problem="OSError")

        assert list(storage.deliveries(CASE)) == [ended]
        assert (ended.state, ended.claimed_until, ended.retry_at) == (state, None, None)
        assert claimed(storage, instant(9)) == []

    def test_what_goes_to_nobody_cannot_be_postponed(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("a",))

        for notice, target in ((note.id, "b"), (request(9), "a")):
            with pytest.raises(UnknownId):
                storage.postpone(
                    notice,
                    target,
                    claimed_until=instant(2),
                    retry_at=instant(3),
                    problem="OSError",
                )

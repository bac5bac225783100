"""
What a `Storage` promises of those who tell: one at a time, in order, again later, or never alone.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import attrs
import pytest

from fastomsorg.hooks import Backlog, Delivery, DeliveryState, Outgoing, Storage
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


class ClaimingConformance(Suite, needs=("storage",)):
    """
    Notices that are claimed, told, tried again and parked (*leverans*), by several at once.
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

        self.postpone(storage, note.id, until=instant(3), again=instant(5))

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

        self.postpone(storage, note.id, until=instant(2), again=instant(2))

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

        self.postpone(storage, note.id, until=instant(2), again=instant(2))
        storage.settle(note.id, "a", DeliveryState.PARKED, None, problem="OSError")

        assert list(storage.deliveries(CASE)) == [ended]
        assert (ended.state, ended.claimed_until, ended.retry_at) == (state, None, None)
        assert claimed(storage, instant(9)) == []

    def test_what_is_parked_is_told_by_nobody_and_holds_up_its_own_line_only(
        self, storage: Storage
    ) -> None:
        parked = noted(storage, 1, targets=("a", "b"))
        noted(storage, 2, targets=("a",))
        there = noted(storage, 3, case=SOUTH, targets=("a",))
        claimed(storage, instant(3), targets=["a"], cases=[CASE])
        storage.settle(parked.id, "a", DeliveryState.PARKED, None, problem="OSError")

        assert told(claimed(storage, instant(9))) == [(parked, "b"), (there, "a")]
        assert storage.deliveries(CASE)[0] == Delivery(
            parked, "a", DeliveryState.PARKED, instant(1), attempts=1, problem="OSError"
        )

    @pytest.mark.parametrize("ended", ENDED)
    def test_what_is_parked_can_be_ended_after_all_and_lets_the_line_go_on(
        self, storage: Storage, ended: DeliveryState
    ) -> None:
        parked, behind = (noted(storage, number, targets=("a",)) for number in (1, 2))
        storage.settle(parked.id, "a", DeliveryState.PARKED, None, problem="OSError")
        storage.settle(parked.id, "a", ended, None)

        assert told(claimed(storage, instant(9))) == [(behind, "a")]
        assert storage.deliveries(CASE)[0].problem is None

    def test_what_was_parked_is_told_again_in_its_place_as_tried_once_before(
        self, storage: Storage
    ) -> None:
        parked = noted(storage, 1, targets=("a",))
        noted(storage, 2, targets=("a",))
        claimed(storage, instant(2), until=instant(3))
        claimed(storage, instant(3), until=instant(4))
        storage.settle(parked.id, "a", DeliveryState.PARKED, None, problem="OSError")

        assert storage.redrive() == 1
        assert storage.deliveries(CASE)[0] == Delivery(
            parked, "a", DeliveryState.PENDING, instant(1), attempts=1, problem="OSError"
        )
        (again,) = claimed(storage, instant(4))
        assert (again.notice, again.attempts, again.outcome_unknown) == (parked, 2, False)

    def test_one_notice_or_one_targets_parked_ones_are_driven_again(self, storage: Storage) -> None:
        first = noted(storage, 1, targets=("a", "b"))
        second = noted(storage, 2, case=SOUTH, targets=("a", "b"))
        for note in (first, second):
            for target in ("a", "b"):
                storage.settle(note.id, target, DeliveryState.PARKED, None, problem="OSError")

        assert storage.redrive(notice=first.id, target="b") == 1
        assert told(claimed(storage, instant(3))) == [(first, "b")]
        assert storage.redrive(target="a") == 2
        assert told(claimed(storage, instant(3))) == [(first, "a"), (second, "a")]
        assert storage.redrive(notice=second.id) == 1
        assert storage.redrive(notice=request(9)) == storage.redrive() == 0

    def test_what_was_told_after_all_is_delivered_and_lets_its_line_go_on(
        self, storage: Storage
    ) -> None:
        parked, behind = (noted(storage, number, targets=("a",)) for number in (1, 2))
        claimed(storage, instant(1), until=instant(2))
        self.postpone(storage, parked.id, until=instant(2), again=instant(3))
        claimed(storage, instant(3), until=instant(4))
        storage.settle(parked.id, "a", DeliveryState.PARKED, None, problem="OSError")

        assert storage.acknowledge(parked.id) == 1
        assert storage.deliveries(CASE)[0] == Delivery(
            parked, "a", DeliveryState.DELIVERED, instant(1), attempts=2
        )
        assert told(claimed(storage, instant(4))) == [(behind, "a")]

    def test_of_what_is_parked_only_that_notice_and_that_target_was_told_after_all(
        self, storage: Storage
    ) -> None:
        first = noted(storage, 1, targets=("a", "b", "c"))
        second = noted(storage, 2, case=SOUTH, targets=("a",))
        for note, target in ((first, "a"), (first, "b"), (second, "a")):
            storage.settle(note.id, target, DeliveryState.PARKED, None, problem="OSError")

        assert storage.acknowledge(first.id, target="b") == 1
        assert storage.acknowledge(first.id, target="c") == 0
        assert self.parked(storage) == [(first, "a"), (second, "a")]
        assert storage.acknowledge(first.id) == 1
        assert storage.acknowledge(request(9)) == storage.acknowledge(first.id) == 0
        assert self.parked(storage) == [(second, "a")]
        assert told(claimed(storage, instant(3))) == [(first, "c")]

    def test_only_what_is_parked_is_driven_again(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("a",))
        noted(storage, 2, case=SOUTH, targets=("a",))
        storage.settle(note.id, "a", DeliveryState.DELIVERED, None)

        assert storage.redrive() == 0
        assert storage.deliveries(CASE)[0].state is DeliveryState.DELIVERED

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

    def test_the_outbox_is_every_delivery_in_order_by_target_and_by_state(
        self, storage: Storage
    ) -> None:
        first = noted(storage, 1, day=9, targets=("b", "a"))
        second = noted(storage, 2, case=SOUTH, day=0, targets=("a",))
        third = noted(storage, 3, day=5, targets=("b",))
        storage.settle(first.id, "a", DeliveryState.DELIVERED, None)
        storage.settle(first.id, "b", DeliveryState.PARKED, None, problem="OSError")

        assert told(list(storage.outbox())) == [
            (first, "b"),
            (first, "a"),
            (second, "a"),
            (third, "b"),
        ]
        assert told(list(storage.outbox(target="a"))) == [(first, "a"), (second, "a")]
        pending, parked = DeliveryState.PENDING, DeliveryState.PARKED
        assert told(list(storage.outbox(state=pending))) == [(second, "a"), (third, "b")]
        assert told(list(storage.outbox(target="b", state=parked))) == [(first, "b")]
        assert list(storage.outbox(target="c")) == []

    def test_the_backlog_counts_what_each_target_has_not_been_told(self, storage: Storage) -> None:
        done = noted(storage, 1, targets=("a", "b"))
        noted(storage, 2, case=SOUTH, targets=("a",))
        noted(storage, 3, case=OTHER, targets=("a", "c"))
        waiting(storage, 4, until=instant(50))
        waiting(storage, 5, until=instant(6))
        storage.settle(done.id, "a", DeliveryState.DELIVERED, None)
        storage.settle(done.id, "b", DeliveryState.PARKED, None, problem="OSError")
        (late,) = claimed(storage, instant(4), until=instant(5), targets=["a"], cases=[SOUTH])
        claimed(storage, instant(7), until=instant(20), targets=["c"])

        assert late.target == "a"
        assert storage.backlog(instant(8)) == (
            Backlog(
                "a",
                waiting=3,
                unknown=1,
                ahead=1,
                since=instant(2),
                next_at=instant(3),
            ),
            Backlog("b", parked=1),
            Backlog("c", waiting=1, since=instant(3), next_at=instant(20)),
        )

    def test_there_is_no_backlog_where_everything_was_told(self, storage: Storage) -> None:
        note = noted(storage, 1, targets=("a",))
        storage.settle(note.id, "a", DeliveryState.DELIVERED, None)

        assert storage.backlog(instant(9)) == ()

    def parked(self, storage: Storage) -> list[tuple[object, str]]:
        return told(list(storage.outbox(state=DeliveryState.PARKED)))

    def postpone(self, storage: Storage, notice: UUID, *, until: Instant, again: Instant) -> None:
        storage.postpone(notice, "a", claimed_until=until, retry_at=again, problem="OSError")

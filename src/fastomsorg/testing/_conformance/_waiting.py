"""
What a `Storage` promises of what has not been told: parked, told again or after all, and counted.
"""

import pytest

from fastomsorg.hooks import Backlog, Delivery, DeliveryState, Storage
from fastomsorg.testing._case_builders import CASE, request

from ._claiming import ENDED, claimed, postpone, told, waiting
from ._noticing import OTHER, SOUTH, noted
from ._steps import instant, left_out
from ._suite import Suite


class WaitingConformance(Suite, needs=("storage",)):
    """
    Notices that are parked, or wait for other reasons (*parkerat och väntande*).
    """

    @pytest.fixture
    def storage(self) -> Storage:
        left_out("storage")

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
        postpone(storage, parked.id, until=instant(2), again=instant(3))
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

"""
Notices on their way, kept in memory.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from uuid import UUID

import attrs

from fastomsorg.hooks import Backlog, Delivery, DeliveryState
from fastomsorg.journal import Notice
from fastomsorg.terms import CaseKey, Instant, UnknownId

from ._memory_state import Memory

UNSETTLED = frozenset({DeliveryState.PENDING, DeliveryState.PARKED})


class MemoryOutbox(Memory):
    """
    An `Outbox` for tests (*utkorg i minnet*), for one thread.
    """

    def due(self, now: Instant) -> Iterator[Delivery]:
        for delivery in self.outbox(state=DeliveryState.PENDING):
            if delivery.has_come(now):
                yield delivery

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        return tuple(each for each in self._state.deliveries.values() if each.notice.case == key)

    def outbox(
        self, *, target: str | None = None, state: DeliveryState | None = None
    ) -> Iterator[Delivery]:
        for delivery in tuple(self._state.deliveries.values()):
            if target in (None, delivery.target) and state in (None, delivery.state):
                yield delivery

    def backlog(self, now: Instant) -> tuple[Backlog, ...]:
        counted: dict[str, Backlog] = {}
        for delivery in self.outbox():
            if delivery.state in UNSETTLED:
                so_far = counted.get(delivery.target, Backlog(delivery.target))
                counted[delivery.target] = _with(so_far, delivery, now)
        return tuple(counted[target] for target in sorted(counted))

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        heads = (
            head
            for head in self._heads(now)
            if (targets is None or head.target in targets)
            and (cases is None or head.notice.case in cases)
            and self._is_free(head, now)
        )
        return tuple(self._claimed(head, until) for head in tuple(islice(heads, limit)))

    def _heads(self, now: Instant) -> Iterator[Delivery]:
        """
        The first of each line whose day has come.
        """
        lines: set[tuple[CaseKey, str]] = set()
        for delivery in self.outbox():
            line = (delivery.notice.case, delivery.target)
            if delivery.state in UNSETTLED and delivery.has_come(now) and line not in lines:
                lines.add(line)
                yield delivery

    def _is_free(self, head: Delivery, now: Instant) -> bool:
        later = (head.retry_at, head.claimed_until)
        return head.state is DeliveryState.PENDING and all(
            each is None or each <= now for each in later
        )

    def _claimed(self, head: Delivery, until: Instant) -> Delivery:
        claimed = attrs.evolve(head, attempts=head.attempts + 1, claimed_until=until)
        self._state.deliveries[head.notice.id, head.target] = claimed
        return attrs.evolve(claimed, outcome_unknown=head.claimed_until is not None)

    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        delivery = self._known(notice, target)
        if delivery.state in UNSETTLED:
            self._state.deliveries[notice, target] = attrs.evolve(
                delivery,
                state=state,
                notice=delivery.notice if told is None else told,
                problem=problem,
                retry_at=None,
                claimed_until=None,
            )

    def postpone(
        self,
        notice: UUID,
        target: str,
        *,
        claimed_until: Instant,
        retry_at: Instant,
        problem: str,
    ) -> None:
        delivery = self._known(notice, target)
        if (delivery.state, delivery.claimed_until) == (DeliveryState.PENDING, claimed_until):
            self._state.deliveries[notice, target] = attrs.evolve(
                delivery, problem=problem, retry_at=retry_at, claimed_until=None
            )

    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        parked = self._parked(notice, target)
        for each in parked:
            self._state.deliveries[each.notice.id, each.target] = attrs.evolve(
                each, state=DeliveryState.PENDING, attempts=1
            )
        return len(parked)

    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        parked = self._parked(notice, target)
        for each in parked:
            self.settle(each.notice.id, each.target, DeliveryState.DELIVERED, None)
        return len(parked)

    def _parked(self, notice: UUID | None, target: str | None) -> list[Delivery]:
        return [
            each
            for each in self.outbox(target=target, state=DeliveryState.PARKED)
            if notice in (None, each.notice.id)
        ]

    def _known(self, notice: UUID, target: str) -> Delivery:
        delivery = self._state.deliveries.get((notice, target))
        if delivery is None:
            raise UnknownId("unknown_delivery", notice=str(notice), target=target)
        return delivery


def _with(so_far: Backlog, delivery: Delivery, now: Instant) -> Backlog:
    if delivery.state is DeliveryState.PARKED:
        return attrs.evolve(so_far, parked=so_far.parked + 1)
    could_be_told = delivery.not_before or delivery.recorded_at
    lease = delivery.claimed_until
    next_at = max(filter(None, (could_be_told, delivery.retry_at, lease)))
    counted = attrs.evolve(so_far, next_at=min(so_far.next_at or next_at, next_at))
    if not delivery.has_come(now):
        return attrs.evolve(counted, ahead=so_far.ahead + 1)
    return attrs.evolve(
        counted,
        waiting=so_far.waiting + 1,
        unknown=so_far.unknown + (lease is not None and lease <= now),
        since=min(so_far.since or could_be_told, could_be_told),
    )

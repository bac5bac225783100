"""
Outboxes that are broken, each in one way: told twice, never, too early, in the wrong order.
"""

from collections.abc import Iterator
from uuid import UUID

import attrs

from fastomsorg.hooks import Backlog, Delivery, DeliveryState, Outgoing
from fastomsorg.journal import Notice
from fastomsorg.terms import CaseKey, Instant
from fastomsorg.testing import MemoryStorage
from tests.testing.broken import storage_found_out_by


@storage_found_out_by("test_a_notice_goes_to_each_target_by_itself")
class LosesTheNoticeToTheSecondTarget(MemoryStorage):
    def _post(self, outgoing: Outgoing, recorded_at: Instant) -> None:
        super()._post(attrs.evolve(outgoing, targets=outgoing.targets[:1]), recorded_at)


@storage_found_out_by("test_every_kind_of_notice_is_delivered_as_it_was_made")
class LosesTheSecondNotice(MemoryStorage):
    def _post(self, outgoing: Outgoing, recorded_at: Instant) -> None:
        registration = outgoing.notice.registration
        known = {each.notice.registration for each in self.outbox()}
        if registration not in known:
            super()._post(outgoing, recorded_at)


@storage_found_out_by("test_nobody_else_gets_what_is_claimed")
class GivesALeaseTwice(MemoryStorage):
    def _is_free(self, head: Delivery, now: Instant) -> bool:
        return super()._is_free(attrs.evolve(head, claimed_until=None), now)


@storage_found_out_by("test_a_claim_that_ran_out_leaves_an_unknown_outcome_to_the_next")
class NeverTakesALeaseBack(MemoryStorage):
    def _is_free(self, head: Delivery, now: Instant) -> bool:
        return head.claimed_until is None and super()._is_free(head, now)


@storage_found_out_by("test_a_claim_that_ran_out_leaves_an_unknown_outcome_to_the_next")
class TakesAnUnknownOutcomeForNone(MemoryStorage):
    def _claimed(self, head: Delivery, until: Instant) -> Delivery:
        return attrs.evolve(super()._claimed(head, until), outcome_unknown=False)


@storage_found_out_by("test_what_is_claimed_is_told_who_claimed_it_and_how_often")
class CountsNoAttempts(MemoryStorage):
    def _claimed(self, head: Delivery, until: Instant) -> Delivery:
        return super()._claimed(attrs.evolve(head, attempts=-1), until)


@storage_found_out_by("test_nothing_is_told_before_what_stands_before_it_in_its_line")
class LetsEverythingGoAtOnce(MemoryStorage):
    def _heads(self, now: Instant) -> Iterator[Delivery]:
        return self.due(now)


@storage_found_out_by("test_what_is_parked_is_told_by_nobody_and_holds_up_its_own_line_only")
class JumpsOverAParkedHead(MemoryStorage):
    def _heads(self, now: Instant) -> Iterator[Delivery]:
        lines: set[tuple[CaseKey, str]] = set()
        for delivery in self.due(now):
            line = (delivery.notice.case, delivery.target)
            if line not in lines:
                lines.add(line)
                yield delivery


@storage_found_out_by("test_what_is_parked_is_told_by_nobody_and_holds_up_its_own_line_only")
class LetsAParkedHeadHoldUpEverybody(MemoryStorage):
    def _heads(self, now: Instant) -> Iterator[Delivery]:
        if any(self.outbox(state=DeliveryState.PARKED)):
            return iter(())
        return super()._heads(now)


@storage_found_out_by("test_a_line_is_of_one_case_and_one_target")
class LetsOneTargetHoldUpAnother(MemoryStorage):
    def _heads(self, now: Instant) -> Iterator[Delivery]:
        cases: set[CaseKey] = set()
        for head in super()._heads(now):
            if head.notice.case not in cases:
                cases.add(head.notice.case)
                yield head


@storage_found_out_by("test_what_waits_for_its_day_is_not_claimed_before_it_and_holds_up_no_other")
class ClaimsAheadOfTheDay(MemoryStorage):
    def _heads(self, now: Instant) -> Iterator[Delivery]:
        return super()._heads(now.replace(year=now.year + 1))


@storage_found_out_by("test_what_is_postponed_is_tried_again_then_and_its_outcome_is_known")
class TriesAgainAtOnce(MemoryStorage):
    def _is_free(self, head: Delivery, now: Instant) -> bool:
        return super()._is_free(attrs.evolve(head, retry_at=None), now)


@storage_found_out_by("test_whoever_was_too_slow_takes_nothing_from_whoever_claimed_it_since")
class PostponesForWhoeverAsks(MemoryStorage):
    def postpone(
        self,
        notice: UUID,
        target: str,
        *,
        claimed_until: Instant,
        retry_at: Instant,
        problem: str,
    ) -> None:
        lease = self._known(notice, target).claimed_until or claimed_until
        super().postpone(notice, target, claimed_until=lease, retry_at=retry_at, problem=problem)


@storage_found_out_by("test_what_has_ended_is_neither_postponed_nor_ended_otherwise[delivered]")
class EndsWhatHasEnded(MemoryStorage):
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
        pending = attrs.evolve(delivery, state=DeliveryState.PENDING)
        self._state.deliveries[notice, target] = pending
        super().settle(notice, target, state, told, problem=problem)


@storage_found_out_by("test_only_what_is_parked_is_driven_again")
class DrivesEverythingAgain(MemoryStorage):
    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        for each in self.outbox(target=target):
            if notice in (None, each.notice.id):
                parked = attrs.evolve(each, state=DeliveryState.PARKED)
                self._state.deliveries[each.notice.id, each.target] = parked
        return super().redrive(notice=notice, target=target)


@storage_found_out_by("test_one_notice_or_one_targets_parked_ones_are_driven_again")
class DrivesEveryTargetAgain(MemoryStorage):
    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        return super().redrive(notice=notice)


@storage_found_out_by("test_what_was_parked_is_told_again_in_its_place_as_tried_once_before")
class ForgetsThatItWasTried(MemoryStorage):
    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        parked = {(each.notice.id, each.target) for each in self.outbox(state=DeliveryState.PARKED)}
        driven = super().redrive(notice=notice, target=target)
        for key in parked:
            never = attrs.evolve(self._state.deliveries[key], attempts=0)
            self._state.deliveries[key] = never
        return driven


@storage_found_out_by("test_what_was_parked_is_told_again_in_its_place_as_tried_once_before")
class ForgetsWhatWentWrong(MemoryStorage):
    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        parked = {(each.notice.id, each.target) for each in self.outbox(state=DeliveryState.PARKED)}
        driven = super().redrive(notice=notice, target=target)
        for key in parked:
            forgotten = attrs.evolve(self._state.deliveries[key], problem=None)
            self._state.deliveries[key] = forgotten
        return driven


@storage_found_out_by("test_what_was_parked_is_told_again_in_its_place_as_tried_once_before")
class CountsEveryAttemptStill(MemoryStorage):
    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        tried = {(each.notice.id, each.target): each.attempts for each in self.outbox()}
        driven = super().redrive(notice=notice, target=target)
        for key, attempts in tried.items():
            self._state.deliveries[key] = attrs.evolve(
                self._state.deliveries[key], attempts=attempts
            )
        return driven


@storage_found_out_by("test_what_was_told_after_all_is_delivered_and_lets_its_line_go_on")
class WithdrawsWhatWasToldAfterAll(MemoryStorage):
    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        parked = self._parked(notice, target)
        for each in parked:
            self.settle(each.notice.id, each.target, DeliveryState.WITHDRAWN, None)
        return len(parked)


@storage_found_out_by("test_of_what_is_parked_only_that_notice_and_that_target_was_told_after_all")
class TakesEveryTargetForTold(MemoryStorage):
    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        return super().acknowledge(notice)


@storage_found_out_by("test_of_what_is_parked_only_that_notice_and_that_target_was_told_after_all")
class TakesForToldWhatNobodyTriedYet(MemoryStorage):
    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        pending = [
            each
            for each in self.outbox(target=target, state=DeliveryState.PENDING)
            if each.notice.id == notice
        ]
        for each in pending:
            self.settle(notice, each.target, DeliveryState.DELIVERED, None)
        return super().acknowledge(notice, target=target) + len(pending)


@storage_found_out_by("test_the_backlog_counts_what_each_target_has_not_been_told")
class ForgetsWhatIsParked(MemoryStorage):
    def backlog(self, now: Instant) -> tuple[Backlog, ...]:
        return tuple(attrs.evolve(each, parked=0) for each in super().backlog(now))

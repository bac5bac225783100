"""
Telling those who are to be told: claim what is due, tell it, again until there is nothing left.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

import attrs

from fastomsorg.casework._host import Host
from fastomsorg.decisions import Reason, warning
from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.terms import CaseKey, Instant, PluginError

from ._telling import (
    Told,
    failed,
    give_back,
    held_back,
    is_still_claimed,
    settled,
    tell,
    tell_inside,
)

INTERRUPTED = "interrupted"


@attrs.frozen
class DeliveryReport:
    """
    How a round of deliveries ended (*leveransrapport*); *problems* name receivers that failed.

    *waiting* is all that could have been told by then and was not, *parked* all that waits for a
    person, of whichever round.
    """

    delivered: int = 0
    withdrawn: int = 0
    waiting: int = 0
    parked: int = 0
    problems: tuple[Reason, ...] = ()


@attrs.define
class Round:
    """
    One round of telling (*omgång*): how long each receiver is waited for, and what came of it.

    *in_all* has the patience last for the whole round and not for each notice.
    """

    patience: dt.timedelta | None
    in_all: bool = False
    spent: dict[str, dt.timedelta] = attrs.Factory(dict)
    counted: dict[DeliveryState, int] = attrs.Factory(lambda: dict.fromkeys(DeliveryState, 0))
    problems: dict[str, Reason] = attrs.Factory(dict)

    def left(self, target: str) -> dt.timedelta | None:
        """
        How long the receiver is still waited for.
        """
        if self.patience is None or not self.in_all:
            return self.patience
        return max(self.patience - self.spent.get(target, dt.timedelta()), dt.timedelta())

    def has_time_for(self, target: str) -> bool:
        left = self.left(target)
        return left is None or left > dt.timedelta()

    def tell(self, host: Host, delivery: Delivery, now: Instant) -> None:
        target = delivery.target
        if not is_still_claimed(delivery, host.clock()):
            return
        if target in host.calls.late() or not self.has_time_for(target):
            told = held_back(host, delivery, now)
        else:
            began = time.monotonic()
            told = tell(host, delivery, now, self.left(target))
            took = dt.timedelta(seconds=time.monotonic() - began)
            self.spent[target] = self.spent.get(target, dt.timedelta()) + took
        self.count(target, told)

    def count(self, target: str, told: Told) -> None:
        self.counted[told.state] += 1
        if told.problem is not None:
            self.problems.setdefault(target, told.problem)


def deliver_due(host: Host, now: Instant | None = None) -> DeliveryReport:
    """
    Tell everything that may be told at *now*, or, while it goes on, becomes due.
    """
    began = host.clock()
    ahead = dt.timedelta() if now is None else now - began
    this = Round(host.rules.patience)
    _take_in_late(host, this, began + ahead)
    while claimed := _claimed(host, this, host.clock() + ahead):
        _tell(host, this, claimed, host.clock() + ahead)
    return _report(host, this, host.clock() + ahead)


def deliver_cases(host: Host, cases: Collection[CaseKey], now: Instant) -> tuple[Reason, ...]:
    """
    Tell what may be told of these cases at *now*, first what could not be told earlier.

    Gives what stands in the way, one reason for each receiver.
    """
    this = Round(host.rules.at_once, in_all=True)
    _take_in_late(host, this, now)
    while claimed := _claimed(host, this, now, cases):
        _tell(host, this, claimed, now)
    return tuple({**_out_of_reach(host), **this.problems}.values())


def tell_in_transaction(host: Host, cases: Collection[CaseKey], now: Instant) -> None:
    """
    Tell those who write in the transaction there is. Raises `PluginError`, which undoes it.
    """
    rules, sharing = host.rules, host.receivers.sharing()
    until = now + rules.lease
    while claimed := host.storage.claim(
        now, until=until, limit=rules.batch, targets=sharing, cases=cases
    ):
        for delivery in claimed:
            try:
                tell_inside(host, delivery, now)
            except (Exception, SystemExit) as error:
                name = type(error).__name__
                raise PluginError("receiver_undid", receiver=delivery.target, error=name) from error


def _claimed(
    host: Host, this: Round, now: Instant, cases: Collection[CaseKey] | None = None
) -> Sequence[Delivery]:
    """
    The next to be told. Of what cannot be asked for afterwards only one is claimed at a time.
    """
    rules = host.rules
    until = max(now, host.clock()) + rules.lease
    free = {
        target
        for target in host.receivers.reachable() - host.calls.late()
        if this.has_time_for(target)
    }
    blind = free & host.receivers.blind()
    for targets, limit in ((free - blind, rules.batch), (blind, 1)):
        if targets:
            claimed = host.storage.claim(
                now, until=until, limit=limit, targets=targets, cases=cases
            )
            if claimed:
                return claimed
    return ()


def _tell(host: Host, this: Round, claimed: Sequence[Delivery], now: Instant) -> None:
    """
    Tell them in turn; whoever is interrupted gives the rest back.
    """
    for place, delivery in enumerate(claimed):
        try:
            this.tell(host, delivery, now)
        except BaseException:
            for untold in claimed[place + 1 :]:
                with suppress(Exception):
                    give_back(host, untold, now, INTERRUPTED)
            raise


def _take_in_late(host: Host, this: Round, now: Instant) -> None:
    """
    Note what became of calls that nobody waited for any more.
    """
    for call in host.calls.answered():
        if call.delivery is None:
            continue
        if call.error is None:
            told = settled(host, call.delivery, DeliveryState.DELIVERED, call.told)
        else:
            told = failed(host, call.delivery, now, call.error)
        this.count(call.target, told)


def _report(host: Host, this: Round, now: Instant) -> DeliveryReport:
    backlog = host.storage.backlog(now)
    waiting = {each.target for each in backlog if each.waiting}
    problems = {**dict(_unheard(host, waiting)), **this.problems}
    return DeliveryReport(
        delivered=this.counted[DeliveryState.DELIVERED],
        withdrawn=this.counted[DeliveryState.WITHDRAWN],
        waiting=sum(each.waiting for each in backlog),
        parked=sum(each.parked for each in backlog),
        problems=tuple(problems.values()),
    )


def _unheard(host: Host, waiting: Collection[str]) -> Iterator[tuple[str, Reason]]:
    """
    Those for whom something waits and who cannot be told now.
    """
    known = {target for target, _, _ in host.receivers}
    reasons = {**_out_of_reach(host), **_late(host)}
    for target in sorted(waiting):
        if target not in known:
            yield target, warning("receiver_not_configured", receiver=target)
        elif target in reasons:
            yield target, reasons[target]


def _out_of_reach(host: Host) -> dict[str, Reason]:
    return {
        target: warning("receiver_failed", receiver=target, error=type(problem).__name__)
        for target, problem in host.receivers.problems().items()
    }


def _late(host: Host) -> dict[str, Reason]:
    return {
        target: warning("receiver_slow", receiver=target) for target in sorted(host.calls.late())
    }

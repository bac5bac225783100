"""
Telling those who are to be told: what is due, in order for each case.
"""

from collections.abc import Iterable

import attrs

from fastomsorg.decisions import Reason, warning
from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.journal import (
    ContactsChanged,
    JournalNote,
    Notice,
    PlanSnapshot,
    kind_of,
    staff_to_name,
    told_anew,
)
from fastomsorg.terms import CaseKey, Instant, day_of

from ._host import Host


@attrs.frozen
class DeliveryReport:
    """
    How a round of deliveries ended (*leveransrapport*); *problems* name receivers that failed.
    """

    delivered: int = 0
    withdrawn: int = 0
    waiting: int = 0
    problems: tuple[Reason, ...] = ()


def deliver_due(host: Host, now: Instant) -> DeliveryReport:
    """
    Tell everything that may be told at *now*.
    """
    return _deliver(host, tuple(host.storage.due(now)), now)


def deliver_cases(host: Host, cases: Iterable[CaseKey], now: Instant) -> DeliveryReport:
    """
    Tell what may be told of these cases at *now*: also what could not be told earlier, first.
    """
    due = [
        delivery
        for key in cases
        for delivery in host.storage.deliveries(key)
        if delivery.state is DeliveryState.PENDING
        and (delivery.not_before is None or delivery.not_before <= now)
    ]
    return _deliver(host, due, now)


def _deliver(host: Host, deliveries: Iterable[Delivery], now: Instant) -> DeliveryReport:
    """
    A receiver that fails holds back the rest of the case for itself, and nothing else.
    """
    held_back: set[tuple[CaseKey, str]] = set()
    problems: dict[str, Reason] = {}
    told = {DeliveryState.DELIVERED: 0, DeliveryState.WITHDRAWN: 0, DeliveryState.PENDING: 0}
    for delivery in deliveries:
        line = (delivery.notice.case, delivery.target)
        state = DeliveryState.PENDING
        if line not in held_back:
            state, notice, problem = _told(host, delivery, now)
            if problem is not None:
                problems.setdefault(delivery.target, problem)
                held_back.add(line)
            else:
                host.storage.settle(delivery.notice.id, delivery.target, state, notice)
        told[state] += 1
    return DeliveryReport(
        delivered=told[DeliveryState.DELIVERED],
        withdrawn=told[DeliveryState.WITHDRAWN],
        waiting=told[DeliveryState.PENDING],
        problems=tuple(problems.values()),
    )


def _told(
    host: Host, delivery: Delivery, now: Instant
) -> tuple[DeliveryState, Notice | None, Reason | None]:
    """
    What became of it, and what stands in the way: the receiver, or those it is derived from.
    """
    target = delivery.target
    try:
        notice = _as_it_is_now(host, delivery, now)
        if notice is None:
            return DeliveryState.WITHDRAWN, None, None
        if target not in host.targets(kind_of(notice)):
            missing = warning("receiver_not_configured", receiver=target)
            return DeliveryState.PENDING, None, missing
        _hand_over(host, target, notice)
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever a plug-in does
        failed = warning("receiver_failed", receiver=target, error=type(problem).__name__)
        return DeliveryState.PENDING, None, failed
    return DeliveryState.DELIVERED, notice, None


def _hand_over(host: Host, target: str, notice: Notice) -> None:
    match notice:
        case JournalNote():
            host.journals[target].write(notice)
        case PlanSnapshot():
            host.plans[target].show(notice)
        case ContactsChanged():
            host.plannings[target].changed(notice)


def _as_it_is_now(host: Host, delivery: Delivery, now: Instant) -> Notice | None:
    """
    A notice that has waited is derived anew; None is a notice withdrawn.
    """
    notice = delivery.notice
    if isinstance(notice, JournalNote):
        return attrs.evolve(notice, recorded_at=delivery.recorded_at)
    today = day_of(now)
    life = host.storage.read(notice.case).life
    people = host.staff_on(staff_to_name(life, life), today)
    return told_anew(notice, life, people, today=today, at_once=delivery.not_before is None)

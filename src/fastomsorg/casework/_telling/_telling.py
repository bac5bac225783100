"""
Telling one receiver one notice, which has been claimed: what became of it.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

import attrs

from fastomsorg.casework._host import Call, Host, NoAnswer, Receiver
from fastomsorg.decisions import Reason, warning
from fastomsorg.hooks import Delivery, DeliveryState, Finding, shares_transaction
from fastomsorg.journal import Notice, kind_of
from fastomsorg.terms import FastomsorgError, Instant

from ._handing import as_it_is_now, handing_over

NO_ANSWER = "no_answer"
OUTCOME_UNKNOWN = "outcome_unknown"
NOT_CONFIGURED = "receiver_not_configured"

FIRST_AGAIN = 2
"""The attempt at which what was parked is told when it is let go on: it is never left out."""


class Found(Enum):
    """
    What a receiver says of a notice that it may have been told (*finns den där?*).
    """

    YES = auto()
    NO = auto()
    CANNOT_TELL = auto()
    NO_ANSWER = auto()


@attrs.frozen
class Told:
    """
    What became of a delivery (*utfall*), and what stands in the way of one that is pending.
    """

    state: DeliveryState
    problem: Reason | None = None


def tell(host: Host, delivery: Delivery, now: Instant, patience: dt.timedelta | None) -> Told:
    """
    Tell what was claimed, and note how it went (*lämna över*).

    What the receiver does is answered for here; what the storage raises comes out as it is.
    """
    receiver = host.receivers.of(kind_of(delivery.notice)).get(delivery.target)
    if delivery.attempts > max(host.rules.attempts, FIRST_AGAIN):
        return _parked(host, delivery, delivery.problem or OUTCOME_UNKNOWN)
    if receiver is None:
        _postpone(host, delivery, now, NOT_CONFIGURED)
        missing = warning("receiver_not_configured", receiver=delivery.target)
        return Told(DeliveryState.PENDING, missing)
    if shares_transaction(receiver):
        return _told_together(host, delivery, now)
    if delivery.outcome_unknown or delivery.problem == OUTCOME_UNKNOWN:
        match _found(host, delivery, receiver, patience):
            case Found.YES:
                return settled(host, delivery, DeliveryState.DELIVERED)
            case Found.CANNOT_TELL:
                if delivery.outcome_unknown:
                    return _parked(host, delivery, OUTCOME_UNKNOWN)
            case Found.NO_ANSWER:
                return _slow(delivery)
            case Found.NO:
                delivery = attrs.evolve(delivery, outcome_unknown=False)
    return _told(host, delivery, now, patience)


def is_still_claimed(delivery: Delivery, now: Instant) -> bool:
    """
    Has whoever claimed it time left? Otherwise somebody else may be telling it.
    """
    return delivery.claimed_until is not None and now < delivery.claimed_until


def _told(host: Host, delivery: Delivery, now: Instant, patience: dt.timedelta | None) -> Told:
    """
    One that does not answer in time keeps its claim: it may be taken in yet.
    """
    try:
        notice = as_it_is_now(host, delivery, now)
        if notice is not None:
            target = delivery.target
            call = Call(target, handing_over(host, target, notice), delivery, notice)
            host.calls.answer(call, patience)
    except NoAnswer:
        return _slow(delivery)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plug-in does
        return failed(host, delivery, now, error)
    if notice is None:
        return settled(host, delivery, DeliveryState.WITHDRAWN)
    return settled(host, delivery, DeliveryState.DELIVERED, notice)


def _told_together(host: Host, delivery: Delivery, now: Instant) -> Told:
    """
    What the receiver writes and that it was told are stored together, or not at all.
    """
    try:
        with host.transaction():
            return tell_inside(host, delivery, now)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plug-in does
        return failed(host, delivery, now, error)


def tell_inside(host: Host, delivery: Delivery, now: Instant) -> Told:
    """
    Tell it in the transaction there is, and let out whatever goes wrong.
    """
    notice = as_it_is_now(host, delivery, now)
    if notice is None:
        return settled(host, delivery, DeliveryState.WITHDRAWN)
    handing_over(host, delivery.target, notice)()
    return settled(host, delivery, DeliveryState.DELIVERED, notice)


def settled(
    host: Host, delivery: Delivery, state: DeliveryState, told: Notice | None = None
) -> Told:
    """
    Note that it has ended; what was told is kept where it is not what was stored.
    """
    otherwise = None if told == delivery.notice else told
    host.storage.settle(delivery.notice.id, delivery.target, state, otherwise)
    return Told(state)


def failed(host: Host, delivery: Delivery, now: Instant, error: BaseException) -> Told:
    """
    Tell it again after a pause, or park it after too many attempts.
    """
    code = _named(error)
    if delivery.attempts >= host.rules.attempts:
        return _parked(host, delivery, code)
    _postpone(host, delivery, now, code)
    problem = warning("receiver_failed", receiver=delivery.target, error=type(error).__name__)
    return Told(DeliveryState.PENDING, problem)


def _named(error: BaseException) -> str:
    """
    What went wrong, without the words: they are the plug-in's, and may be about somebody.
    """
    if isinstance(error, FastomsorgError) and error.code.isidentifier():
        return error.code
    return type(error).__name__


def held_back(host: Host, delivery: Delivery, now: Instant) -> Told:
    """
    Leave it for later, because its receiver has not answered something else.
    """
    _postpone(host, delivery, now, NO_ANSWER)
    return _slow(delivery)


def _slow(delivery: Delivery) -> Told:
    return Told(DeliveryState.PENDING, warning("receiver_slow", receiver=delivery.target))


def give_back(host: Host, delivery: Delivery, at: Instant, problem: str) -> None:
    """
    Let it be claimed again at the instant; whoever has it while its outcome is unknown lets the
    claim run out instead, so that the next one knows as little.
    """
    lease = delivery.claimed_until
    assert lease is not None
    if not delivery.outcome_unknown:
        host.storage.postpone(
            delivery.notice.id,
            delivery.target,
            claimed_until=lease,
            retry_at=at,
            problem=problem,
        )


def _postpone(host: Host, delivery: Delivery, now: Instant, problem: str) -> None:
    give_back(host, delivery, now + host.rules.pause(delivery.attempts), problem)


def _parked(host: Host, delivery: Delivery, problem: str) -> Told:
    host.storage.settle(
        delivery.notice.id, delivery.target, DeliveryState.PARKED, None, problem=problem
    )
    parked = warning("delivery_parked", receiver=delivery.target, problem=problem)
    return Told(DeliveryState.PARKED, parked)


def _found(
    host: Host, delivery: Delivery, receiver: Receiver, patience: dt.timedelta | None
) -> Found:
    """
    Whether the receiver has it; whatever else it does than say so is no answer.
    """
    if not isinstance(receiver, Finding):
        return Found.CANNOT_TELL
    find, id = receiver.find, delivery.notice.id
    try:
        answer = host.calls.answer(Call(delivery.target, lambda: find(id)), patience)
    except (Exception, SystemExit):  # noqa: BLE001 - whatever a plug-in does
        return Found.NO_ANSWER
    if not isinstance(answer, bool):
        return Found.NO_ANSWER
    return Found.YES if answer else Found.NO

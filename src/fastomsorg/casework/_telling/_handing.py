"""
What a receiver is handed: a copy of the notice as it is by now. The receiver answers nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import attrs

from fastomsorg.casework._host import Host
from fastomsorg.hooks import Delivery
from fastomsorg.journal import (
    ContactsChanged,
    JournalNote,
    Notice,
    PlanSnapshot,
    staff_to_name,
    told_anew,
)
from fastomsorg.terms import Instant, day_of

N = TypeVar("N", JournalNote, PlanSnapshot, ContactsChanged)


class WrongAnswer(TypeError):
    """
    The receiver answered with something that the port does not know (*fel svar*).
    """


def as_it_is_now(host: Host, delivery: Delivery, now: Instant) -> Notice | None:
    """
    A notice that has waited is derived anew; None is a notice withdrawn.

    One that was tried before is not withdrawn: whoever failed may have taken it in all the same.
    """
    notice = delivery.notice
    if isinstance(notice, JournalNote):
        return attrs.evolve(notice, recorded_at=delivery.recorded_at)
    today = day_of(now)
    case = host.storage.read(notice.case)
    people = host.staff_told(staff_to_name(case.life, case.life), today)
    at_once = delivery.not_before is None or delivery.attempts > 1
    return told_anew(notice, case, people, today=today, at_once=at_once)


def handing_over(host: Host, target: str, notice: Notice) -> Callable[[], None]:
    """
    What hands the notice over: a copy, so that whatever is done to it is done to nobody else's.
    """
    receivers, copy = host.receivers, attrs.evolve(notice)
    match copy:
        case JournalNote():
            return partial(_hand_over, receivers.journals[target].write, copy)
        case PlanSnapshot():
            return partial(_hand_over, receivers.plans[target].show, copy)
        case ContactsChanged():
            return partial(_hand_over, receivers.plannings[target].changed, copy)


def _hand_over(told: Callable[[N], object], notice: N) -> None:
    """
    A receiver says nothing: what comes back may be a promise to do it later, or a no.
    """
    answer = told(notice)
    if inspect.iscoroutine(answer):
        answer.close()
    if answer is not None:
        raise WrongAnswer

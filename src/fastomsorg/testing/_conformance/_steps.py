"""
What the suites do again and again: store something, and be told what an author has left out.
"""

import datetime as dt
from typing import NoReturn

from fastomsorg.history import Event, Registration
from fastomsorg.hooks import Outgoing, Storage
from fastomsorg.terms import CaseKey, Instant
from fastomsorg.testing._case_builders import CASE, FIRST_INSTANT, a_draft, a_posting

HOUR = dt.timedelta(hours=1)
JANUARY = tuple(dt.date(2024, 1, day) for day in range(1, 32))
"""The days of January 2024: ``JANUARY[9]`` is the tenth."""


def left_out(fixture: str) -> NoReturn:
    """
    Say that a suite cannot run without the adapter.
    """
    raise NotImplementedError(
        f"override the fixture {fixture!r}: it gives the adapter, empty, for each test"
    )


def instant(number: int) -> Instant:
    """
    An instant for each number, an hour after the one before.
    """
    return FIRST_INSTANT + number * HOUR


def store(
    storage: Storage,
    number: int,
    *events: Event,
    case: CaseKey = CASE,
    now: Instant | None = None,
    notices: tuple[Outgoing, ...] = (),
) -> tuple[Registration, ...]:
    """
    Store the draft of `request(number)` upon the case as it is, at the instant of its number.
    """
    posting = a_posting(
        a_draft(*events, number=number, case=case), storage.read(case), notices=notices
    )
    return storage.append([posting], now=now or instant(number))


def everything(storage: Storage) -> tuple[object, ...]:
    """
    All that can be seen from outside, to tell whether anything was stored.
    """
    return (
        tuple(storage.changes()),
        tuple(storage.lives()),
        tuple(storage.notes()),
        tuple(storage.due(instant(1_000_000))),
        tuple(storage.accesses()),
    )

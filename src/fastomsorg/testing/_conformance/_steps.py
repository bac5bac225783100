"""
What the suites do again and again: store something, and be told what an author has left out.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, Protocol

from fastomsorg.history import Event, Registration
from fastomsorg.hooks import Audited, Intake, Keeping, Outgoing, People, Storage, Transacting
from fastomsorg.terms import CaseKey, Instant
from fastomsorg.testing._case_builders import CASE, FIRST_INSTANT, a_draft, a_posting

HOUR = dt.timedelta(hours=1)
JANUARY = tuple(dt.date(2024, 1, day) for day in range(1, 32))
"""The days of January 2024: ``JANUARY[9]`` is the tenth."""

UNTIDY = ("6016254", "a", "Z", "å", "Å", "ä", "é", "10", "9", "a b", "a-b", "_")
"""Ids whose order differs between languages, and from that of their characters' numbers."""


class KeptStorage(Storage, Keeping, Protocol):
    """
    A storage with its keeping (*lagring med förvaltning*).
    """


class AuditedStorage(Storage, Audited, Protocol):
    """
    A storage with its chains (*spårbar lagring*).
    """


class WholeStore(Storage, People, Intake, Protocol):
    """
    Storage, people and their intake in one (*allt i en lagring*).
    """


class Fault(Exception):
    """
    What goes wrong in a suite, and nowhere else.
    """


@contextmanager
def failing(sharing: Transacting, error: type[BaseException] = Fault) -> Iterator[None]:
    """
    A transaction at the end of which something goes wrong.
    """
    with suppress(error):
        with sharing.transaction():
            yield
            raise error
        raise AssertionError("the transaction swallowed what was raised in it")


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

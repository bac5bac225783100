"""
What is due for every client of a large municipality on one day, client by client.

The clients go through everything that most do: a start, an answer with contacts or without, a plan
and its follow-ups, a wish, a changed need, a move or an end. The routine is the one of those that
come along that asks for most. Cases are made one at a time and thrown away, as they are read from a
store; what it takes to make them is measured beside, and taken off. All of it is processor time, so
that others on the machine count less.
"""

import datetime as dt
import time
import tracemalloc
from collections.abc import Iterator

from fastomsorg.history import (
    Case,
    ChangeWished,
    DoneRecorded,
    Event,
    NeedChangeRecorded,
    Registration,
)
from fastomsorg.routine import obligations, profile
from fastomsorg.terms import CaseKey, Status
from fastomsorg.testing import accepted, answered, ended, registered, started

from ._timing import Figure

ON = dt.date(2026, 3, 2)
FEW, MANY = 5_000, 250_000
ROUNDS = 3
BUSY = profile("blekinge").versions[-1]


def cases(number: int) -> Iterator[Case]:
    """
    So many cases, no two on the same days as the one before.
    """
    for client in range(number):
        key = CaseKey(f"client-{client:06}", f"unit-{client % 400:03}")
        yield Case(key, course(client, key))


def course(client: int, key: CaseKey, *, staff: int = 5_000) -> tuple[Registration, ...]:
    """
    What was registered of the client with the number, where there are so many to be contact.
    """
    start = dt.date(2023, 1, 2) + dt.timedelta(days=client % 1100)
    after = [start + dt.timedelta(days=days) for days in (9, 13, 40, 200, 380)]
    envelopes: list[tuple[Event, ...]] = [(started(start),)]
    if client % 10 == 0:
        envelopes.append((answered(Status.DECLINED, after[0]),))
    elif client % 10 < 9:
        primary = client % staff
        envelopes.append(accepted(after[0], f"staff-{primary}", f"staff-{primary + 1}"))
    if client % 3:
        envelopes.append((DoneRecorded(after[1], "plan"),))
        envelopes.append((DoneRecorded(after[3], "plan_follow_up"),))
    if client % 7 == 0:
        envelopes.append((ChangeWished(after[2]), NeedChangeRecorded(after[3])))
    if client % 5 == 0:
        envelopes.append((ended(after[4]),))
    return registered(*envelopes, case=key)


def _seconds(number: int) -> tuple[float, int]:
    """
    Seconds, and how many obligations there were, so that none of it can be left out.
    """
    began = time.process_time()
    for _ in cases(number):
        pass
    made, found = time.process_time(), 0
    for case in cases(number):
        found += len(obligations(case, on=ON, routine=lambda _: BUSY))
    return time.process_time() - made - (made - began), found


def _peak(number: int) -> int:
    """
    The bytes that are held at most while it is done.
    """
    tracemalloc.start()
    try:
        for case in cases(number):
            obligations(case, on=ON, routine=lambda _: BUSY)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def figures() -> Iterator[Figure]:
    """
    The time for few and for many, how it grows, and whether memory does.
    """
    few = min(_seconds(FEW)[0] for _ in range(ROUNDS))
    many, found = _seconds(MANY)
    assert found > MANY
    yield Figure(f"{FEW:,} clients on one day, seconds", few, 60 * FEW / MANY)
    yield Figure(f"{MANY:,} clients on one day, seconds", many, 60, detail=f"{found:,} obligations")
    yield Figure("seconds a client, many against few", (many / MANY) / (few / FEW), 1.5)
    some, ten_times = _peak(FEW // 5), _peak(2 * FEW)
    yield Figure("memory at most, ten times as many clients", ten_times / some, 1.5)

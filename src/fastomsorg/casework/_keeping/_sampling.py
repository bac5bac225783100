"""
A sample of the read log, for the recurring check that lag (2001:454) 10 § asks for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from fastomsorg.casework._at_desk import Gate
from fastomsorg.casework._host import Host
from fastomsorg.decisions import Reason, warning
from fastomsorg.hooks import Access
from fastomsorg.terms import Malformed, Permission, day_before, day_of

Numbered: TypeAlias = tuple[int, Access]
"""A row of the read log with its number, from 1."""


@attrs.frozen
class AccessSample:
    """
    A sample of the read log (*stickprov ur åtkomstloggen*): *rows* drawn *of* so many.

    The same log, days, size and seed give the same rows, whoever draws them. A *remark* says where
    the log of these days goes on growing.
    """

    size: int
    seed: int
    first: dt.date | None
    last: dt.date
    of: int
    rows: tuple[Numbered, ...]
    remarks: tuple[Reason, ...] = ()


def sample_accesses(
    host: Host, gate: Gate, size: int, seed: int, first: dt.date | None, last: dt.date | None
) -> AccessSample:
    """
    Draw the sample, and log first that it is drawn: by whom, how large, with which seed.

    Without a *last* day it reaches through yesterday: of a day that is not over more rows come, the
    one about this sample to begin with, and the sample could not be drawn again.
    """
    gate.check(Permission.ADMIN, "access_sample")
    through = last or day_before(host.today())
    if size < 1:
        raise Malformed("sample_empty", got=size)
    if first is not None and first > through:
        raise Malformed("sample_upside_down", first=first, last=through)
    since = first.isoformat() if first else "*"
    drawn = f"access_sample:size={size}:seed={seed}:from={since}:to={through.isoformat()}"
    gate.record(gate.access(Permission.ADMIN, drawn, None, None))
    within = [0]
    rows = draw(_counted(_between(host.storage.accesses(), first, through), within), size, seed)
    grows = (warning("sample_grows", last=through),) if through >= host.today() else ()
    return AccessSample(size, seed, first, through, within[0], rows, grows)


def draw(rows: Iterable[Numbered], size: int, seed: int) -> tuple[Numbered, ...]:
    """
    So many of the rows, or all, in their order (*dra stickprov*); only those are held in memory.

    Each row is ranked by a hash of the seed and its number, and the lowest are taken: what is drawn
    depends on nothing else, on no machine and no version of anything.
    """
    ranked = ((_rank(seed, number), number, access) for number, access in rows)
    lowest = heapq.nsmallest(size, ranked, key=lambda each: each[:2])
    return tuple(sorted(((number, access) for _, number, access in lowest), key=lambda row: row[0]))


def _rank(seed: int, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()


def _between(
    accesses: Iterable[Access], first: dt.date | None, last: dt.date
) -> Iterator[Numbered]:
    for number, access in enumerate(accesses, start=1):
        day = day_of(access.at)
        if (first is None or first <= day) and day <= last:
            yield number, access


def _counted(rows: Iterable[Numbered], count: list[int]) -> Iterator[Numbered]:
    for row in rows:
        count[0] += 1
        yield row

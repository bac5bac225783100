"""
Which counts are small, and which others would give a small one away.
"""

from __future__ import annotations

from collections.abc import Sequence

from ._followup_waits import Waits
from ._shares import Share


def many(count: int, threshold: int) -> bool:
    """
    Is it nobody, or enough (*tillräckligt många*) not to be small?
    """
    return count == 0 or count >= threshold


def few_of(counts: Sequence[int], threshold: int) -> frozenset[int]:
    """
    The units that are too small (*för få*), and one more where a single one could be worked out.
    """
    few = {row for row, count in enumerate(counts) if not many(count, threshold)}
    while few and (len(few) == 1 or sum(counts[row] for row in few) < threshold):
        left = [row for row, count in enumerate(counts) if count and row not in few]
        if not left:
            break
        few.add(min(left, key=lambda row: counts[row]))
    return frozenset(few)


def hidden_of(counts: Sequence[int], threshold: int) -> frozenset[int]:
    """
    What is hidden of counts whose sum is known (*undertryckt*): every one could be another one.
    """
    hidden = {place for place, count in enumerate(counts) if not many(count, threshold)}
    while hidden and (len(hidden) == 1 or sum(counts[each] for each in hidden) == len(hidden)):
        left = [place for place, count in enumerate(counts) if count and place not in hidden]
        if not left:
            return frozenset(range(len(counts)))
        hidden.add(min(left, key=lambda place: counts[place]))
    return frozenset(hidden)


def two(share: Share | None) -> tuple[int, int]:
    """
    Who is in the share, and who is not (*med och utan*).
    """
    return (0, 0) if share is None else (share.hits, share.base - share.hits)


def within(waits: Waits | None) -> tuple[int, int]:
    """
    What came within the limit, and what did not (*inom gränsen*).
    """
    if waits is None:
        return 0, 0
    return (len(waits.days), 0) if waits.within is None else two(waits.within)

"""
How long offers, appointments and plans took.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from ._followup_cases import Waited
from ._shares import Share, median


@attrs.frozen
class Waits:
    """
    How long things took (*väntetider*), in days; *late* is how many have not come, and should have.
    """

    days: tuple[int, ...] = ()
    late: int = 0
    limit: int | None = None

    @property
    def median(self) -> Fraction | None:
        return median(self.days)

    @property
    def within(self) -> Share | None:
        """
        What came within the limit, of what came or should have; None without a limit.
        """
        if self.limit is None:
            return None
        hits = sum(days <= self.limit for days in self.days)
        return Share(hits, len(self.days) + self.late)


def waits_of(waited: Iterable[tuple[Waited, ...]], limit: int | None) -> Waits:
    """
    What the cases waited for (*väntetider*), the shortest first.
    """
    each = [wait.days for waits in waited for wait in waits]
    came = sorted(days for days in each if days is not None)
    return Waits(tuple(came), len(each) - len(came), limit)

"""
How much the same staff come back to one client: the indices of the research on continuity.
"""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import attrs

from fastomsorg.terms import StaffId

CORRECTION = Fraction(1, 10)
"""What the modified index adds to the number of visits."""


@attrs.frozen
class Indices:
    """
    The continuity of one client (*kontinuitetsindex*), each from 0 to 1 and exact.

    *upc* is the share of visits by whoever came most often (usual provider of care); *coc* the
    index of Bice and Boxerman (1977), how the visits are spread; *hhi* the chance that two visits
    drawn with replacement were by the same staff (Herfindahl–Hirschman); *secon* the share of
    visits by the same staff as the visit before (Steinwachs, 1979); *mmci* the modified, modified
    index (Magill and Senf, 1987), how few staff came. *coc* and *secon* say nothing of a single
    visit: None.
    """

    upc: Fraction
    coc: Fraction | None
    hhi: Fraction
    secon: Fraction | None
    mmci: Fraction


class Sequence:
    """
    Visits to one client in order of start (*besöksföljd*), taken in one at a time.

    What is kept grows with the staff who came, not with visits.
    """

    __slots__ = ("last", "same", "times", "visits")

    def __init__(self) -> None:
        self.times: Counter[StaffId] = Counter()
        self.visits = self.same = 0
        self.last: StaffId | None = None

    def add(self, staff: StaffId) -> None:
        """
        The next visit, by whoever stands for it.
        """
        self.times[staff] += 1
        self.visits += 1
        self.same += staff == self.last
        self.last = staff

    def indices(self) -> Indices | None:
        """
        The indices so far (*index*); None without any visit.
        """
        visits, times = self.visits, self.times.values()
        if visits == 0:
            return None
        squares = sum(each * each for each in times)
        several = visits > 1
        return Indices(
            upc=Fraction(max(times), visits),
            coc=Fraction(squares - visits, visits * (visits - 1)) if several else None,
            hhi=Fraction(squares, visits * visits),
            secon=Fraction(self.same, visits - 1) if several else None,
            mmci=_modified(len(times), visits),
        )


def indices(staff: Iterable[StaffId]) -> Indices | None:
    """
    The indices of visits in order of start, one staff for each; None without any visit.

    Who stands for a visit by several is the caller's choice, and part of what is measured.
    """
    sequence = Sequence()
    for each in staff:
        sequence.add(each)
    return sequence.indices()


def _modified(staff: int, visits: int) -> Fraction:
    corrected = visits + CORRECTION
    return (1 - staff / corrected) / (1 - 1 / corrected)

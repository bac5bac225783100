"""
A share, kept as the whole numbers it is made of until somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs


@attrs.frozen
class Share:
    """
    So many out of so many (*andel*): *hits* of *base*. Shares are added before they are rounded.
    """

    hits: int = 0
    base: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.base + other.base)

    @property
    def fraction(self) -> Fraction | None:
        """
        The exact share (*exakt andel*), or None where there is nothing to have a share of.
        """
        return Fraction(self.hits, self.base) if self.base else None

    @property
    def percent(self) -> int | None:
        """
        Whole per cent (*procent*), half rounded up, as it is shown.
        """
        return (200 * self.hits + self.base) // (2 * self.base) if self.base else None


def mean(values: Iterable[int | Fraction]) -> Fraction | None:
    """
    The exact mean (*medelvärde*), or None of nothing.
    """
    counted = tuple(values)
    return Fraction(sum(counted)) / len(counted) if counted else None


def median(values: Iterable[int | Fraction]) -> Fraction | None:
    """
    The exact median (*median*), of an even number the mean of the middle two; None of nothing.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return Fraction(ordered[middle] + ordered[~middle]) / 2

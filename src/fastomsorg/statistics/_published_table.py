"""
A table of units and counts, and what follows from those of them that can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ._suppression import suppressed


@attrs.frozen
class PublishedTable:
    """
    Units and counts, as they are shown (*tabell med undertryckta tal*): a figure follows from what
    is not hidden.
    """

    counts: Sequence[Sequence[int]]
    threshold: int
    shown: tuple[tuple[int | None, ...], ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "shown", suppressed(self.counts, threshold=self.threshold))

    def has_all(self, row: int, columns: Iterable[int]) -> bool:
        return all(self._has(row, column) for column in columns)

    def has_sum(self, row: int, columns: Sequence[int]) -> bool:
        """
        Does the sum follow, from these or from the sum of all without the others?
        """
        everything = range(len(self.counts[0]))
        others = [column for column in everything if column not in columns]
        by_others = self.has_total(row) and self.has_all(row, others)
        return self.has_all(row, columns) or by_others

    def has_total(self, row: int) -> bool:
        return self._has(row, -1)

    def has_every_total(self) -> bool:
        return None not in self.shown[-1]

    def _has(self, row: int, column: int) -> bool:
        rows = [self.shown[row - 1]]
        if len(self.counts) == 1:
            rows = list(self.shown)
        return all(each[column] is not None for each in rows)

"""
One follow-up that is to be published, and what of it is enough to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs

from ._followup import Followed, FollowUp
from ._published_counts import hidden_of, many, two
from ._published_parts import parts
from ._published_table import PublishedTable
from ._shares import Share

Shows: TypeAlias = Callable[[int, str], bool]
"""Is the figure shown: in the row (0 the whole, then the units), in the column?"""


@attrs.frozen
class Publishing:
    """
    What is shown of one follow-up (*publicering*): *answers* is the table that others are held to.
    """

    followup: FollowUp
    threshold: int
    answers: PublishedTable = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "answers", self.table(lambda each: parts(each.everybody)))

    def table(self, counts: Callable[[Followed], Sequence[int]]) -> PublishedTable:
        return PublishedTable([counts(each) for each in self.followup.units], self.threshold)

    def followed(self, row: int) -> Followed:
        return self.followup.units[row - 1] if row else self.followup.whole

    def many(self, count: int) -> bool:
        return many(count, self.threshold)

    def hidden_of(self, counts: Sequence[int]) -> frozenset[int]:
        return hidden_of(counts, self.threshold)

    def tells(self, share: Share | None) -> bool:
        """
        Can a share be shown whose base may be known?
        """
        return not self.hidden_of(two(share))

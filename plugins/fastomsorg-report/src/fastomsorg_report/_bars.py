"""
Bars: what a plot shows, before anybody draws it.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Bar:
    """
    One bar (*stapel*): what it is of, how long it is, and the figure beside it.
    """

    name: str
    length: float
    figure: str


@attrs.frozen
class Plot:
    """
    Bars with a title and a description in words (*diagram*).

    *end* is the length of a whole bar, None for the longest. *aim* and *whole* are lines across,
    each with its name. With *upright* the bars stand. *left_out* is said where bars are missing.
    """

    code: str
    title: str
    about: str
    bars: tuple[Bar, ...]
    axis: str
    end: float | None = None
    aim: tuple[str, float] | None = None
    whole: tuple[str, float] | None = None
    upright: bool = False
    side: str = ""

    @property
    def longest(self) -> float:
        return self.end or max((bar.length for bar in self.bars), default=0) or 1

    @property
    def lines(self) -> Sequence[tuple[str, float, bool]]:
        """
        The lines across: name, where, and whether it is a target.
        """
        found = [(line, aimed) for line, aimed in ((self.whole, False), (self.aim, True)) if line]
        return [(name, at, aimed) for (name, at), aimed in found]

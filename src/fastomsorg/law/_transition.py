"""
Transitional provisions: what still holds for those of whom something was true on a day long ago.
"""

import datetime as dt

import attrs

from fastomsorg.terms import Malformed, Title

from ._citation import Citation
from ._words import Reading


@attrs.frozen
class Transition:
    """
    An exception for those who were permanently employed on a day (*övergångsbestämmelse*).

    The employment must have been with the *title*. It can be used from *first_day* through
    *last_day*. *parallel* are provisions of other acts with the same days, *guidance* is what
    explains how it is to be read; *confirmed* is false where it is open whether the *reading*
    was meant.
    """

    name: str
    reading: Reading
    employed_on: dt.date
    title: Title
    first_day: dt.date
    last_day: dt.date
    basis: tuple[Citation, ...]
    words: str
    source: str
    confirmed: bool
    parallel: tuple[Citation, ...] = ()
    guidance: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not (self.basis and self.words and self.source):
            raise Malformed("source_missing", field="basis, words, source")
        if self.last_day < self.first_day:
            raise Malformed("period_upside_down", first=self.first_day, last=self.last_day)

    def usable_on(self, day: dt.date) -> bool:
        return self.first_day <= day <= self.last_day

"""
How long receivers are waited for, and how often they are told again.
"""

import datetime as dt
import random
from collections.abc import Callable

import attrs

from fastomsorg.terms import Malformed

SECOND = dt.timedelta(seconds=1)


@attrs.frozen
class DeliveryRules:
    """
    How long receivers are waited for, and how often they are told again (*leveransregler*).

    A registration waits *at_once* for each receiver in all, a delivery *patience* for each notice;
    None waits in the caller's own thread, for as long as it takes. Whoever tells has claimed the
    notice for *lease*: it must be longer than a *batch* can take. After each attempt there is a
    pause, from *first_pause* doubled each time up to *longest_pause*, half of it left to *chance*,
    a number from 0 to 1; after *attempts* the notice is parked.

    Raises `Malformed` where the lease is too short.
    """

    at_once: dt.timedelta | None = 2 * SECOND
    patience: dt.timedelta | None = 60 * SECOND
    lease: dt.timedelta = 600 * SECOND
    batch: int = 8
    first_pause: dt.timedelta = 30 * SECOND
    longest_pause: dt.timedelta = dt.timedelta(hours=6)
    attempts: int = 10
    chance: Callable[[], float] = random.random

    def __attrs_post_init__(self) -> None:
        longest = None if self.patience is None else self.batch * self.patience
        if longest is not None and self.lease <= longest:
            raise Malformed("lease_too_short", got=str(self.lease), longest=str(longest))

    def pause(self, attempts: int) -> dt.timedelta:
        """
        How long to wait after so many attempts (*paus*).
        """
        doubled = min(attempts - 1, 30)  # more would be longer than any pause, and overflow
        whole: dt.timedelta = min(self.first_pause * 2**doubled, self.longest_pause)
        return whole * (0.5 + 0.5 * self.chance())


AS_USUAL = DeliveryRules()

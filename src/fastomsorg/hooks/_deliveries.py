"""
How far each notice has come with each receiver, and who is telling it just now.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID

import attrs

from fastomsorg.journal import Notice
from fastomsorg.terms import CaseKey, Instant


class DeliveryState(StrEnum):
    """
    How far a notice has come with one plug-in (*leveransläge*).

    What is *pending* waits, is tried again, or is being told; what is *parked* waits for a person.
    """

    PENDING = "pending"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    PARKED = "parked"


@attrs.frozen
class Delivery:
    """
    One notice on its way to one plug-in (*leverans*).

    *attempts* counts the times it was claimed since it was stored, or, from one on, since it was
    driven again; *problem* is a code or the name of a class, of what went wrong last. It is tried
    again at *retry_at*. Whoever claimed it has until *claimed_until*: what `claim` gives with
    *outcome_unknown* had been claimed before, and nobody knows whether it was told.
    """

    notice: Notice
    target: str
    state: DeliveryState
    recorded_at: Instant
    not_before: Instant | None = None
    attempts: int = 0
    problem: str | None = None
    retry_at: Instant | None = None
    claimed_until: Instant | None = None
    outcome_unknown: bool = False

    def has_come(self, now: Instant) -> bool:
        """
        Has its day come (*är dagen inne*)?
        """
        return self.not_before is None or self.not_before <= now


@attrs.frozen
class Backlog:
    """
    What a target has not been told, or not been seen to be told (*kö*), counted.

    *waiting* are those whose day has come, *unknown* the ones among them whose claim ran out, and
    *since* the instant that the first of them could have been told; *ahead* wait for their day,
    *parked* for a person. *next_at* is the earliest instant that anything is to be told or tried.
    """

    target: str
    waiting: int = 0
    unknown: int = 0
    ahead: int = 0
    parked: int = 0
    since: Instant | None = None
    next_at: Instant | None = None


@runtime_checkable
class Outbox(Protocol):
    """
    Notices on their way (*utkorg*): each stands by itself for each target.

    What one target gets about one case is a line, in order of registration. The head of a line is
    the first of those whose day has come that is neither delivered nor withdrawn: nothing behind
    it is told before it, and it holds up no other line.
    """

    def due(self, now: Instant) -> Iterator[Delivery]:
        """
        What is pending and whose day has come at *now*, in order of registration within each case.

        Whether or not it is being told, or waits to be tried again. *now* may be the very instant
        of `not_before`. One that has to wait for its day holds up no other.
        """

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        """
        Every delivery of the case, in order of registration, then of notice, then of target.
        """

    def outbox(
        self, *, target: str | None = None, state: DeliveryState | None = None
    ) -> Iterator[Delivery]:
        """
        Every delivery that matches, in order of registration, one at a time.
        """

    def backlog(self, now: Instant) -> tuple[Backlog, ...]:
        """
        How much is pending or parked, for each target that there is such a delivery to, in order.
        """

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        """
        Claim heads of lines (*ta i anspråk*), at most *limit* and in order of registration.

        A head can be claimed unless it is parked, is to be tried again later than *now*, or is
        claimed until later than *now*. It is claimed *until* then, and its attempts are one more;
        nobody else gets it meanwhile, however many claim at once.
        """

    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        """
        Note how a delivery ended, or that it is parked and why; nobody has claimed it any more.

        *told* replaces a notice that was derived anew at its day, of this delivery only, not of
        what other targets get. One that was delivered or withdrawn stays what it was. Raises
        `UnknownId` when no such notice goes to the target.
        """

    def postpone(
        self,
        notice: UUID,
        target: str,
        *,
        claimed_until: Instant,
        retry_at: Instant,
        problem: str,
    ) -> None:
        """
        Try it again at *retry_at*, because of the *problem*; nobody has claimed it any more.

        Nothing happens unless it is pending and claimed until that very instant: whoever was too
        slow takes nothing from whoever claimed it since. Raises `UnknownId` as `settle` does.
        """

    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        """
        Let what is parked be pending again (*återuppta*); how many there were.

        Only those of the *notice*, only those of the *target*, or every one. Attempts start over at
        one, not at none: it was tried before, and may have been taken in. The problem stays.
        """

    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        """
        Let what is parked of the *notice* be delivered (*kvittera*); at how many targets it was.

        A person has seen that it was told after all: only to that *target*, or to every one.
        """

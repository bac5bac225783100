"""
The storage port: where registrations, notices and the read log are kept.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID

import attrs

from fastomsorg.history import Case, Event, Life, Registration
from fastomsorg.journal import JournalNote, Notice
from fastomsorg.terms import (
    Actor,
    CaseKey,
    ClientId,
    EnactmentId,
    Instant,
    Permission,
    Purpose,
    RegistrationId,
    UnitId,
)


@attrs.frozen
class Draft:
    """
    A registration that has not been given its position and instant yet (*utkast*).

    *digest* is of the command's content: the same request with another digest is a conflict.
    *answer* is what the asker was told, kept so that a repeated request is told the same.
    """

    id: RegistrationId
    digest: str
    answer: str
    actor: Actor
    purpose: Purpose
    rulebook: str
    routine: str
    entries: tuple[tuple[CaseKey, tuple[Event, ...]], ...]


@attrs.frozen
class Outgoing:
    """
    A notice, whom it goes to, and the instant before which it must not (*utgående meddelande*).

    *targets* are the configured URLs of the plug-ins; a note without any is kept all the same. What
    is stored of a journal note carries the registration's instant.
    """

    notice: Notice
    targets: tuple[str, ...] = ()
    not_before: Instant | None = None


class AccessOutcome(StrEnum):
    """
    How an access ended (*utfall*).
    """

    ALLOWED = "allowed"
    DENIED = "denied"


@attrs.frozen
class Access:
    """
    One read or write through a desk (*åtkomst*), as lag (2001:454) 10 § wants it logged.
    """

    actor: str
    purpose: Purpose
    permission: Permission
    action: str
    at: Instant
    outcome: AccessOutcome
    unit: UnitId | None = None
    client: ClientId | None = None


@attrs.frozen
class Posting:
    """
    All that is stored with one registration: *upon* are the cases as they were read to decide.

    Their versions are what the writer expects to still be true, of the cases that are only read
    too. Every case that the draft writes to is among them.
    """

    draft: Draft
    upon: tuple[Case, ...]
    notices: tuple[Outgoing, ...] = ()
    access: Access | None = None


@attrs.frozen
class Answered:
    """
    What a request was answered with when it first came (*tidigare svar*).
    """

    digest: str
    answer: str
    registrations: tuple[Registration, ...]


class DeliveryState(StrEnum):
    """
    How far a notice has come with one plug-in (*leveransläge*).
    """

    PENDING = "pending"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


@attrs.frozen
class Delivery:
    """
    One notice on its way to one plug-in (*leverans*).
    """

    notice: Notice
    target: str
    state: DeliveryState
    recorded_at: Instant
    not_before: Instant | None = None


@runtime_checkable
class Storage(Protocol):
    """
    Where registrations are kept (*lagring*). `fastomsorg.testing` holds its true definition.
    """

    def answered(self, request: RegistrationId) -> Answered | None:
        """
        What was this request answered with, if it has been here before?

        The registrations are those that `append` returned for it.
        """

    def read(self, key: CaseKey) -> Case:
        """
        The case with all its registrations; one without any where nothing was registered.
        """

    def find(self, registration: RegistrationId) -> tuple[Registration, ...]:
        """
        The registration with this id, once for every case it wrote to; empty if there is none.

        In the order of the draft.
        """

    def enactment(self, enactment: EnactmentId) -> tuple[CaseKey, ...]:
        """
        The cases that an enactment with this id was ever started in, annulled or not.

        Each once, in order of key.
        """

    def cases(
        self, *, unit: UnitId | None = None, client: ClientId | None = None
    ) -> Iterator[CaseKey]:
        """
        Every case that matches and that anything was ever registered on, in order of key.
        """

    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        """
        The lives of the cases that match, in order of key, one at a time.

        With *on* only cases with a stay on that day, each with its whole life. Lives equal
        `history.life` of what is registered; a case without a single spell is left out. Ids are in
        the order of their characters' numbers, as Python has it, whatever the language.
        """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        """
        Store everything or nothing, and return the registrations with position and instant.

        A registration's instant is *now* or the latest instant given so far, whichever is later.
        Several postings may build on one case: each *upon* is then the case as read, before any
        of them. Positions rise from posting to posting; the registrations of one posting share
        position and instant.

        Raises `StaleCase` when a case has another version, `RequestConflict` when a request id is
        used (also twice among the postings), `Malformed` when a draft writes to a case that is not
        among those read, `StoreError` when the store fails.
        """

    def changes(self, after: int = 0) -> Iterator[Registration]:
        """
        Every registration with a position above *after*, in order; never one out of order later.

        Those of one posting share the position and come together, in the order of the draft.
        """

    def horizon(self) -> Instant:
        """
        An instant strictly below any that can still be given to a registration.
        """

    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> Iterator[JournalNote]:
        """
        The journal notes that match, in order of the day they speak of, then of registration.

        *first* and *last* bound that day, and are included. A note stands here from the moment it
        is registered, whether or not anybody has been told.
        """

    def due(self, now: Instant) -> Iterator[Delivery]:
        """
        What is pending and may be told at *now*, in order of registration within each case.

        *now* may be the very instant of `not_before`. One that has to wait holds up no other.
        """

    def settle(self, notice: UUID, target: str, state: DeliveryState, told: Notice | None) -> None:
        """
        Note how a delivery ended; *told* replaces a notice that was derived anew at its day.

        It replaces the notice of this delivery only, not what other targets get. Raises
        `UnknownId` when no such notice goes to the target.
        """

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        """
        Every delivery of the case, in order of registration, then of notice, then of target.
        """

    def log(self, access: Access) -> None:
        """
        Add a row to the read log, in which the rows of postings stand too.
        """

    def accesses(self) -> Iterator[Access]:
        """
        The read log, in order.
        """


@runtime_checkable
class Keeping(Protocol):
    """
    What a keeper of a store of its own can ask of it (*förvaltning av lagringen*).
    """

    def rebuild(self) -> int:
        """
        Make the read model anew from the registrations; how many cases have been registered on.
        """

    def backup(self, to: str) -> None:
        """
        Write a whole, consistent copy to the file *to*, which must not exist.

        Raises `StoreError` when it does, and leaves it as it is, or when it cannot be written.
        """

    def setting(self, name: str) -> str | None:
        """
        What the keeper has set under the name, or None.
        """

    def set(self, name: str, value: str) -> None:
        """
        Set it, whatever it was.
        """

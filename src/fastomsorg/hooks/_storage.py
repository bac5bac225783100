"""
The storage port: where registrations, notices and the read log are kept.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from fastomsorg.history import Case, Life, Registration
from fastomsorg.journal import JournalNote
from fastomsorg.terms import CaseKey, ClientId, EnactmentId, Instant, RegistrationId, UnitId

from ._access import Access
from ._deliveries import Outbox
from ._postings import Answered, Posting


@runtime_checkable
class Storage(Outbox, Protocol):
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
        unread_by: str | None = None,
    ) -> Iterator[JournalNote]:
        """
        The journal notes that match, in order of the day they speak of, then of registration.

        *first* and *last* bound that day, and are included. *unread_by* an actor leaves out the
        notes that a row of the read log, of that actor and allowed, is about. A note stands here
        from the moment it is registered, whether or not anybody has been told.
        """

    def log(self, *accesses: Access) -> None:
        """
        Add rows to the read log, all of them or none; the rows of postings stand there too.
        """

    def accesses(self) -> Iterator[Access]:
        """
        The read log, in order.
        """

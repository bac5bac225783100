"""
What a storage is handed to keep, and what it answers a repeated request with.
"""

import attrs

from fastomsorg.history import Case, Event, Registration
from fastomsorg.journal import Notice
from fastomsorg.terms import Actor, CaseKey, Instant, Purpose, RegistrationId

from ._access import Access


@attrs.frozen
class Draft:
    """
    A registration that has not been given its position and instant yet (*utkast*).

    *digest* is of the command's content, after *salt*: the same request with other content is a
    conflict. A digest alone could be guessed back from; with the salt gone nothing can.
    *answer* is what the asker was told, kept so that a repeated request is told the same.
    """

    id: RegistrationId
    digest: str
    answer: str = attrs.field(repr=False)
    actor: Actor
    purpose: Purpose
    rulebook: str
    routine: str
    entries: tuple[tuple[CaseKey, tuple[Event, ...]], ...]
    salt: str = attrs.field(default="", repr=False)

    def placed(self, position: int, recorded_at: Instant) -> tuple[Registration, ...]:
        """
        The registrations (*registreringar*) with their place in the ledger, one for each case.
        """
        return tuple(
            Registration(
                id=self.id,
                case=key,
                position=position,
                recorded_at=recorded_at,
                actor=self.actor,
                purpose=self.purpose,
                events=events,
                rulebook=self.rulebook,
                routine=self.routine,
            )
            for key, events in self.entries
        )


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


@attrs.frozen
class Posting:
    """
    All that is stored with one registration: *upon* are the cases as they were read to decide.

    Their versions are what the writer expects to still be true, of the cases that are only read
    too. Every case that the draft writes to is among them. *accesses* are the rows of the read log,
    one for each permission that it took.
    """

    draft: Draft
    upon: tuple[Case, ...]
    notices: tuple[Outgoing, ...] = ()
    accesses: tuple[Access, ...] = ()


@attrs.frozen
class Answered:
    """
    What a request was answered with when it first came (*tidigare svar*).

    *answer* and *salt* are blank, and *registrations* may be missing, where what it gave has been
    erased. The digest of the same content is made with the same *salt*.
    """

    digest: str
    answer: str = attrs.field(repr=False)
    registrations: tuple[Registration, ...]
    salt: str = attrs.field(default="", repr=False)

    @property
    def erased(self) -> bool:
        """
        Has what the request gave been erased (*gallrat*)? Then it cannot be answered again.
        """
        return not self.answer

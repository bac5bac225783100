"""
The ports to whoever is told: journal, implementation plan, planning.

What a receiver is handed is shared with others: it is read, never changed. It returns None when the
notice has been taken in, and raises where it has not. The same id again is the same notice, which
has been taken in already: nothing is written twice.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable
from uuid import UUID

import attrs

from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot


@runtime_checkable
class Journal(Protocol):
    """
    The host's social documentation (*journal*).

    One that can be asked what stands there is also a `Finding` or a `Listing`.
    """

    def write(self, note: JournalNote) -> None:
        """
        Write the note.
        """


@runtime_checkable
class Plan(Protocol):
    """
    The host's implementation plans (*genomförandeplaner*).

    One that can be asked what stands there is also a `Finding` or a `Listing`.
    """

    def show(self, snapshot: PlanSnapshot) -> None:
        """
        Show these lines in the client's ongoing plan.
        """


@runtime_checkable
class Planning(Protocol):
    """
    The host's planning and mobile (*planering*, *mobil omsorg*).

    One that can be asked what stands there is also a `Finding` or a `Listing`.
    """

    def changed(self, change: ContactsChanged) -> None:
        """
        Show these contacts from their day on.
        """


@runtime_checkable
class Finding(Protocol):
    """
    A receiver that can be asked for one notice (*går att fråga*).

    Where nobody knows whether a notice was told, because a program was stopped meanwhile, such a
    receiver is asked; at one that cannot be asked the notice is parked, for a person to look.
    """

    def find(self, id: UUID) -> bool:
        """
        Has the notice with this id been taken in?
        """


@attrs.frozen
class Standing:
    """
    A notice that stands at a receiver (*det som står hos mottagaren*).

    *content* is `content_of` the notice as it stands there, or None where that cannot be told.
    """

    id: UUID
    content: str | None = attrs.field(default=None, repr=False)


@runtime_checkable
class Listing(Protocol):
    """
    A receiver that can say all that stands there (*går att jämföra med*).
    """

    def listed(self) -> Iterator[Standing]:
        """
        Every notice that was taken in from here and still stands, in any order, one at a time.
        """


@runtime_checkable
class Transacting(Protocol):
    """
    A storage with transactions (*lagring med transaktioner*), for receivers that share them.

    A receiver whose attribute ``in_transaction`` is True writes over the same connection: it is
    told inside the storage's transaction, in the caller's thread, and what it writes is stored
    together with the registration, or not at all. What it raises undoes both.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """
        Everything done inside it is stored together, or, if it raises, nothing.
        """


def shares_transaction(receiver: object) -> bool:
    """
    Does the receiver write in the storage's own transaction (*delar transaktion*)?
    """
    return getattr(receiver, "in_transaction", False) is True


def content_of(notice: Notice) -> str:
    """
    What a notice says, in one text (*innehåll*), to tell whether it stands as it was told.

    The text of a note; the lines of a plan; the seats, who holds them and since when.
    """
    match notice:
        case JournalNote():
            return notice.text
        case PlanSnapshot():
            return "\n".join(f"{label}: {line}" for label, line in notice.lines)
        case ContactsChanged():
            cards = (f"{card.role}: {card.staff} {card.since or ''}" for card in notice.contacts)
            return "\n".join(card.rstrip() for card in cards)

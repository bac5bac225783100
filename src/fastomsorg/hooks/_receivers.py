"""
The ports to whoever is told: journal, implementation plan, planning.
"""

from typing import Protocol, runtime_checkable
from uuid import UUID

from fastomsorg.journal import ContactsChanged, JournalNote, PlanSnapshot


@runtime_checkable
class Journal(Protocol):
    """
    The host's social documentation (*journal*).

    What it is handed is shared with others: it is read, never changed.
    """

    def write(self, note: JournalNote) -> None:
        """
        Write the note. The same id again is the same note: write it once.
        """

    def find(self, id: UUID) -> bool:
        """
        Has a note with this id been written?
        """


@runtime_checkable
class Plan(Protocol):
    """
    The host's implementation plans (*genomförandeplaner*).
    """

    def show(self, snapshot: PlanSnapshot) -> None:
        """
        Show these lines in the client's ongoing plan. The same id again changes nothing.
        """

    def find(self, id: UUID) -> bool:
        """
        Has the snapshot with this id been shown?
        """


@runtime_checkable
class Planning(Protocol):
    """
    The host's planning and mobile (*planering*, *mobil omsorg*).
    """

    def changed(self, change: ContactsChanged) -> None:
        """
        Show these contacts from their day on. The same id again changes nothing.
        """

    def find(self, id: UUID) -> bool:
        """
        Has the change with this id been received?
        """

"""
A journal, plans, a planning and an anchor, kept in memory.
"""

from collections.abc import Iterator
from uuid import UUID

from fastomsorg.hooks import Standing, content_of
from fastomsorg.journal import ContactsChanged, JournalNote, PlanSnapshot
from fastomsorg.terms import CaseKey
from fastomsorg.wire import Checkpoint


class MemoryJournal:
    """
    A `Journal` for tests (*journal i minnet*): *notes* is what was written, in order.
    """

    def __init__(self) -> None:
        self.notes: list[JournalNote] = []

    def write(self, note: JournalNote) -> None:
        if not self.find(note.id):
            self.notes.append(note)

    def find(self, id: UUID) -> bool:
        return any(note.id == id for note in self.notes)

    def listed(self) -> Iterator[Standing]:
        return (Standing(note.id, content_of(note)) for note in self.notes)


class MemoryPlan:
    """
    A `Plan` for tests (*genomförandeplaner i minnet*): *snapshots* is what was shown, in order.
    """

    def __init__(self) -> None:
        self.snapshots: list[PlanSnapshot] = []

    def show(self, snapshot: PlanSnapshot) -> None:
        if not self.find(snapshot.id):
            self.snapshots.append(snapshot)

    def find(self, id: UUID) -> bool:
        return any(snapshot.id == id for snapshot in self.snapshots)

    def listed(self) -> Iterator[Standing]:
        return (Standing(snapshot.id, content_of(snapshot)) for snapshot in self.snapshots)

    def lines(self, case: CaseKey) -> tuple[tuple[str, str], ...]:
        """
        What the client's ongoing plan shows now (*rader*), label and text.
        """
        shown = [snapshot.lines for snapshot in self.snapshots if snapshot.case == case]
        return shown[-1] if shown else ()


class MemoryPlanning:
    """
    A `Planning` for tests (*planering i minnet*): *changes* is what was received, in order.
    """

    def __init__(self) -> None:
        self.changes: list[ContactsChanged] = []

    def changed(self, change: ContactsChanged) -> None:
        if not self.find(change.id):
            self.changes.append(change)

    def find(self, id: UUID) -> bool:
        return any(change.id == id for change in self.changes)

    def listed(self) -> Iterator[Standing]:
        return (Standing(change.id, content_of(change)) for change in self.changes)


class MemoryAnchor:
    """
    An `Anchor` for tests (*förankring i minnet*): *checkpoints* is what was kept, in order.
    """

    def __init__(self) -> None:
        self.checkpoints: list[Checkpoint] = []

    def keep(self, checkpoint: Checkpoint) -> None:
        if checkpoint not in self.checkpoints:
            self.checkpoints.append(checkpoint)

    def kept(self) -> Iterator[Checkpoint]:
        return iter(tuple(self.checkpoints))

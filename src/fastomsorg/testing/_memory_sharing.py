"""
A journal kept in memory together with the store, in the same transaction.
"""

from collections.abc import Iterator
from uuid import UUID

from fastomsorg.hooks import Standing, content_of
from fastomsorg.journal import JournalNote

from ._memory_state import Memory, MemoryState
from ._memory_store import MemoryStore


class SharedMemoryJournal(Memory):
    """
    A `Journal` for tests in the transaction of a store in memory (*journal i samma transaktion*).

    *store* is that store, over the same state; *notes* is what was written, in order.
    """

    in_transaction = True

    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self.store = MemoryStore(self._state)

    @property
    def notes(self) -> tuple[JournalNote, ...]:
        return tuple(self._state.written)

    def write(self, note: JournalNote) -> None:
        if not self.find(note.id):
            self._state.written.append(note)

    def find(self, id: UUID) -> bool:
        return any(note.id == id for note in self._state.written)

    def listed(self) -> Iterator[Standing]:
        return (Standing(note.id, content_of(note)) for note in self.notes)

"""
Journals in the store's own transaction that are broken, each in one way.
"""

from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any
from uuid import UUID

from fastomsorg.journal import JournalNote
from fastomsorg.testing import MemoryState, MemoryStore, SharedMemoryJournal
from tests.testing.broken import sharing_found_out_by


@sharing_found_out_by("test_it_says_that_it_shares_and_the_storage_that_it_can_be_shared")
class DoesNotSayThatItShares(SharedMemoryJournal):
    in_transaction = False


@sharing_found_out_by("test_what_was_told_is_rolled_back_with_the_transaction[Fault]")
class CommitsByItself(SharedMemoryJournal):
    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self._own: list[JournalNote] = []

    @property
    def notes(self) -> tuple[JournalNote, ...]:
        return tuple(self._own)

    def write(self, note: JournalNote) -> None:
        if not self.find(note.id):
            self._own.append(note)

    def find(self, id: UUID) -> bool:
        return any(note.id == id for note in self._own)


@sharing_found_out_by("test_what_was_rolled_back_can_be_told_again")
class RemembersWhatWasRolledBack(SharedMemoryJournal):
    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self._told: set[UUID] = set()

    def write(self, note: JournalNote) -> None:
        if note.id not in self._told:
            self._told.add(note.id)
            super().write(note)


@sharing_found_out_by("test_a_registration_and_what_it_tells_are_stored_together")
class WritesTwiceWhereItShares(SharedMemoryJournal):
    def write(self, note: JournalNote) -> None:
        self._state.written += [note, note]


@sharing_found_out_by("test_what_was_told_inside_is_seen_when_the_transaction_has_ended")
class WritesWhenTheNextIsTold(SharedMemoryJournal):
    """
    Keeps what it is told until it is told again.
    """

    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self._waiting: list[JournalNote] = []

    def write(self, note: JournalNote) -> None:
        for each in self._waiting:
            super().write(each)
        self._waiting = [note]


class Torn(MemoryStore):
    """
    A store whose transactions give nothing back.
    """

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()


@sharing_found_out_by("test_what_was_told_is_rolled_back_with_the_transaction[KeyboardInterrupt]")
class OverAStoreThatGivesNothingBack(SharedMemoryJournal):
    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self.store = Torn(self._state)


class Swallowing(MemoryStore):
    """
    A store whose transactions end well whatever was raised in them.
    """

    def transaction(self) -> Any:
        return suppress(Exception)


@sharing_found_out_by(
    "test_what_another_in_the_transaction_raises_undoes_the_registration_and_what_was_told"
)
class OverAStoreThatSwallowsWhatWasRaised(SharedMemoryJournal):
    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self.store = Swallowing(self._state)

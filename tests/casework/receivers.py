"""
Receivers that misbehave, each in one way.
"""

import threading
from collections.abc import Callable
from uuid import UUID

from fastomsorg.journal import JournalNote, PlanSnapshot
from fastomsorg.testing import MemoryJournal, MemoryPlan


class Failing(MemoryJournal):
    """
    A journal that raises as long as it is down.
    """

    def __init__(self, error: BaseException | None = None) -> None:
        super().__init__()
        self.down: BaseException | None = error or RuntimeError("the journal is down")

    def write(self, note: JournalNote) -> None:
        if self.down is not None:
            raise self.down
        super().write(note)


class TakingInAndFailing(MemoryPlan):
    """
    A plan that, as long as it *fails*, raises when it has shown what it was told.
    """

    fails = False

    def show(self, snapshot: PlanSnapshot) -> None:
        super().show(snapshot)
        if self.fails:
            raise RuntimeError("the plan has lost its answer")


class Hanging(MemoryJournal):
    """
    A journal that does not answer until it is let go; what it was told it takes in then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()
        self.called = 0

    def write(self, note: JournalNote) -> None:
        self.called += 1
        self.let_go.wait()
        super().write(note)


class Blind:
    """
    A journal that cannot say afterwards what it was told.
    """

    def __init__(self) -> None:
        self.notes: list[JournalNote] = []

    def write(self, note: JournalNote) -> None:
        self.notes.append(note)


class Meanwhile(MemoryJournal):
    """
    A journal that lets something happen when it has been told.
    """

    def __init__(self, happens: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.happens = happens

    def write(self, note: JournalNote) -> None:
        super().write(note)
        self.happens()


class Unfindable(MemoryJournal):
    """
    A journal that fails when it is asked what it was told.
    """

    def write(self, note: JournalNote) -> None:
        self.notes.append(note)

    def find(self, id: UUID) -> bool:
        raise TimeoutError

"""
A receiver that keeps everything it was told, with when, and outlives the process that told it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import attrs

from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot
from fastomsorg.terms import Instant
from tests.simulation.faults import Faults


@attrs.frozen
class Told:
    """
    Something that was told, and when.
    """

    notice: Notice
    at: Instant


class Receiver:
    """
    A journal, a plan or a planning, with points before and after it has kept what it is told.

    One that is *careful* keeps the same id once. One that is told *in_transaction* forgets what it
    was told, when that is undone.
    """

    def __init__(
        self,
        name: str,
        faults: Faults,
        clock: Callable[[], Instant],
        *,
        careful: bool = True,
        in_transaction: bool = False,
    ) -> None:
        self.name = name
        self.in_transaction = in_transaction
        self.told: list[Told] = []
        self._faults = faults
        self._clock = clock
        self._careful = careful

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """
        Forget what it is told inside, if that raises.
        """
        told = len(self.told)
        try:
            yield
        except BaseException:
            if self.in_transaction:
                del self.told[told:]
            raise

    def write(self, note: JournalNote) -> None:
        self._tell(note)

    def show(self, snapshot: PlanSnapshot) -> None:
        self._tell(snapshot)

    def changed(self, change: ContactsChanged) -> None:
        self._tell(change)

    def has(self, id: UUID) -> bool:
        return any(told.notice.id == id for told in self.told)

    def _tell(self, notice: Notice) -> None:
        self._faults.pass_by(f"before {self.name}")
        if not (self._careful and self.has(notice.id)):
            self.told.append(Told(notice, self._clock()))
        self._faults.pass_by(f"after {self.name}")


class Findable(Receiver):
    """
    One that can be asked whether it was told something.
    """

    def find(self, id: UUID) -> bool:
        return self.has(id)

"""
What is shown now, for each client at each unit: only the latest counts.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

from fastomsorg.hooks import Standing
from fastomsorg.journal import ContactsChanged, PlanSnapshot
from fastomsorg.wire import to_plain

from ._disk import alone_in, replace
from ._lines import Lines
from ._names import text_of

Shown = TypeVar("Shown", bound=PlanSnapshot | ContactsChanged)


class Showing(Generic[Shown]):
    """
    Notices in a file of lines, and for people a text with the latest of each case (*visning*).

    *written* makes the text of one *kind* of notice; *name* is what the folder with the texts is
    called.
    """

    def __init__(
        self, lines: Path, name: str, kind: type[Shown], written: Callable[[Shown], str]
    ) -> None:
        self._lines = Lines(lines)
        self._kind = kind
        self._folder = lines.parent
        self._name = name
        self._written = written

    def show(self, notice: Shown) -> None:
        """
        Show the notice, unless something later is shown already.

        The text follows the line: a retry after a crash writes what it lacks.
        """
        with alone_in(self._folder):
            if self._lines.add(notice) or self._is_latest(notice):
                path = text_of(self._folder / self._name, notice.case)
                replace(path, self._written(notice))

    def find(self, id: UUID) -> bool:
        return id in self._lines

    def listed(self) -> Iterator[Standing]:
        return self._lines.standing(self._kind)

    def _is_latest(self, notice: Shown) -> bool:
        case = to_plain(notice.case)
        ids = [line["id"] for line in self._lines if line.get("case") == case]
        return ids[-1:] == [str(notice.id)]

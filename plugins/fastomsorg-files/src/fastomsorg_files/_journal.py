"""
A journal in files.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from fastomsorg.hooks import Standing
from fastomsorg.journal import JournalNote
from fastomsorg.terms import Actor, stockholm
from fastomsorg.texts import Language, text

from ._disk import alone_in, replace
from ._lines import Lines
from ._names import text_of


class FileJournal:
    """
    Social documentation (*journal*): every note in ``notes.jsonl``, and for people a text for each
    client at each unit, in the order the notes were written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines = Lines(folder / "notes.jsonl")

    def write(self, note: JournalNote) -> None:
        """
        Write the note, once. The text follows the line: a retry after a crash adds what it lacks.
        """
        with alone_in(self._folder):
            self._lines.add(note)
            path = text_of(self._folder / "journal", note.case)
            so_far = path.read_text(encoding="utf-8") if path.exists() else _heading(note)
            if _mark(note.id) not in so_far:
                replace(path, f"{so_far}\n{_entry(note)}")

    def find(self, id: UUID) -> bool:
        return id in self._lines

    def listed(self) -> Iterator[Standing]:
        return self._lines.standing(JournalNote)


def _heading(note: JournalNote) -> str:
    case = note.case
    return text(Language.SV, "files.journal", client=case.client, unit=case.unit) + "\n"


def _entry(note: JournalNote) -> str:
    signed = text(Language.SV, "files.signed", at=_at(note), by=_by(note.by), mark=_mark(note.id))
    return f"{note.on}  {note.heading}\n{note.text}\n{signed}\n"


def _at(note: JournalNote) -> str:
    if note.recorded_at is None:
        return str(note.on)
    return f"{note.recorded_at.astimezone(stockholm()):%Y-%m-%d %H:%M}"


def _by(actor: Actor) -> str:
    return ", ".join(filter(None, (actor.name or actor.id, actor.title)))


def _mark(id: UUID) -> str:
    return f"[{id}]"

"""
A file of JSON Lines with one line for each id, written once however often it is asked for.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from fastomsorg.hooks import Standing, content_of
from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot
from fastomsorg.terms import Malformed, StoreError
from fastomsorg.wire import from_plain, to_plain

from ._disk import append, make_folder

N = TypeVar("N", bound=JournalNote | PlanSnapshot | ContactsChanged)

_BEFORE_ID = b'{"id":"'
_AFTER_ID = len(_BEFORE_ID) + 36
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Lines:
    """
    Notices, one a line, in the order they came (*rader*).

    A line counts once its end is written: what a crash left of one is cut off, or, where only
    the end was missing, completed. Several programs may write to the same file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = (0, 0)
        self._forget()
        make_folder(path.parent)

    def __contains__(self, id: UUID) -> bool:
        self._catch_up()
        return id in self._ids

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """
        Every line as plain data, in order.
        """
        for number, line in enumerate(self._whole_lines(0), start=1):
            yield self._plain(line, number)

    def standing(self, kind: type[N]) -> Iterator[Standing]:
        """
        What stands here, as it is read back (*det som står*); raises `StoreError` where a line
        cannot be.
        """
        for number, plain in enumerate(self, start=1):
            try:
                notice = from_plain(kind, plain)
            except Malformed:
                raise self._damaged(number) from None
            yield Standing(notice.id, content_of(notice))

    def add(self, notice: Notice) -> bool:
        """
        Write the notice, unless it is there: was it written? The writer is alone in the folder.
        """
        self._complete()
        if notice.id in self._ids:
            return False
        append(self.path, _line_of(notice), after=self._read)
        return True

    def _complete(self) -> None:
        """
        Catch up, and end a line that lacks nothing but its end.
        """
        self._catch_up()
        torn = self._torn()
        if torn and _is_whole(torn):
            append(self.path, torn + b"\n", after=self._read)
            self._catch_up()

    def _catch_up(self) -> None:
        """
        Take in what has been added since, by this program or another.
        """
        if not self.path.exists():
            self._forget()
            return
        state = self.path.stat()
        file = (state.st_dev, state.st_ino)
        if file != self._file or state.st_size < self._read:
            self._forget()
            self._file = file
        for line in self._whole_lines(self._read):
            self._ids.add(self._id_in(line, self._count + 1))
            self._count += 1
            self._read += len(line)

    def _forget(self) -> None:
        self._ids: set[UUID] = set()
        self._read = 0
        self._count = 0

    def _whole_lines(self, start: int) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as file:
                file.seek(start)
                yield from (line for line in file if line.endswith(b"\n"))

    def _torn(self) -> bytes:
        """
        What stands after the last whole line.
        """
        if not self.path.exists():
            return b""
        with self.path.open("rb") as file:
            file.seek(self._read)
            return file.read()

    def _id_in(self, line: bytes, number: int) -> UUID:
        if line.startswith(_BEFORE_ID):
            id = line[len(_BEFORE_ID) : _AFTER_ID].decode("ascii", "replace")
        else:
            id = str(self._plain(line, number).get("id"))
        try:
            return UUID(id)
        except ValueError:
            raise self._damaged(number) from None

    def _plain(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            plain = json.loads(line)
        except ValueError:
            plain = None
        if not isinstance(plain, dict):
            raise self._damaged(number)
        return plain

    def _damaged(self, number: int) -> StoreError:
        return StoreError("files_damaged", file=str(self.path), line=number)


def _line_of(notice: Notice) -> bytes:
    """
    The id comes first, so that it is found without reading the rest.
    """
    plain = to_plain(notice)
    written = _COMPACT.encode({"id": plain.pop("id"), **plain})
    return f"{written}\n".encode("utf-8", "backslashreplace")


def _is_whole(torn: bytes) -> bool:
    try:
        return isinstance(json.loads(torn), dict)
    except ValueError:
        return False

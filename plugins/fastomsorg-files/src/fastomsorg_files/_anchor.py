"""
An anchor in a file.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from fastomsorg.terms import Malformed, StoreError
from fastomsorg.wire import Checkpoint, checkpoint_plain, checkpoints_in

from ._disk import add_to_end, alone_in, make_folder

WHOLE = b'"}}'
"""How every line ends, and no part of one."""


class FileAnchor:
    """
    Checkpoints (*förankring*), one a line, in ``checkpoints.jsonl``.

    The file is only ever opened to be added to, so that the system can be told to let nobody do
    anything else with it. A line that a crash tore does not count.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "checkpoints.jsonl"
        make_folder(folder)

    def keep(self, checkpoint: Checkpoint) -> None:
        with alone_in(self._folder):
            if checkpoint not in self.kept():
                line = json.dumps(checkpoint_plain(checkpoint), separators=(",", ":"))
                torn = b"\n" if self._is_torn() else b""
                add_to_end(self._path, torn + line.encode() + b"\n")

    def kept(self) -> Iterator[Checkpoint]:
        """
        Every checkpoint, in order. Raises `StoreError` for a line that is whole, and none.
        """
        lines = self._path.read_bytes().splitlines() if self._path.exists() else []
        for number, line in enumerate(lines, start=1):
            if line.endswith(WHOLE):
                yield self._read(line, number)

    def _read(self, line: bytes, number: int) -> Checkpoint:
        try:
            (checkpoint,) = checkpoints_in(line.decode())
        except (Malformed, UnicodeDecodeError):
            raise StoreError("files_damaged", file=str(self._path), line=number) from None
        return checkpoint

    def _is_torn(self) -> bool:
        """
        Does the last line lack its end?
        """
        return self._path.exists() and self._path.read_bytes()[-1:] not in (b"", b"\n")

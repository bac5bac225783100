"""
Writing so that it is there, whole, after a power cut; one writer at a time.

What is written is about people: only whoever runs the program can read it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fastomsorg.terms import StoreError

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """
    See to it that the folder (*katalog*) is there, and those above it. Raises `StoreError`.
    """
    if not folder.parent.exists():
        make_folder(folder.parent)
    try:
        folder.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    except OSError as error:
        problem = type(error).__name__
        raise StoreError("files_unusable", folder=str(folder), problem=problem) from None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """
    Keep every other writer, of this program or another, out of the folder (*lås*) meanwhile.
    """
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def append(path: Path, line: bytes, *, after: int) -> None:
    """
    Write the line (*rad*) at *after* bytes, where what counts of the file ends, and make sure.
    """
    is_new = not path.exists()
    with open(path, "xb" if is_new else "r+b", opener=_for_owner) as file:
        file.truncate(after)
        file.seek(after)
        file.write(line)
        _make_sure(file)
    if is_new:
        _make_sure_of_folder(path.parent)


def add_to_end(path: Path, line: bytes) -> None:
    """
    Add the line (*rad*) after whatever is there, and make sure.
    """
    is_new = not path.exists()
    with open(path, "ab", opener=_for_owner) as file:
        file.write(line)
        _make_sure(file)
    if is_new:
        _make_sure_of_folder(path.parent)


def replace(path: Path, text: str) -> None:
    """
    Let the file hold the text (*innehåll*): whoever reads it sees the old or the new, whole.
    """
    make_folder(path.parent)
    fresh = path.with_suffix(".new")
    with open(fresh, "wb", opener=_for_owner) as file:
        file.write(text.encode("utf-8", "backslashreplace"))
        _make_sure(file)
    fresh.replace(path)
    _make_sure_of_folder(path.parent)


def _make_sure(file: BinaryIO) -> None:
    """
    Return when the disk has it.
    """
    file.flush()
    os.fsync(file.fileno())


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY)


def _make_sure_of_folder(folder: Path) -> None:
    """
    A new name is in the folder, which has to reach the disk as well.
    """
    if sys.platform == "win32":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    if sys.platform == "win32":  # pragma: no cover
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)

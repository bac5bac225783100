"""
The folder of an export: a whole one for each time, and a file that says which one holds.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import attrs

from fastomsorg.terms import StoreError

from ._layout import BY_MONTH

CURRENT = "current"
LOCK = ".lock"
PREFIX = "export-"


@attrs.frozen
class Replacing:
    """
    An export under way (*pågående export*): what it is written to, and the *earlier* one, if any.
    """

    new: Path
    earlier: Path | None


def current(folder: Path) -> Path:
    """
    Where the latest whole export lies (*gällande export*). Raises `StoreError` where none does.
    """
    found = _current(folder)
    if found is None:
        raise StoreError("columns_missing", folder=str(folder))
    return found


def files_of(root: Path, table: str) -> Iterator[str]:
    """
    The files of a table (*tabellens filer*) of one export, in whichever folders they lie.
    """
    if table in BY_MONTH:
        yield from sorted(str(path) for path in (root / table).rglob("*.parquet"))
    else:
        yield str(root / f"{table}.parquet")


@contextmanager
def replacing(folder: Path) -> Iterator[Replacing]:
    """
    A new folder to write to, which takes the earlier one's place once all of it is on disk.

    Whatever happens before that, the earlier one holds; what was begun is taken away the next
    time. Raises `StoreError` where something else
    lies in the folder, or somebody else is exporting to it.
    """
    made = _made(folder)
    try:
        with _alone(folder):
            earlier = _current(folder)
            _sweep(folder, earlier)
            number = 1 if earlier is None else int(earlier.name.removeprefix(PREFIX)) + 1
            new = folder / f"{PREFIX}{number:06}"
            new.mkdir()
            yield Replacing(new, earlier)
            _settle(new)
            _point(folder, new)
            _sweep(folder, new)
    except BaseException:
        if made and _current(folder) is None:
            shutil.rmtree(folder)
        raise


def _current(folder: Path) -> Path | None:
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = folder / name
    return found if _is_ours(found) and found.is_dir() else None


def _made(folder: Path) -> bool:
    """
    Was the folder made now? One that holds anything but exports is left alone.
    """
    if not folder.exists():
        folder.mkdir(parents=True)
        return True
    if any(not _is_ours(path) for path in folder.iterdir()):
        raise StoreError("folder_not_empty", folder=str(folder))
    return False


def _is_ours(path: Path) -> bool:
    number = path.name.removeprefix(PREFIX)
    return path.name.split("-journal")[0] in (CURRENT, LOCK) or (
        path.name.startswith(PREFIX) and number.isdecimal()
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """
    Hold the folder's lock, which the system gives back whatever becomes of this process.
    """
    with closing(sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StoreError("export_under_way", folder=str(folder)) from None
        yield


def _sweep(folder: Path, keep: Path | None) -> None:
    """
    Take away what no longer holds, and what was never finished.
    """
    for path in folder.glob(f"{PREFIX}*"):
        if path != keep and _is_ours(path):
            shutil.rmtree(path)


def _point(folder: Path, new: Path) -> None:
    """
    Let *current* name the new one, from one instant to the next.
    """
    beside = new / CURRENT
    beside.write_text(f"{new.name}\n", encoding="utf-8")
    _to_disk(beside)
    beside.replace(folder / CURRENT)
    _to_disk(folder)


def _settle(new: Path) -> None:
    """
    Everything that was written is on disk before it is said to be there.
    """
    for path in [new, *new.rglob("*")]:
        _to_disk(path)


def _to_disk(path: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

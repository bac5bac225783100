"""
The disk in memory as SQLite sees it: what `os_unix.c` does, on `disk.Disk`.
"""

from __future__ import annotations

from itertools import count

import apsw
import attrs

from .disk import Disk, Make, Remove, Sync, SyncFolder, Truncate, Write

NUMBERS = count(1)
DURABLE_NAMES = (
    apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL
)
NOWHERE = apsw.SQLITE_OPEN_TEMP_DB | apsw.SQLITE_OPEN_TEMP_JOURNAL | apsw.SQLITE_OPEN_SUBJOURNAL


@attrs.define(eq=False)
class Locks:
    """
    Who reads a file, and who is about to write to it.
    """

    readers: set[object] = attrs.field(factory=set)
    writer: object | None = None
    waiting: bool = False


class Mount(apsw.VFS):
    """
    A file system for SQLite, on a disk in memory.
    """

    def __init__(self, disk: Disk) -> None:
        self.name = f"disk-{next(NUMBERS)}"
        self.disk = disk
        self.locks: dict[int, Locks] = {}
        super().__init__(self.name, base="")

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's names, here and below
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        number = self.disk.names.get(pathname)
        return number is not None and len(self.disk.files[number]) > 0

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        if path is None or flags[0] & NOWHERE:
            return OpenFile(self, Disk(), 0, new=False)
        new = path not in self.disk.names
        if new:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError
            self.disk.do(Make(path, next(NUMBERS)))
        number = self.disk.names[path]
        return OpenFile(self, self.disk, number, new=new and bool(flags[0] & DURABLE_NAMES))

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        if filename not in self.disk.names:
            raise _missing()
        self.disk.do(Remove(filename))
        if syncdir:
            self.disk.do(SyncFolder())


def _missing() -> apsw.Error:
    error = apsw.IOError()
    setattr(error, "extendedresult", apsw.SQLITE_IOERR_DELETE_NOENT)  # noqa: B010 - not in its stub
    return error


class OpenFile(apsw.VFSFile):
    """
    A file that a connection has open.

    The name of a *new* journal is made sure of when the journal is synced first.
    """

    def __init__(self, mount: Mount, disk: Disk, number: int, *, new: bool) -> None:
        self.disk = disk
        self.number = number
        self.new = new
        self.locks = mount.locks.setdefault(number, Locks())
        self.level = apsw.SQLITE_LOCK_NONE

    @property
    def content(self) -> bytearray:
        return self.disk.files.setdefault(self.number, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self.content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.do(Write(self.number, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self.disk.do(Truncate(self.number, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.do(Sync(self.number))
        if self.new:
            self.disk.do(SyncFolder())
            self.new = False

    def xFileSize(self) -> int:  # noqa: N802
        return len(self.content)

    def xClose(self) -> None:  # noqa: N802
        self.xUnlock(apsw.SQLITE_LOCK_NONE)

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return self.locks.writer is not None

    def xLock(self, level: int) -> None:  # noqa: N802
        if level <= self.level:
            return
        locks = self.locks
        if locks.writer not in (None, self) and (level > apsw.SQLITE_LOCK_SHARED or locks.waiting):
            raise apsw.BusyError
        locks.readers.add(self)
        if level >= apsw.SQLITE_LOCK_RESERVED:
            locks.writer = self
        if level == apsw.SQLITE_LOCK_EXCLUSIVE:
            locks.waiting = True
            if locks.readers != {self}:
                self.level = apsw.SQLITE_LOCK_PENDING
                raise apsw.BusyError
        self.level = level

    def xUnlock(self, level: int) -> None:  # noqa: N802
        if self.locks.writer is self:
            self.locks.writer = None
            self.locks.waiting = False
        if level == apsw.SQLITE_LOCK_NONE:
            self.locks.readers.discard(self)
        self.level = level

"""
A disk in memory that remembers in which order it was written to, and can fail or lose its power.

It promises what a POSIX file system does, and no more. What was written is on the disk when the
file has been synced; before that, every sector by itself may have come there, whole or torn, or
not. A name that was made or removed is so for good when its folder has been synced.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import attrs

SECTOR = 512


@attrs.frozen
class Write:
    file: int
    offset: int
    data: bytes


@attrs.frozen
class Truncate:
    file: int
    size: int


@attrs.frozen
class Sync:
    file: int


@attrs.frozen
class Make:
    name: str
    file: int


@attrs.frozen
class Remove:
    name: str


@attrs.frozen
class SyncFolder:
    pass


Operation: TypeAlias = Write | Truncate | Sync | Make | Remove | SyncFolder


@attrs.define
class Disk:
    """
    What the disk holds as programs see it, and what was done to it.

    *before* is told of every operation first, and may raise what the operation then fails with.
    """

    files: dict[int, bytearray] = attrs.field(factory=dict)
    names: dict[str, int] = attrs.field(factory=dict)
    done: list[Operation] = attrs.field(factory=list)
    before: Callable[[Operation], None] = lambda _: None

    def do(self, operation: Operation) -> None:
        self.before(operation)
        self.done.append(operation)
        _apply(operation, self.files, self.names)

    def copy(self) -> "Disk":
        """
        Another disk that holds the same, safely.
        """
        files = {number: bytearray(content) for number, content in self.files.items()}
        return Disk(files, dict(self.names))


def after_power_cut(start: Disk, done: Iterable[Operation], chance: random.Random) -> Disk:
    """
    The disk as somebody finds it whose power went when this had been done to *start*.
    """
    safe = start.copy()
    waiting: dict[int, list[Write | Truncate]] = {}
    renamed: list[Make | Remove] = []
    for operation in done:
        match operation:
            case Write(file) | Truncate(file):
                waiting.setdefault(file, []).append(operation)
            case Sync(file):
                for change in waiting.pop(file, ()):
                    _apply(change, safe.files, safe.names)
            case Make() | Remove():
                renamed.append(operation)
            case SyncFolder():
                for each in renamed:
                    _apply(each, safe.files, safe.names)
                renamed.clear()
    share = chance.choice((0.0, 0.5, 0.9, 1.0))
    for changes in waiting.values():
        for change in _that_came_through(changes, share, chance):
            _apply(change, safe.files, safe.names)
    for each in renamed[: chance.randint(0, len(renamed))]:
        _apply(each, safe.files, safe.names)
    return safe


def _that_came_through(
    changes: Iterable[Write | Truncate], share: float, chance: random.Random
) -> Iterator[Write | Truncate]:
    for change in changes:
        for part in _sectors(change) if isinstance(change, Write) else (change,):
            if chance.random() < share:
                yield part
            elif isinstance(part, Write) and chance.random() < 0.1:
                torn = chance.randrange(len(part.data))
                yield attrs.evolve(part, data=part.data[:torn])


def _sectors(write: Write) -> Iterator[Write]:
    place, end = write.offset, write.offset + len(write.data)
    while place < end:
        next_place = min(end, place - place % SECTOR + SECTOR)
        data = write.data[place - write.offset : next_place - write.offset]
        yield Write(write.file, place, data)
        place = next_place


def _apply(operation: Operation, files: dict[int, bytearray], names: dict[str, int]) -> None:
    match operation:
        case Write(file, offset, data):
            content = files.setdefault(file, bytearray())
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            content[offset : offset + len(data)] = data
        case Truncate(file, size):
            del files.setdefault(file, bytearray())[size:]
        case Make(name, file):
            names[name] = file
            files.setdefault(file, bytearray())
        case Remove(name):
            names.pop(name, None)
        case Sync() | SyncFolder():
            pass

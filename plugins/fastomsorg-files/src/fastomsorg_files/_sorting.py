"""
Sorting more than memory should hold.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

T = TypeVar("T")

RUN = 200_000
"""How many are sorted in memory at a time."""
TOGETHER = 1_000
"""How many are written, and read back, at a time."""


def sorted_on_disk(items: Iterable[T], *, key: Callable[[T], Any], run: int = RUN) -> Iterator[T]:
    """
    The items in order (*sorterat*): runs are sorted, laid aside in files without names, and merged.

    What fits in one run never leaves memory.
    """
    remaining = iter(items)
    first = sorted(islice(remaining, run), key=key)
    more = sorted(islice(remaining, run), key=key)
    if not more:
        return iter(first)
    files = [_laid_aside(first)]
    while more:
        files.append(_laid_aside(more))
        more = sorted(islice(remaining, run), key=key)
    return merge(*map(_taken_up, files), key=key)


def _laid_aside(items: list[T]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115 - it lives until it has been read
    for start in range(0, len(items), TOGETHER):
        pickle.dump(items[start : start + TOGETHER], file, pickle.HIGHEST_PROTOCOL)
    file.seek(0)
    return file


def _taken_up(file: IO[bytes]) -> Iterator[Any]:
    with file:
        while True:
            try:
                yield from pickle.load(file)  # noqa: S301 - written by this process alone
            except EOFError:
                return

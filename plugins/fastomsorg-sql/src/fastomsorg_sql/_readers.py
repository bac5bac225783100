"""
The connections that threads read over: one for each, given back when the thread ends.
"""

import os
import threading
import weakref
from collections.abc import Callable

from sqlalchemy import Connection


class Readers:
    """
    A connection for each thread (*läsare*), opened when it first reads.

    All of them are known, so that none is forgotten open. A process that was forked knows those of
    its parent too, and neither uses them nor lets go of them: that would be to speak in the
    parent's name.
    """

    def __init__(self, opened: Callable[[], Connection]) -> None:
        self._opened = opened
        self._own = _Own()
        self._process = os.getpid()
        self._open: set[Connection] = set()
        self._inherited: list[Connection] = []

    def own(self) -> Connection:
        """
        The connection of this thread (*egen läsare*).
        """
        self._leave_the_parent_s()
        if self._own.held is None:
            reader = self._opened()
            self._open.add(reader)
            self._own.held = _Held(reader)
            given_back = weakref.finalize(self._own.held, _give_back, reader, self._open)
            given_back.atexit = False
        return self._own.held.reader

    def give_back_own(self) -> None:
        """
        Let this thread open another next time (*lämna tillbaka*): this one failed.
        """
        self._own.held = None

    def close(self) -> None:
        """
        Give all of them back (*stäng*). A thread that reads later opens another.
        """
        self._leave_the_parent_s()
        for reader in list(self._open):
            _give_back(reader, self._open)
        self._own = _Own()

    def _leave_the_parent_s(self) -> None:
        if self._process != os.getpid():
            self._inherited.extend(self._open)
            self._open.clear()
            self._own = _Own()
            self._process = os.getpid()


class _Held:
    """
    Ends with its thread, or with the readers it belongs to.
    """

    def __init__(self, reader: Connection) -> None:
        self.reader = reader


class _Own(threading.local):
    held: _Held | None = None


def _give_back(reader: Connection, open_ones: set[Connection]) -> None:
    if reader in open_ones:
        open_ones.discard(reader)
        reader.close()

"""
The way into the database that everything in a store shares, and its transaction.
"""

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from secrets import token_bytes

from sqlalchemy import Connection, Engine

from fastomsorg.terms import StoreError

from ._errors import told_as_ours
from ._sqlite import begun, is_begun, reading


class Session:
    """
    Reads and writes of one store (*session*), for each thread over a connection of its own.

    A thread keeps the connection it reads over, but a read is over when it returns: no transaction
    is held open while somebody looks at what was read, so that readers do not keep writers out.
    *alone* is for a database that has one connection only. What nobody can guess comes by
    *chance*.
    """

    def __init__(
        self,
        engine: Engine,
        name: str,
        *,
        alone: bool = False,
        chance: Callable[[int], bytes] = token_bytes,
    ) -> None:
        self.name = name
        self.engine = engine
        self.chance = chance
        self._own = _Own()
        self._turn: AbstractContextManager[object] = threading.RLock() if alone else nullcontext()
        weakref.finalize(self, engine.dispose)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """
        What has been stored (*läsning*), and inside a transaction also what it has done so far.
        """
        with told_as_ours(self.name):
            if (inside := self._own.writer) is not None:
                self._refuse_undone(inside)
                yield inside
            else:
                with self._turn:
                    yield from self._read()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """
        All or nothing (*skrivning*): stored at the end, or undone when something is raised.

        Inside a transaction it is part of that; what it did is undone alone.
        """
        with told_as_ours(self.name), self._begun() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """
        Several writes as one (*transaktion*). What is raised inside comes out as it is.
        """
        begun = self._begun()
        with told_as_ours(self.name):
            begun.__enter__()
        try:
            yield
        except BaseException as error:
            with told_as_ours(self.name):
                begun.__exit__(type(error), error, error.__traceback__)
            raise
        with told_as_ours(self.name):
            begun.__exit__(None, None, None)

    @property
    def in_transaction(self) -> bool:
        """
        Is this thread inside a transaction (*pågår en transaktion*)?
        """
        return self._own.writer is not None

    def close(self) -> None:
        """
        Let go of the database (*stäng*). What is read or written later opens it again.
        """
        self._own = _Own()
        self.engine.dispose()

    def _read(self) -> Iterator[Connection]:
        """
        The connection that the thread reads over; what fails lets go of it.
        """
        reader = self._own.reader
        if reader is None or self._own.process != os.getpid():
            reader = self._own.reader = reading(self.engine)
            self._own.process = os.getpid()
        try:
            yield reader
        except BaseException:
            self._own.reader = None
            reader.close()
            raise

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        if (inside := self._own.writer) is not None:
            with self._part_of(inside):
                yield inside
            return
        with self._turn, begun(self.engine) as connection:
            self._own.writer = connection
            try:
                yield connection
                self._refuse_undone(connection)
            finally:
                self._own.writer = None

    @contextmanager
    def _part_of(self, transaction: Connection) -> Iterator[None]:
        self._refuse_undone(transaction)
        part = transaction.begin_nested()
        try:
            yield
        except BaseException:
            if is_begun(transaction):
                part.rollback()
            raise
        part.commit()

    def _refuse_undone(self, transaction: Connection) -> None:
        """
        Where the disk is full, the database undoes everything: what came after would stand alone.
        """
        if not is_begun(transaction):
            raise StoreError("store_undone", store=self.name)


class _Own(threading.local):
    """
    What a thread has for itself: the connection it reads over, and the transaction it is in.
    """

    reader: Connection | None = None
    process: int | None = None
    writer: Connection | None = None

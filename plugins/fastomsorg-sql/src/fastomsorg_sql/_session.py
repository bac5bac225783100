"""
The way into the database that everything in a store shares, and its transaction.
"""

import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from secrets import token_bytes
from typing import TypeVar

from sqlalchemy import Connection, Engine

from fastomsorg.terms import StoreError

from ._dialect import dialect_of
from ._errors import TRY_AGAIN, told_as_ours
from ._readers import Readers

T = TypeVar("T")

TIMES = 5
"""How often a transaction of our own is tried, where the database wants it tried again."""


class Session:
    """
    Reads and writes of one store (*session*), for each thread over a connection of its own.

    A thread keeps the connection it reads over, but a read is over when it returns: no transaction
    is held open while somebody looks at what was read, so that readers do not keep writers out.
    *alone* is for a database that has one connection only. What nobody can guess comes by
    *chance*.
    """

    is_shared = False
    """Is the transaction somebody else's (*delad*)?"""

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
        self.dialect = dialect_of(engine)
        self.chance = chance
        self._own = _Own()
        self._turn: AbstractContextManager[object] = threading.RLock() if alone else nullcontext()
        self._readers = Readers(partial(self.dialect.reading, engine))
        self._at_the_end = weakref.finalize(self, _let_go, engine, self._readers)

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

    def written(self, work: Callable[[Connection], T]) -> T:
        """
        What *work* gives, stored (*skrivet*): as `writing`, and again if the database wants it so.

        Inside a transaction it is tried once: again is for whoever began that.
        """
        for _ in range(TIMES - 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except StoreError as error:
                if self.in_transaction or error.facts.get("problem") not in TRY_AGAIN:
                    raise
        with self.writing() as connection:
            return work(connection)

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
        _let_go(self.engine, self._readers)

    def _read(self) -> Iterator[Connection]:
        """
        The connection that the thread reads over; what fails lets go of it.
        """
        try:
            yield self._readers.own()
        except BaseException:
            self._readers.give_back_own()
            raise

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        if (inside := self._own.writer) is not None:
            with self._part_of(inside):
                yield inside
            return
        with self._turn, self.dialect.begun(self.engine) as connection:
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
            if self.dialect.is_begun(transaction):
                part.rollback()
            raise
        part.commit()

    def _refuse_undone(self, transaction: Connection) -> None:
        """
        Where the disk is full, the database undoes everything: what came after would stand alone.
        """
        if not self.dialect.is_sound(transaction):
            raise StoreError("store_undone", store=self.name)


def _let_go(engine: Engine, readers: Readers) -> None:
    readers.close()
    engine.dispose()


class _Own(threading.local):
    """
    What a thread has for itself: the transaction it is in.
    """

    writer: Connection | None = None

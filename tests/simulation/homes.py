"""
Where a world's store lies: whoever opens it again finds what was stored.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from fastomsorg_sql import Plugin, Store

from fastomsorg.testing import MemoryState, MemoryStore
from tests.postgresql import Server
from tests.simulation.town import AnyStore, furnish

NOT_ON_DISK = Path("/dev/shm")
"""Where files lie in memory, on the machines that have it."""


class Home(Protocol):
    """
    A furnished store that can be opened again and again, until it is closed.
    """

    def open(self) -> AnyStore: ...

    def close(self) -> None: ...


class InMemory:
    """
    A store in memory, of any *kind*.
    """

    def __init__(self, kind: Callable[[MemoryState], MemoryStore] = MemoryStore) -> None:
        self._kind = kind
        self._state = MemoryState()
        furnish(MemoryStore(self._state))

    def open(self) -> MemoryStore:
        return self._kind(self._state)

    def close(self) -> None:
        pass


class InSqlite:
    """
    A store in a file of its own, opened each time as another process would.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(dir=_folder())
        self._file = Path(self._folder.name) / "fok.db"
        self._file.write_bytes(_furnished())
        self._store: Store | None = None

    def open(self) -> Store:
        self._let_go()
        self._store = opened(f"sqlite:///{self._file}?mode=rw")
        return self._store

    def close(self) -> None:
        self._let_go()
        self._folder.cleanup()

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


class InPostgresql:
    """
    A store in a database of its own, on the *server*.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._url = server.new_database(template=_furnished_on(server))
        self._store: Store | None = None

    def open(self) -> Store:
        self._let_go()
        self._store = opened(f"{self._url}?mode=rw")
        return self._store

    def close(self) -> None:
        self._let_go()
        self._server.forget(self._url)

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def opened(url: str) -> Store:
    store = Plugin(mounted=lambda: ()).store(url)
    assert store is not None
    return store


@cache
def _furnished() -> bytes:
    """
    What every file begins as.
    """
    with TemporaryDirectory(dir=_folder()) as folder:
        path = Path(folder) / "fok.db"
        store = opened(f"sqlite:///{path}?mode=new")
        furnish(store)
        store.close()
        return path.read_bytes()


@cache
def _furnished_on(server: Server) -> str:
    """
    The database that every one on the server begins as.
    """
    url = server.new_database()
    store = opened(f"{url}?mode=new")
    furnish(store)
    store.close()
    return url


def _folder() -> Path | None:
    return NOT_ON_DISK if NOT_ON_DISK.is_dir() else None

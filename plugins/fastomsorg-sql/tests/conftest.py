"""
Stores for tests: each test gets a file of its own, closed when the test is over.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fastomsorg_sql import Plugin, Store

OpenStore: TypeAlias = Callable[[str], Store]


@pytest.fixture
def open_store() -> Iterator[OpenStore]:
    """
    Opens the store at a URL, by a plug-in of its own: as another process would.
    """
    opened: list[Store] = []

    def open_store(url: str) -> Store:
        store = Plugin(mounted=lambda: ()).store(url)
        assert store is not None
        opened.append(store)
        return store

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The file of a store in which nothing has happened.
    """
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    store = Plugin(mounted=lambda: ()).store(f"sqlite:///{path}?mode=new")
    assert store is not None
    store.close()
    return path


@pytest.fixture
def file(empty_store: Path, tmp_path: Path) -> Path:
    """
    The file of this test's store.
    """
    return Path(shutil.copy(empty_store, tmp_path / "fok.db"))


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}?mode=rw"


@pytest.fixture
def store(open_store: OpenStore, url: str) -> Store:
    return open_store(url)


@pytest.fixture(scope="session")
def empty_database(postgresql: Any) -> str:
    """
    The URL of a PostgreSQL store in which nothing has happened, to be copied.
    """
    url: str = postgresql.new_database()
    store = Plugin(mounted=lambda: ()).store(f"{url}?mode=new")
    assert store is not None
    store.close()
    return url


@pytest.fixture(scope="session")
def shared_database(postgresql: Any, empty_database: str) -> str:
    """
    The URL of the store that the tests use one after another.
    """
    url: str = postgresql.new_database(template=empty_database)
    return url


@pytest.fixture
def emptied(postgresql: Any, shared_database: str) -> Callable[[], None]:
    """
    Lets that store be as if nothing had happened.
    """
    return lambda: postgresql.empty(shared_database)

"""
A furnished store, and processes to work on it.
"""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from .office import furnish, opened
from .processes import Processes

NewStore: TypeAlias = Callable[[], Path]
NewUrl: TypeAlias = Callable[[], str]


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    running = Processes()
    yield running
    running.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The file of a store with people in it, and no registrations.
    """
    path = tmp_path_factory.mktemp("furnished") / "fok.db"
    store = opened(f"sqlite:///{path}?mode=new")
    furnish(store, clients=500)
    store.close()
    return path


@pytest.fixture(scope="session")
def furnished_database(postgresql: Any) -> str:
    """
    The URL of a store on a server, with people in it and no registrations.
    """
    url: str = postgresql.new_database()
    store = opened(f"{url}?mode=new")
    furnish(store, clients=500)
    store.close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> NewUrl:
    """
    Copies the furnished store, each time, and tells the URL of the copy.
    """
    if request.param == "sqlite":
        new_store: NewStore = request.getfixturevalue("new_store")
        return lambda: f"sqlite:///{new_store()}?mode=rw"
    new_database = request.getfixturevalue("new_database")
    template = request.getfixturevalue("furnished_database")
    return lambda: f"{new_database(template=template)}?mode=rw"


@pytest.fixture
def new_store(furnished: Path, tmp_path: Path) -> NewStore:
    """
    Copies the furnished store, to a new file each time.
    """
    numbers = count(1)

    def copy() -> Path:
        return Path(shutil.copy(furnished, tmp_path / f"fok{next(numbers)}.db"))

    return copy

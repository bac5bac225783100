"""
A furnished store, and processes to work on it.
"""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pytest

from .office import furnish, opened
from .processes import Processes

NewStore: TypeAlias = Callable[[], Path]


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


@pytest.fixture
def new_store(furnished: Path, tmp_path: Path) -> NewStore:
    """
    Copies the furnished store, to a new file each time.
    """
    numbers = count(1)

    def copy() -> Path:
        return Path(shutil.copy(furnished, tmp_path / f"fok{next(numbers)}.db"))

    return copy

"""
Stores for tests: each test gets a file of its own, closed when the test is over.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Plugin, Store

OpenStore: TypeAlias = Callable[[str], Store]

EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE
    kept text;
BEGIN
    FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'fastomsorg'
        AND tablename NOT IN ('header', 'alembic_version')
    LOOP
        EXECUTE format('DELETE FROM fastomsorg.%I', kept);
    END LOOP;
    FOR kept IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'fastomsorg' LOOP
        EXECUTE format('ALTER SEQUENCE fastomsorg.%I RESTART', kept);
    END LOOP;
END $$;
SET session_replication_role = origin;
"""
"""As whoever owns the server may: the guards do not see it."""


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


@pytest.fixture(scope="session")
def used_database(shared_database: str) -> Iterator[psycopg.Connection]:
    """
    A connection to the store that the tests use one after another.
    """
    url = shared_database.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def emptied(used_database: psycopg.Connection) -> Callable[[], None]:
    """
    Lets the store be as if nothing had happened.
    """

    def emptied() -> None:
        used_database.execute(EMPTY)

    return emptied

"""
The store that these tests use lies on a PostgreSQL server.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Plugin, Store

NewDatabase: TypeAlias = Callable[..., str]


@pytest.fixture(scope="session")
def used_database(shared_database: str) -> Iterator[psycopg.Connection]:
    """
    A connection to the store that the tests use one after another.
    """
    url = shared_database.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def sql(used_database: psycopg.Connection, emptied: Callable[[], None]) -> psycopg.Connection:
    """
    Somebody else's connection to this test's store, who may do everything.
    """
    emptied()
    return used_database


@pytest.fixture
def url(postgresql: Any, sql: psycopg.Connection) -> str:
    """
    The URL of this test's store.
    """
    return f"{postgresql.url(sql.info.dbname)}?mode=rw"


@pytest.fixture
def new_store(new_database: NewDatabase, empty_database: str) -> Callable[[], str]:
    """
    Makes the database of an empty store, for this test only, and tells its URL.
    """
    return lambda: new_database(template=empty_database)


@pytest.fixture(scope="session")
def kept_store(shared_database: str) -> Iterator[Store]:
    """
    The store that the tests use one after another: its connections are made once.
    """
    store = Plugin(mounted=lambda: ()).store(f"{shared_database}?mode=rw")
    assert store is not None
    yield store
    store.close()


@pytest.fixture
def store(kept_store: Store, url: str) -> Store:
    """
    This test's store, in which nothing has happened.
    """
    return kept_store

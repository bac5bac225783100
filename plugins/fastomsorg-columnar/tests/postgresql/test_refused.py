"""
What PostgreSQL is asked under the application's role, and what is said where it will not do.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_columnar import Plugin
from fastomsorg_sql import application_role
from psycopg.sql import SQL, Identifier

from fastomsorg.hooks import Engine, Panel
from fastomsorg.terms import StoreError

from ..handbook import TABLE, continuity, handbook, table
from .stores import filled

NewDatabase: TypeAlias = Callable[[], str]
PASSWORD = "for-tests-only"
ROLE = "counting"


@pytest.fixture
def store(new_database: NewDatabase) -> str:
    return filled(new_database(), handbook().told)


@pytest.fixture
def keeper(store: str) -> Iterator[psycopg.Connection]:
    """
    The connection of whoever owns the tables.
    """
    url = store.partition("?")[0].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def url(postgresql: Any, keeper: psycopg.Connection) -> Iterator[str]:
    """
    The store's URL for somebody with the application's role.
    """
    keeper.execute(SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(Identifier(ROLE), PASSWORD))
    keeper.execute(application_role(ROLE).encode())
    yield f"{postgresql.url(keeper.info.dbname, user=ROLE, password=PASSWORD)}?mode=rw"
    keeper.execute(SQL("DROP OWNED BY {}").format(Identifier(ROLE)))
    keeper.execute(SQL("DROP ROLE {}").format(Identifier(ROLE)))


def opened(url: str) -> Engine:
    return Panel.of(Plugin()).engines("postgresql", url)


def refused(url: str) -> StoreError:
    with pytest.raises(StoreError) as error:
        continuity(opened(url))
    assert PASSWORD not in str(error.value)
    return error.value


def test_the_applications_role_is_enough_and_nothing_is_left_behind(
    url: str, keeper: psycopg.Connection
) -> None:
    things = "SELECT count(*) FROM pg_class"
    before = keeper.execute(things).fetchall()

    assert TABLE == table(continuity(opened(url)))

    assert before == keeper.execute(things).fetchall()


def test_tables_of_others_with_the_same_names_are_left_alone(
    url: str, keeper: psycopg.Connection
) -> None:
    keeper.execute("CREATE TABLE public.seats (client text); GRANT ALL ON public.seats TO PUBLIC")
    keeper.execute("CREATE TABLE public.asked (first_day date)")

    assert TABLE == table(continuity(opened(url)))


def test_whoever_may_make_nothing_temporary_is_told_so(
    url: str, keeper: psycopg.Connection
) -> None:
    database = Identifier(keeper.info.dbname)
    keeper.execute(SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database))

    problem = refused(url)

    assert ("columns_temporary", "InsufficientPrivilege") == (
        problem.code,
        problem.facts["problem"],
    )


def test_where_everything_is_read_only_it_is_told(url: str, keeper: psycopg.Connection) -> None:
    keeper.execute(f"ALTER ROLE {ROLE} SET default_transaction_read_only = on")

    problem = refused(url)

    assert ("columns_temporary", "ReadOnlySqlTransaction") == (
        problem.code,
        problem.facts["problem"],
    )


def test_whoever_may_not_read_the_store_is_told_so(url: str, keeper: psycopg.Connection) -> None:
    keeper.execute(f"REVOKE ALL ON SCHEMA fastomsorg FROM {ROLE}")

    assert "store_denied" == refused(url).code


def test_a_database_that_is_no_store_is_told_so(new_database: NewDatabase) -> None:
    assert "store_not_ours" == refused(new_database()).code


def test_a_server_that_is_not_there_is_told_so() -> None:
    problem = refused(f"postgresql+psycopg://fok:{PASSWORD}@127.0.0.1:1/fok?mode=rw")

    assert ("store_unreachable", "postgresql://127.0.0.1:1/fok") == (
        problem.code,
        problem.facts["store"],
    )

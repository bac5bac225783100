"""
Which databases are made stores, which are opened, and which are refused; and what is said of them.
"""

import sys
import traceback
from collections.abc import Callable
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store
from fastomsorg_sql._migrations import SCHEMA

from fastomsorg.terms import StoreError
from fastomsorg.testing import FIRST_INSTANT, a_unit

OpenStore: TypeAlias = Callable[[str], Store]
NewDatabase: TypeAlias = Callable[..., str]
NewStore: TypeAlias = Callable[[], str]


def sql(url: str, *statements: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(open_store: OpenStore, url: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    told = "".join(traceback.format_exception(refused.value))
    password = url.partition("@")[0].rpartition(":")[2]
    assert password not in told
    return refused.value.code, dict(refused.value.facts)


def named(url: str) -> str:
    place = url.rpartition("@")[2].partition("?")[0]
    return f"postgresql://{place}"


def test_a_store_that_is_missing_is_made_in_a_schema_of_its_own(
    open_store: OpenStore, new_database: NewDatabase
) -> None:
    url = new_database()
    sql(url, "CREATE TABLE unit (id int)", "CREATE TABLE alembic_version (version_num text)")
    list(open_store(url).put_units([a_unit()], now=FIRST_INSTANT))

    assert list(open_store(f"{url}?mode=rw").units()) == [a_unit()]


def test_who_means_an_existing_store_is_told_that_there_is_none(
    open_store: OpenStore, new_database: NewDatabase
) -> None:
    url = new_database()

    assert refusal(open_store, f"{url}?mode=rw") == ("store_missing", {"store": named(url)})


def test_who_means_a_new_store_is_told_that_there_is_one(open_store: OpenStore, url: str) -> None:
    new = url.replace("mode=rw", "mode=new")

    assert refusal(open_store, new) == ("store_exists", {"store": named(url)})


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE fastomsorg.recipe (name text)"],
        ["CREATE TABLE fastomsorg.header AS SELECT 'kitchen' AS product, 1 AS number"],
    ],
)
def test_a_strangers_schema_is_refused_and_left_as_it_is(
    open_store: OpenStore, new_database: NewDatabase, statements: list[str]
) -> None:
    url = new_database()
    sql(url, "CREATE SCHEMA fastomsorg", *statements)

    assert refusal(open_store, url) == ("store_not_ours", {"store": named(url)})


def test_a_schema_that_was_made_for_it_is_used(
    open_store: OpenStore, new_database: NewDatabase
) -> None:
    url = new_database()
    sql(url, "CREATE SCHEMA fastomsorg")

    assert open_store(f"{url}?mode=new").rebuild() == 0


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(
    open_store: OpenStore, new_store: NewStore
) -> None:
    url = new_store()
    sql(url, f"UPDATE fastomsorg.header SET number = {SCHEMA + 1}")

    assert refusal(open_store, url) == (
        "store_newer",
        {"store": named(url), "found": SCHEMA + 1, "supported": SCHEMA},
    )


def test_a_database_that_does_not_keep_text_in_utf_8_is_refused(
    open_store: OpenStore, postgresql: Any
) -> None:
    postgresql.run(
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
    )

    code, facts = refusal(open_store, postgresql.url("latin"))

    assert (code, facts["got"]) == ("store_encoding", "LATIN1")


def test_a_database_that_is_not_there_is_missing(open_store: OpenStore, postgresql: Any) -> None:
    assert refusal(open_store, postgresql.url("nowhere"))[0] in ("store_missing", REFUSED)


UNREACHED = "store_unreachable"
REFUSED = "store_login_refused"
"""The driver tells why a connection came to nothing in words only, which may be anybody's."""


@pytest.mark.parametrize("user", ["fok", "nobody-there"])
def test_who_has_the_wrong_password_is_told_so_without_the_password(
    open_store: OpenStore, postgresql: Any, user: str
) -> None:
    url = postgresql.url("postgres", user=user, password="hemligt-och-fel")

    assert refusal(open_store, url) == (
        REFUSED,
        {"store": named(postgresql.url("postgres")), "problem": "OperationalError"},
    )


def test_who_has_no_password_where_one_is_asked_for_is_told_so(
    open_store: OpenStore, postgresql: Any
) -> None:
    url = f"postgresql+psycopg://fok@127.0.0.1:{postgresql.port}/postgres"

    assert refusal(open_store, url)[0] == REFUSED


def test_a_server_that_is_not_there_is_not_reached(open_store: OpenStore) -> None:
    url = "postgresql+psycopg://kim:hemligt@127.0.0.1:1/fok"

    assert refusal(open_store, url) == (
        UNREACHED,
        {"store": "postgresql://127.0.0.1:1/fok", "problem": "OperationalError"},
    )


def test_an_option_that_the_driver_has_not_is_refused_without_its_value(
    open_store: OpenStore, url: str
) -> None:
    assert refusal(open_store, f"{url}&sekretess=hemligt")[0] in ("store_failed", UNREACHED)


def test_without_the_driver_it_is_said_what_to_install(
    open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert refusal(open_store, url) == (
        "store_driver_missing",
        {"extra": "fastomsorg-sql[postgresql]"},
    )

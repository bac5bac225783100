"""
What goes wrong in the database is told as the library's own error, without anybody's data.
"""

import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fastomsorg_sql import Store
from sqlalchemy import event

from fastomsorg.terms import FastomsorgError, Malformed, StoreError
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, a_client, a_unit, tf_number

OpenStore: TypeAlias = Callable[[str], Store]
CANARY = "Agda Hemlig"


def with_setting(store: Store, setting: str) -> None:
    """
    Let every later connection have the setting too.
    """

    @event.listens_for(store._session.engine, "connect")
    def set_it(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA {setting}")

    store.close()


def failure(write: Callable[[], object]) -> FastomsorgError:
    with pytest.raises(FastomsorgError) as failed:
        write()
    told = "".join(traceback.format_exception(failed.value))
    assert CANARY not in told
    assert "sqlalchemy.exc" not in told
    return failed.value


def put(store: Store, count: int = 1) -> Callable[[], object]:
    clients = [a_client(f"c{number}", name=CANARY) for number in range(count)]
    return lambda: list(store.put_clients(clients, now=FIRST_INSTANT))


def test_a_disk_that_is_full(store: Store, file: Path) -> None:
    with_setting(store, "max_page_count = 80")
    error = failure(put(store, 5_000))

    assert (error.code, dict(error.facts)) == (
        "store_full",
        {"store": str(file), "problem": "SQLITE_FULL"},
    )
    store.close()
    assert store.client("c0") == a_client("c0", name=CANARY)
    assert store.client("c4999") is None


def test_a_full_disk_undoes_the_whole_transaction(store: Store) -> None:
    with_setting(store, "max_page_count = 80")

    def write() -> None:
        with store.transaction():
            put(store, 5_000)()

    assert failure(write).code == "store_full"
    assert store.client("c0") is None


def test_what_comes_after_a_full_disk_in_the_same_transaction_is_not_stored_alone(
    store: Store,
) -> None:
    with_setting(store, "max_page_count = 80")

    def write() -> None:
        with store.transaction():
            failure(put(store, 5_000))
            assert failure(lambda: store.set("purpose", CANARY)).code == "store_undone"
            assert failure(put(store)).code == "store_undone"

    assert failure(write).code == "store_undone"
    assert store.setting("purpose") is None
    store.set("purpose", CANARY)
    assert store.setting("purpose") == CANARY


def test_a_store_that_may_only_be_read(store: Store, file: Path) -> None:
    with_setting(store, "query_only = ON")

    assert failure(put(store)).code == "store_read_only"
    assert store.client("c0") is None


def test_a_store_that_is_damaged(store: Store, file: Path) -> None:
    put(store, 500)()
    store.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)

    assert failure(lambda: store.client("c1")).code == "store_damaged"


def test_a_store_that_is_gone(store: Store, file: Path) -> None:
    store.close()
    file.unlink()

    assert failure(lambda: store.client("c1")).code == "store_unreachable"
    assert not file.exists()


def test_a_value_that_the_table_does_not_take(store: Store) -> None:
    nameless: Any = None
    error = failure(lambda: list(store.put_clients([a_client(name=nameless)], now=FIRST_INSTANT)))

    assert (error.code, error.facts["problem"]) == ("store_failed", "SQLITE_CONSTRAINT_NOTNULL")


def test_a_value_that_is_no_value_of_its_kind(store: Store) -> None:
    never: Any = CANARY
    client = a_client(born=never, personal_number=tf_number(FIRST_DAY))
    error = failure(lambda: list(store.put_clients([client], now=FIRST_INSTANT)))

    assert (type(error), error.code) == (StoreError, "store_failed")


def test_text_that_no_file_could_hold(store: Store) -> None:
    half = a_client(name=f"{CANARY} \ud800")
    error = failure(lambda: list(store.put_clients([half], now=FIRST_INSTANT)))

    assert (type(error), error.code) == (Malformed, "text_unfit")


@pytest.mark.parametrize(
    "error", [ValueError("row 7"), UnicodeDecodeError("utf-8", b"\xe5", 0, 1, "no"), KeyError("x")]
)
def test_what_is_raised_inside_a_transaction_comes_out_as_it_is(
    store: Store, error: Exception
) -> None:
    def write() -> None:
        with store.transaction():
            list(store.put_units([a_unit()], now=FIRST_INSTANT))
            raise error

    with pytest.raises(type(error)) as raised:
        write()

    assert raised.value is error
    assert list(store.units()) == []


def test_errors_of_the_database_of_the_host_are_not_ours(store: Store) -> None:
    def write() -> None:
        with store.transaction(), closing(sqlite3.connect(":memory:")) as of_the_host:
            of_the_host.execute("SELECT nothing FROM nowhere")

    with pytest.raises(sqlite3.OperationalError):
        write()


def test_a_transaction_that_cannot_begin_says_why(
    store: Store, open_store: OpenStore, url: str
) -> None:
    other = open_store(f"{url}&timeout=0")

    def begin() -> None:
        with other.transaction():
            raise AssertionError("it began")

    with store.transaction():
        assert failure(begin).code == "store_busy"


def test_a_transaction_that_cannot_be_committed_says_why(
    store: Store, open_store: OpenStore, file: Path, url: str
) -> None:
    other = open_store(f"{url}&timeout=0")

    def commit() -> None:
        with other.transaction():
            list(other.put_units([a_unit()], now=FIRST_INSTANT))

    with closing(sqlite3.connect(file)) as reader:
        rows = reader.execute("SELECT name FROM sqlite_master")
        rows.fetchone()
        assert failure(commit).code == "store_busy"
        rows.close()
    assert list(store.units()) == []
    commit()
    assert list(store.units()) == [a_unit()]

"""
Every connection is set so that nothing acknowledged is lost, and nobody reads what was removed.
"""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from fastomsorg_sql import Store
from fastomsorg_sql._address import Address, file_of
from fastomsorg_sql._sqlite_engine import engine_of, settings_of
from fastomsorg_sql._sqlite_log import has_mended_wal, require_safe_log, set_journal

from fastomsorg.terms import StoreError
from fastomsorg.testing import an_actor

OpenStore: TypeAlias = Callable[[str], Store]
SETTINGS = (
    "busy_timeout",
    "foreign_keys",
    "recursive_triggers",
    "secure_delete",
    "synchronous",
    "journal_mode",
)
EXTRA = 3


def settings(store: Store) -> dict[str, object]:
    with store._session.reading() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in SETTINGS
        }


def test_a_connection_has_every_setting(store: Store) -> None:
    assert settings(store) == {
        "busy_timeout": 30_000,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "synchronous": EXTRA,
        "journal_mode": "delete",
    }


def test_so_has_the_connection_of_another_thread(store: Store) -> None:
    seen: list[dict[str, object]] = []
    with store.transaction():
        thread = threading.Thread(target=lambda: seen.append(settings(store)))
        thread.start()
        thread.join()

    assert seen == [settings(store)]


def test_so_has_a_store_in_memory_as_far_as_it_can(open_store: OpenStore) -> None:
    expected = {"foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1}
    told = settings(open_store("sqlite://"))

    assert {name: told[name] for name in expected} == expected


def test_how_long_to_wait_for_another_stands_in_the_url(open_store: OpenStore, url: str) -> None:
    assert settings(open_store(f"{url}&timeout=0.25"))["busy_timeout"] == 250


def test_tables_take_no_value_of_another_type(store: Store, file: Path) -> None:
    store.policy.add_actor(an_actor())
    with closing(sqlite3.connect(file)) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 "
            "AND name NOT LIKE 'sqlite_%'"
        ).fetchall()

    assert loose == [("alembic_version",)]


def test_a_number_once_given_is_not_given_again(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        numbered = connection.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name"
        ).fetchall()

    assert [name for (name,) in numbered] == [
        "access",
        "case_file",
        "client",
        "employment",
        "granted",
        "registration",
        "staff",
        "unit",
    ]


@pytest.mark.parametrize(
    ("version", "mended"),
    [
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 49, 9), False),
        ((3, 45, 1), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 40, 1), False),
    ],
)
def test_a_log_is_taken_on_a_mended_sqlite_only(
    version: tuple[int, int, int], mended: bool
) -> None:
    assert has_mended_wal(version) == mended


def test_a_log_on_an_sqlite_that_can_lose_it_is_refused_with_those_that_cannot(
    tmp_path: Path,
) -> None:
    address = file_of(f"sqlite:///{tmp_path}/fok.db?journal=wal")

    with pytest.raises(StoreError) as refused:
        require_safe_log(address, (3, 40, 1))

    assert (refused.value.code, dict(refused.value.facts)) == (
        "store_wal_unsafe",
        {"found": "3.40.1", "expected": "3.44.6, 3.50.7, 3.51.3"},
    )


def test_a_log_on_a_mended_sqlite_is_written_through_at_every_commit() -> None:
    address = file_of("sqlite:///fok.db?journal=wal")
    require_safe_log(address, (3, 51, 3))

    assert "synchronous = FULL" in settings_of(address)


def test_without_a_log_no_sqlite_is_refused() -> None:
    require_safe_log(file_of("sqlite:///fok.db"), (3, 40, 1))


def test_the_journal_of_the_url_is_set_in_the_file(store: Store, file: Path) -> None:
    set_journal(store._session.engine, file_of(f"sqlite:///{file}?journal=wal"))

    assert settings(store)["journal_mode"] == "wal"


def test_a_database_that_cannot_have_the_journal_of_the_url_is_refused(tmp_path: Path) -> None:
    address = file_of(f"sqlite:///{tmp_path}/fok.db?journal=wal")

    with pytest.raises(StoreError) as refused:
        set_journal(engine_of(Address(None)), address)

    assert (refused.value.code, dict(refused.value.facts)) == (
        "store_journal",
        {"store": str(address.path), "got": "memory", "expected": "wal"},
    )


def test_a_store_that_was_kept_as_a_log_is_kept_by_the_default_again(
    open_store: OpenStore, file: Path, url: str
) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")

    assert settings(open_store(url))["journal_mode"] == "delete"


def test_a_store_that_somebody_keeps_as_a_log_is_busy_for_whoever_will_not(
    open_store: OpenStore, file: Path, url: str
) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM registration").fetchall()
        with pytest.raises(StoreError) as refused:
            open_store(f"{url}&timeout=0")

    assert refused.value.code == "store_busy"

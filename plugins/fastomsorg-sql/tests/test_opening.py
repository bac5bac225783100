"""
Which stores are made, which are opened, and which are refused.
"""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from fastomsorg_sql import Plugin, Store
from fastomsorg_sql._migrations import SCHEMA
from fastomsorg_sql._sqlite import APPLICATION_ID

from fastomsorg.hooks import Grants, Intake, Keeping, Panel, People, Policy, Storage, Visits
from fastomsorg.terms import StoreError
from fastomsorg.testing import FIRST_INSTANT as NOW
from fastomsorg.testing import a_unit

OpenStore: TypeAlias = Callable[[str], Store]


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def refusal(open_store: OpenStore, url: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    return refused.value.code, dict(refused.value.facts)


def test_a_store_that_is_missing_is_made(open_store: OpenStore, tmp_path: Path) -> None:
    list(open_store(f"sqlite:///{tmp_path}/fok.db").put_units([a_unit()], now=NOW))

    assert list(open_store(f"sqlite:///{tmp_path}/fok.db").units()) == [a_unit()]


def test_a_new_store_is_for_its_owner_only(open_store: OpenStore, tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/fok.db")

    assert stat.S_IMODE((tmp_path / "fok.db").stat().st_mode) == 0o600


def test_who_means_an_existing_store_is_told_that_there_is_none(
    open_store: OpenStore, tmp_path: Path
) -> None:
    file = tmp_path / "fok.db"

    assert refusal(open_store, f"sqlite:///{file}?mode=rw") == (
        "store_missing",
        {"store": str(file)},
    )
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_yet(open_store: OpenStore, tmp_path: Path) -> None:
    file = tmp_path / "fok.db"
    file.touch()

    assert refusal(open_store, f"sqlite:///{file}?mode=rw")[0] == "store_missing"
    assert file.stat().st_size == 0
    assert open_store(f"sqlite:///{file}?mode=new").rebuild() == 0


def test_who_means_a_new_store_is_told_that_there_is_one(
    open_store: OpenStore, store: Store, file: Path
) -> None:
    list(store.put_units([a_unit()], now=NOW))

    assert refusal(open_store, f"sqlite:///{file}?mode=new") == (
        "store_exists",
        {"store": str(file)},
    )
    assert store.unit("north") == a_unit()


def test_a_folder_that_is_missing_is_named(open_store: OpenStore, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "fok.db"

    assert refusal(open_store, f"sqlite:///{file}") == (
        "store_folder_missing",
        {"store": str(file), "folder": str(file.parent)},
    )


def test_a_folder_is_no_store(open_store: OpenStore, tmp_path: Path) -> None:
    assert refusal(open_store, f"sqlite:///{tmp_path}")[0] == "store_unreachable"
    assert refusal(open_store, f"sqlite:///{tmp_path}?mode=rw")[0] == "store_unreachable"


@pytest.mark.parametrize("mode", ["rwc", "rw", "new"])
@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE recipe (name)"],
        ["CREATE TABLE registration (position)", "PRAGMA user_version = 1"],
        ["PRAGMA application_id = 1234"],
        ["PRAGMA user_version = 7"],
    ],
)
def test_a_strangers_database_is_refused_and_left_as_it_is(
    open_store: OpenStore, tmp_path: Path, statements: list[str], mode: str
) -> None:
    file = tmp_path / "recipes.db"
    sql(file, "PRAGMA journal_mode = WAL", *statements)
    before = file.read_bytes()

    assert refusal(open_store, f"sqlite:///{file}?mode={mode}") == (
        "store_not_ours",
        {"store": str(file)},
    )
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    open_store: OpenStore, tmp_path: Path
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Kära mormor! " * 100, encoding="utf-8")

    assert refusal(open_store, f"sqlite:///{file}")[0] == "store_not_ours"
    assert file.read_text(encoding="utf-8") == "Kära mormor! " * 100


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(
    open_store: OpenStore, file: Path
) -> None:
    sql(file, f"PRAGMA user_version = {SCHEMA + 1}")
    before = file.read_bytes()

    assert refusal(open_store, f"sqlite:///{file}") == (
        "store_newer",
        {"store": str(file), "found": SCHEMA + 1, "supported": SCHEMA},
    )
    assert file.read_bytes() == before


def test_the_header_says_that_the_store_is_ours_and_which_schema_it_has(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        header = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]

    assert header == [APPLICATION_ID, SCHEMA]


def test_the_command_file_sees_the_mark_in_the_header(file: Path) -> None:
    assert file.read_bytes()[68:72] == b"Foko"


def test_one_address_is_one_store_behind_every_port(url: str) -> None:
    panel = Panel.of(Plugin(mounted=lambda: ()))
    storage: object = panel.storage(url)
    others: list[object] = [panel.people(url), panel.visits(url), panel.storage(url)]
    policy: object = panel.policy(url)

    assert isinstance(storage, Store)
    assert [other is storage for other in others] == [True, True, True]
    assert policy is storage.policy
    assert all(isinstance(storage, port) for port in (Storage, People, Visits, Intake, Keeping))
    assert all(isinstance(policy, port) for port in (Policy, Grants))
    storage.close()


def test_the_plug_in_is_found_by_its_entry_point() -> None:
    panel = Panel.installed(frozenset({"sql"}))

    assert (panel.names, panel.problems) == (("sql",), ())


def test_the_stores_of_two_plug_ins_are_two_over_one_file(open_store: OpenStore, url: str) -> None:
    one, other = open_store(url), open_store(url)
    list(one.put_units([a_unit()], now=NOW))

    assert one is not other
    assert other.unit("north") == a_unit()


def test_the_address_of_another_is_left_to_another() -> None:
    plugin = Plugin(mounted=lambda: ())

    assert [
        plugin.fastomsorg_open_storage("memory:"),
        plugin.fastomsorg_open_people("memory:"),
        plugin.fastomsorg_open_visits("memory:"),
        plugin.fastomsorg_open_policy("memory:"),
    ] == [None, None, None, None]


def test_a_store_in_memory_is_gone_when_it_is_closed(open_store: OpenStore) -> None:
    store = open_store("sqlite://")
    list(store.put_units([a_unit()], now=NOW))

    assert list(open_store("sqlite://").units()) == []
    assert list(store.units()) == [a_unit()]

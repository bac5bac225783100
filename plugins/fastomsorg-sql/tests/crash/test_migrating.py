"""
A store of the first released version is brought up to date, and stopped on the way.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fastomsorg_sql._migrations import SCHEMA
from sqlalchemy import Engine, event

from fastomsorg.testing import a_client

from ..soaking import scaled
from .disk import Disk, after_power_cut
from .driver import on
from .office import faults, opened
from .processes import Processes, told

Figure: TypeAlias = Callable[..., None]
Schema: TypeAlias = tuple[int, frozenset[tuple[str, ...]]]

FIRST_RELEASED = Path(__file__).parents[1] / "schemas" / "0001.sql"
CUTS = scaled(100, 5_000)
STEP = scaled(6, 1)
"""Killed before every so many statements."""
AT_ONCE = 4
DEFERRED = "BEGIN DEFERRED"
ALONE = "SELECT 1"
"""Instead of the beginning of a transaction: each statement is then committed by itself."""
SEED = 20240601


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """
    The file of a store of the first released version.
    """
    file = tmp_path_factory.mktemp("old") / "old.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(FIRST_RELEASED.read_text(encoding="utf-8"))
    return file.read_bytes()


@pytest.fixture
def file(tmp_path: Path, old: bytes) -> Path:
    file = tmp_path / "fok.db"
    file.write_bytes(old)
    return file


def schema_in(file: Path) -> Schema:
    """
    The schema that the file says it has, and the one that it has.
    """
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchall()[0]
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return number, frozenset(tuple(map(str, row)) for row in rows)


def test_a_power_cut_while_a_store_is_migrated_leaves_it_old_or_new(
    file: Path, old: bytes, figure: Figure
) -> None:
    between = cut(file, old)
    with each_statement_by_itself():
        control = cut(file, old)
    figure(
        "power cuts between the first schema and the latest that left something between",
        got=between,
        of=CUTS,
        guard="no transaction around the migrations",
        control=f"{control} of {CUTS}",
    )

    assert between == 0
    assert control > 0


def cut(file: Path, old: bytes) -> int:
    """
    How many of so many power cuts left neither the old schema nor the new, or no store.
    """
    start = Disk(names={str(file): 0}, files={0: bytearray(old)})
    disk = start.copy()
    with on(disk):
        before = schema_in(file)
        opened(f"sqlite:///{file}").close()
        after = schema_in(file)
    assert (1, SCHEMA) == (before[0], after[0])

    between = 0
    chance = random.Random(SEED)
    for _ in range(CUTS):
        instant = chance.randint(0, len(disk.done))
        with on(after_power_cut(start, disk.done[:instant], chance)):
            try:
                between += schema_in(file) not in (before, after)
            except sqlite3.DatabaseError:
                between += 1
    return between


@contextmanager
def each_statement_by_itself() -> Iterator[None]:
    """
    Let no transaction begin.
    """

    def alone(_1: object, _2: object, statement: str, parameters: Any, *_: object) -> Any:
        return statement.replace("BEGIN IMMEDIATE", ALONE), parameters

    event.listen(Engine, "before_cursor_execute", alone, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", alone)


def test_a_process_that_is_killed_while_it_migrates_leaves_the_store_old_and_the_next_goes_on(
    processes: Processes, file: Path, old: bytes, figure: Figure
) -> None:
    killed, between = killed_on_the_way(processes, file, old)
    store = opened(f"sqlite:///{file}?mode=rw")
    assert schema_in(file)[0] == SCHEMA
    assert list(faults(store)) == []
    assert store.client("1") == a_client("1")
    store.close()

    _, control = killed_on_the_way(processes, file, old, begin=ALONE)
    figure(
        "kill -9 while a store was migrated that left something between",
        got=between,
        of=killed,
        guard="no transaction around the migrations",
        control=control,
    )
    assert between == 0
    assert killed > 10
    assert control > 0


def killed_on_the_way(
    processes: Processes, file: Path, old: bytes, **control: str
) -> tuple[int, int]:
    """
    How many processes were killed until one was done, and how many left what was not old.
    """
    between = 0
    url = f"sqlite:///{file}?mode=rw"
    for until in range(0, 10_000, STEP):
        file.write_bytes(old)
        before = schema_in(file)
        lines = processes.run({"do": "open", "url": url, "until": until, **control})
        if told(lines, "done"):
            return until // STEP, between
        between += schema_in(file) != before
    raise AssertionError("no process was ever done")


def test_processes_that_migrate_a_store_at_the_same_time_do_not_disturb_each_other(
    processes: Processes, file: Path, old: bytes, figure: Figure
) -> None:
    failed = at_once(processes, file)
    assert schema_in(file)[0] == SCHEMA
    file.write_bytes(old)
    control = at_once(processes, file, begin=DEFERRED)
    figure(
        f"{AT_ONCE} processes that migrated at once and failed",
        got=failed,
        of=AT_ONCE,
        guard=DEFERRED,
        control=f"{control} of {AT_ONCE}",
    )

    assert failed == 0
    assert control > 0


def at_once(processes: Processes, file: Path, **control: str) -> int:
    job = {"do": "open", "url": f"sqlite:///{file}?mode=rw", **control}
    lines = processes.run(*[job] * AT_ONCE)
    assert len(told(lines, "done")) + len(told(lines, "failed")) == AT_ONCE
    return len(told(lines, "failed"))

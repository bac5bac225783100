"""
A store of any earlier version, or an empty database, becomes one of this version, or stays.

`schemas` holds a store of every released version, as SQLite writes it out.
"""

import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

import pytest
from alembic.script import ScriptDirectory
from fastomsorg_sql import Store
from fastomsorg_sql._address import Address
from fastomsorg_sql._header import Owner
from fastomsorg_sql._migrations import SCHEMA, upgrade
from fastomsorg_sql._migrations._upgrade import FOLDER
from fastomsorg_sql._schema import metadata
from fastomsorg_sql._sqlite import begun, header_of
from fastomsorg_sql._sqlite_engine import engine_of
from sqlalchemy import Connection, event
from sqlalchemy.schema import CreateIndex, CreateTable

from fastomsorg.hooks import Posting
from fastomsorg.terms import CaseKey, StoreError
from fastomsorg.testing import (
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_posting,
    an_actor,
    started,
)
from fastomsorg.wire import verify

OpenStore: TypeAlias = Callable[[str], Store]
Schema: TypeAlias = set[tuple[str, str, str | None]]
SCHEMAS = Path(__file__).parent / "schemas"
RELEASED = sorted(SCHEMAS.glob("*.sql"))
DAY = FIRST_INSTANT.date()


def schema_of(file: Path) -> Schema:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(kind, name, sql and " ".join(sql.split())) for kind, name, sql in rows}


def header(file: Path) -> tuple[Owner, int]:
    engine = engine_of(Address(file))
    with engine.connect() as connection:
        told = header_of(connection)
    engine.dispose()
    return told.owner, told.schema


def test_the_number_of_the_schema_is_that_of_the_latest_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [f"{SCHEMA:04}"]


def test_the_migrations_make_the_tables_that_the_statements_are_written_for(file: Path) -> None:
    engine = engine_of(Address(None))
    tables = [str(CreateTable(table).compile(engine)) for table in metadata.sorted_tables]
    indexes = [
        str(CreateIndex(index).compile(engine))
        for table in metadata.sorted_tables
        for index in table.indexes
    ]
    made = {
        sql
        for kind, name, sql in schema_of(file)
        if kind in ("table", "index") and sql and name not in ("alembic_version", "sqlite_sequence")
    }

    assert {_in_one_order(sql) for sql in [*tables, *indexes]} == {
        _in_one_order(sql) for sql in made
    }


def _in_one_order(sql: str) -> tuple[str, ...]:
    """
    A statement whose columns and constraints may stand in any order.
    """
    words = " ".join(re.sub("[(),]", r" \g<0> ", sql).split())
    head, _, rest = words.partition(" ( ")
    body, _, options = rest.rpartition(" )")
    if not head.startswith("CREATE TABLE"):
        return (head, body, options)
    parts = re.split(r" , (?![^(]*\))", body)
    return (head, *sorted(parts), options)


def test_every_released_version_is_kept_for_these_tests() -> None:
    assert [path.stem for path in RELEASED] == [f"{number:04}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_store_of_a_released_version_becomes_one_of_this_version(
    open_store: OpenStore, tmp_path: Path, file: Path, released: Path
) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
    store = open_store(f"sqlite:///{old}?mode=rw")

    assert header(old) == (Owner.OURS, SCHEMA)
    assert schema_of(old) == schema_of(file)
    assert [client for each in ("1", "2") if (client := store.client(each))] == [a_client("1")]
    assert [key for key, _ in store.lives()] == [CaseKey("1", "north")]
    assert store.append([_another(store)], now=FIRST_INSTANT)[0].position == 2


def _another(store: Store) -> Posting:
    key = CaseKey("2", "north")
    return a_posting(a_draft(started(DAY), number=2, case=key), store.read(key))


@pytest.fixture
def two_migrations(tmp_path: Path) -> Path:
    """
    The migrations there are, and after them one that adds a table.
    """
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for script in (FOLDER / "versions").glob("_0*.py"):
        (versions / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    (versions / f"_{SCHEMA + 1:04}_more.py").write_text(
        "from alembic import op\n"
        f"revision = '{SCHEMA + 1:04}'\n"
        f"down_revision = '{SCHEMA:04}'\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE more (name TEXT) STRICT')\n"
        "    op.execute('INSERT INTO more SELECT name FROM setting')\n",
        encoding="utf-8",
    )
    return versions.parent


def test_a_store_gets_the_migrations_that_it_has_not_had(
    store: Store, file: Path, two_migrations: Path
) -> None:
    store.set("purpose", "care")
    with begun(store._session.engine) as connection:
        upgrade(connection, two_migrations)
        upgrade(connection, two_migrations)

    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM more").fetchall() == [("purpose",)]
    assert header(file) == (Owner.OURS, SCHEMA + 1)


class Stopped(Exception):
    """
    The power is gone.
    """


def stop_at(connection: Connection, number: int) -> None:
    """
    Let the statement with this number, counted from now, be the one that is never made.
    """
    left = iter(range(number))

    @event.listens_for(connection, "before_cursor_execute")
    def stop(*_: object) -> None:
        if next(left, None) is None:
            raise Stopped


def test_a_migration_that_is_stopped_anywhere_leaves_the_store_as_it_was(
    store: Store, file: Path, two_migrations: Path
) -> None:
    before = schema_of(file)
    stopped = 0
    for number in range(1_000):
        try:
            with begun(store._session.engine) as connection:
                stop_at(connection, number)
                upgrade(connection, two_migrations)
        except Stopped:
            stopped += 1
            assert (schema_of(file), header(file)) == (before, (Owner.OURS, SCHEMA))
        else:
            break

    assert stopped > 4
    assert header(file) == (Owner.OURS, SCHEMA + 1)


def test_making_a_store_that_is_stopped_anywhere_leaves_an_empty_database(
    tmp_path: Path,
) -> None:
    file = tmp_path / "fok.db"
    file.touch()
    engine = engine_of(Address(file))
    stopped = 0
    for number in range(1_000):
        try:
            with begun(engine) as connection:
                stop_at(connection, number)
                upgrade(connection)
        except Stopped:
            stopped += 1
            assert (schema_of(file), header(file)) == (set(), (Owner.NOBODY, 0))
        else:
            break
    engine.dispose()

    assert stopped > 50
    assert header(file) == (Owner.OURS, SCHEMA)


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from fastomsorg_sql import Plugin

url, left = sys.argv[1], int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def stop(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

Plugin(mounted=lambda: ()).store(url)
"""


@pytest.mark.parametrize("number", [1, 5, 20, 60])
def test_a_process_that_is_killed_while_it_makes_a_store_leaves_none(
    open_store: OpenStore, tmp_path: Path, number: int
) -> None:
    url = f"sqlite:///{tmp_path}/fok.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, url, str(number)], check=False)

    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StoreError, match="store_missing"):
        open_store(f"{url}?mode=rw")
    assert open_store(f"{url}?mode=new").policy.actor("susapo") is None


def test_a_process_that_is_killed_too_late_has_made_the_store(
    open_store: OpenStore, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/fok.db"
    finished = subprocess.run([sys.executable, "-c", KILLED, url, "10000"], check=False)
    store = open_store(f"{url}?mode=rw")
    store.policy.add_actor(an_actor())

    assert finished.returncode == 0
    assert store.policy.actor("susapo") == an_actor()


MANY = 1_200
"""More cases than are given their chains at a time."""


def test_what_stood_before_there_were_chains_hangs_on_one_afterwards(
    open_store: OpenStore, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((SCHEMAS / "0002.sql").read_text(encoding="utf-8"))
        connection.executemany(
            "INSERT INTO case_file (id, client, unit) VALUES (?, ?, 'north')",
            [(number, f"client {number}") for number in range(2, MANY + 2)],
        )
        for version in (1, 2):
            for number in range(2, MANY + 2):
                _add_entry(connection, version * MANY + number, number, version)
        connection.commit()
    store = open_store(f"sqlite:///{old}?mode=rw")
    told = verify(store.links(), position=store.settled(), at=FIRST_INSTANT)
    store.append([_another(store)], now=FIRST_INSTANT)

    assert (told.whole, told.checkpoint.chains) == (True, MANY + 1)
    assert told.checkpoint.entries == 2 * MANY + 1
    assert verify(store.links(), position=store.settled(), at=FIRST_INSTANT).whole


def _add_entry(connection: sqlite3.Connection, position: int, file: int, version: int) -> None:
    """
    A registration as it was stored before there were chains.
    """
    connection.execute(
        "INSERT INTO entry (position, place, case_file, version, events) "
        "SELECT ?, 0, ?, ?, events FROM entry WHERE position = 1",
        (position, file, version),
    )
    connection.execute(
        "INSERT INTO registration SELECT ?, ?, digest, answer, recorded_at, actor, actor_name, "
        "actor_title, purpose, rulebook, routine, entries, notices FROM registration "
        "WHERE position = 1",
        (position, str(UUID(int=position))),
    )


def test_the_guards_stand_again_when_the_chains_are_made(
    open_store: OpenStore, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((SCHEMAS / "0002.sql").read_text(encoding="utf-8"))
    open_store(f"sqlite:///{old}?mode=rw")

    with (
        closing(sqlite3.connect(old)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="entry is only added to"),
    ):
        connection.execute("UPDATE entry SET hash = ''")

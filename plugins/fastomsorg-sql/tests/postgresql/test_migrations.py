"""
On a server too, a store of any earlier version becomes one of this version, or stays as it was.
"""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store
from fastomsorg_sql._address import address_of
from fastomsorg_sql._header import Owner
from fastomsorg_sql._migrations import SCHEMA, upgrade
from fastomsorg_sql._migrations._upgrade import FOLDER
from fastomsorg_sql._postgres import OPTIONS, begun, header_of
from fastomsorg_sql._postgres_engine import engine_of
from fastomsorg_sql._schema import metadata
from sqlalchemy import Engine, MetaData, insert, select, text
from sqlalchemy import create_engine as create_sqlite

from fastomsorg.history import Case
from fastomsorg.terms import CaseKey, StoreError
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, a_client, a_draft, a_posting, started

OpenStore: TypeAlias = Callable[[str], Store]
NewDatabase: TypeAlias = Callable[..., str]
Row: TypeAlias = tuple[Any, ...]
RELEASED = sorted((Path(__file__).parents[1] / "schemas").glob("*.sql"))

CATALOGUE = (
    """
    SELECT table_name, column_name, data_type, collation_name, is_nullable, is_identity,
           regexp_replace(column_default, '::text', '')
    FROM information_schema.columns WHERE table_schema = 'fastomsorg'
    """,
    """
    SELECT rel.relname, con.conname, pg_get_constraintdef(con.oid)
    FROM pg_constraint AS con JOIN pg_class AS rel ON rel.oid = con.conrelid
    WHERE con.connamespace = 'fastomsorg'::regnamespace
    """,
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'fastomsorg'",
    """
    SELECT rel.relname, tgname, tgenabled, proname, prosrc FROM pg_trigger
    JOIN pg_class AS rel ON rel.oid = tgrelid JOIN pg_proc AS fun ON fun.oid = tgfoid
    WHERE NOT tgisinternal
    """,
)
IN_NO_STATEMENT = ("alembic_version", "header", "settles", "ix_registration_settles")


def catalogue(url: str, *parts: str) -> set[Row]:
    """
    What the database says that it consists of.
    """
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return {row for part in parts or CATALOGUE for row in connection.execute(part)}


@pytest.fixture
def engines() -> Iterator[Callable[[str], Engine]]:
    made: list[Engine] = []

    def engine(url: str) -> Engine:
        address = address_of(url)
        made.append(engine_of(address))  # type: ignore[arg-type]
        return made[-1]

    yield engine
    for each in made:
        each.dispose()


def test_the_migrations_make_the_tables_that_the_statements_are_written_for(
    new_database: NewDatabase, empty_database: str, engines: Callable[[str], Engine]
) -> None:
    url = new_database()
    with begun(engines(url)) as connection:
        connection.execute(text("CREATE SCHEMA fastomsorg"))
        metadata.create_all(connection)
    tables = CATALOGUE[:3]
    made = {row for row in catalogue(empty_database, *tables) if not set(row) & {*IN_NO_STATEMENT}}

    assert catalogue(url, *tables) == made


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_store_of_a_released_version_becomes_one_of_this_version(
    new_database: NewDatabase,
    empty_database: str,
    engines: Callable[[str], Engine],
    open_store: OpenStore,
    tmp_path: Path,
    released: Path,
) -> None:
    url = new_database()
    with begun(engines(url)) as connection:
        upgrade(connection, migrations_until(int(released.stem), tmp_path))
    fill(engines(url), released, tmp_path)
    store = open_store(f"{url}?mode=rw")
    key = CaseKey("2", "north")

    assert catalogue(url) == catalogue(empty_database)
    assert [client for each in ("1", "2") if (client := store.client(each))] == [a_client("1")]
    assert [key for key, _ in store.lives()] == [CaseKey("1", "north")]
    draft = a_draft(started(FIRST_DAY), number=2, case=key)
    assert store.append([a_posting(draft, Case(key))], now=FIRST_INSTANT)[0].position == 2


def migrations_until(last: int, folder: Path) -> Path:
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for script in (FOLDER / "versions").glob("_0*.py"):
        if int(script.name[1:5]) <= last:
            (versions / script.name).write_text(script.read_text(encoding="utf-8"), "utf-8")
    return versions.parent


BEFORE_WHAT_BELONGS_TO = ("case_file", "delivery", "notice", "enactment_start", "entry")


def fill(engine: Engine, released: Path, folder: Path) -> None:
    """
    Put in what the released store on SQLite holds.
    """
    with closing(sqlite3.connect(folder / "old.db")) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
    source = create_sqlite(f"sqlite:///{folder / 'old.db'}")
    tables = sorted(metadata.tables, key=lambda name: name not in BEFORE_WHAT_BELONGS_TO)
    with source.connect() as old, begun(engine) as new:
        known = MetaData()
        known.reflect(old)
        for name in tables:
            if name in known.tables:
                here = metadata.tables[name]
                columns = [here.c[column.name] for column in known.tables[name].columns]
                for row in old.execute(select(*columns)).mappings():
                    new.execute(insert(here).values(**row))
        new.execute(text("SELECT setval('fastomsorg.registration_position_seq', 1)"))
        new.execute(text("SELECT setval('fastomsorg.case_file_id_seq', 100)"))
    source.dispose()


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


def making(url: str, *, statements: int) -> subprocess.Popen[bytes]:
    """
    A process that makes a store, and is killed before it makes more statements than that.
    """
    return subprocess.Popen([sys.executable, "-c", KILLED, url, str(statements)])


def test_processes_that_are_killed_while_they_make_a_store_leave_none(
    new_database: NewDatabase, open_store: OpenStore
) -> None:
    urls = [new_database() for _ in range(2)]
    killed = [making(url, statements=number) for url, number in zip(urls, (20, 140), strict=True)]

    assert [process.wait() for process in killed] == [-signal.SIGKILL] * 2
    for url in urls:
        with pytest.raises(StoreError, match="store_missing"):
            open_store(f"{url}?mode=rw")
        assert open_store(f"{url}?mode=new").policy.actor("susapo") is None


def test_processes_that_make_the_same_store_at_once_make_one(
    new_database: NewDatabase, empty_database: str
) -> None:
    url = new_database()
    running = [making(url, statements=10_000) for _ in range(2)]

    assert [process.wait() for process in running] == [0, 0]
    assert catalogue(url) == catalogue(empty_database)


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    new_store: Callable[[], str], engines: Callable[[str], Engine], tmp_path: Path
) -> None:
    url = new_store()
    folder = migrations_until(SCHEMA, tmp_path)
    (folder / "versions" / f"_{SCHEMA + 1:04}_more.py").write_text(
        "from alembic import op\n"
        f"revision = '{SCHEMA + 1:04}'\n"
        f"down_revision = '{SCHEMA:04}'\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE more (name text)')\n"
        "    op.execute('INSERT INTO nowhere VALUES (1)')\n",
        encoding="utf-8",
    )
    before = catalogue(url)
    engine = engines(url)

    with pytest.raises(Exception, match="nowhere"), begun(engine) as connection:
        upgrade(connection, folder)

    assert catalogue(url) == before
    with engine.connect().execution_options(**OPTIONS) as connection:
        assert header_of(connection).schema == SCHEMA


def test_a_store_says_that_it_is_ours_and_which_schema_it_has(
    empty_database: str, engines: Callable[[str], Engine]
) -> None:
    with engines(empty_database).connect() as connection:
        header = header_of(connection)

    assert (header.owner, header.schema) == (Owner.OURS, SCHEMA)

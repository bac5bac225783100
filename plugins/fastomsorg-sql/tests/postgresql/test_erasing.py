"""
What is erased is gone from the server's files once its tables are written anew, and not before.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import psycopg
import pytest
from fastomsorg_sql import Store, _postgres

from fastomsorg.hooks import Erasable
from fastomsorg.terms import StaleCase

from ..forgotten import (
    BORN,
    CANARIES,
    NORTH,
    STAYING,
    beginning,
    erase_her,
    fill,
    in_the_files,
    register,
    verified,
)

OpenStore: TypeAlias = Callable[[str], Store]

AS_TEXT = [text for text in CANARIES if text != str(BORN)]
"""Days are numbers here."""

CHANGES = (
    "UPDATE fastomsorg.entry SET events = ''",
    "UPDATE fastomsorg.registration SET answer = ''",
    "UPDATE fastomsorg.access SET client = NULL",
    "DELETE FROM fastomsorg.notice",
    "DELETE FROM fastomsorg.delivery",
    "DELETE FROM fastomsorg.enactment_start",
)
NEVER = (
    "UPDATE fastomsorg.entry SET hash = ''",
    "UPDATE fastomsorg.registration SET digest = ''",
    "UPDATE fastomsorg.case_file SET chain = ''",
    "DELETE FROM fastomsorg.entry",
    "DELETE FROM fastomsorg.access",
    "TRUNCATE fastomsorg.access",
)
ERASING = "INSERT INTO fastomsorg.erasing (number, nobody) VALUES (1, 0)"


@pytest.fixture
def own_store(new_store: Callable[[], str], open_store: OpenStore) -> Store:
    """
    A store in a database of its own, whose files hold nothing of other tests.
    """
    return open_store(f"{new_store()}?mode=rw")


@pytest.fixture
def files(postgresql: Any, own_store: Store) -> Callable[[], Path]:
    """
    The folder that the database's tables lie in, with everything written there that is to be.
    """
    name = own_store._session.engine.url.database
    ((folder, number),) = postgresql.run(
        f"SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = '{name}'"
    )

    def files() -> Path:
        postgresql.run("CHECKPOINT")
        return Path(folder) / "base" / str(number)

    return files


def test_nothing_is_left_in_the_files_of_the_tables(
    own_store: Store, files: Callable[[], Path]
) -> None:
    fill(own_store)
    assert in_the_files(files()) == AS_TEXT

    rows = erase_her(own_store)
    left_before_sweeping = in_the_files(files())
    assert own_store.sweep()

    assert rows[Erasable.REGISTRATIONS] == 8
    assert left_before_sweeping == AS_TEXT, "the control: deleting alone leaves the bytes"
    assert in_the_files(files()) == []
    assert in_the_files(files(), STAYING) == list(STAYING)


def test_the_chains_hold_as_they_did(own_store: Store) -> None:
    fill(own_store)
    before = verified(own_store)

    erase_her(own_store)
    after = verified(own_store, before.checkpoint)

    assert (before.found, after.found, after.erased) == (0, 0, 8)


def test_whoever_does_not_own_the_tables_cannot_sweep_and_does_not_say_so(
    postgresql: Any, own_store: Store, open_store: OpenStore
) -> None:
    """
    The server only warns: what it was asked for is not done, and not refused either.
    """
    name = own_store._session.engine.url.database
    fill(own_store)
    erase_her(own_store)
    for statement in (
        "DROP ROLE IF EXISTS stranger",
        "CREATE ROLE stranger LOGIN PASSWORD 'stranger'",
    ):
        postgresql.run(statement)
    for statement in (
        "GRANT USAGE ON SCHEMA fastomsorg TO stranger",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA fastomsorg TO stranger",
    ):
        postgresql.run(statement, name)
    stranger = open_store(postgresql.url(name, user="stranger", password="stranger") + "?mode=rw")

    assert not stranger.sweep()
    assert own_store.sweep()


def refused(connection: psycopg.Connection, statement: str) -> bool:
    with connection.transaction(force_rollback=True):
        try:
            with connection.transaction():
                connection.execute(statement)
        except psycopg.errors.IntegrityConstraintViolation:
            return True
    return False


def refused_while_erasing(connection: psycopg.Connection, statement: str) -> bool:
    with connection.transaction(force_rollback=True):
        connection.execute(ERASING)
        try:
            with connection.transaction():
                connection.execute(statement)
        except psycopg.errors.IntegrityConstraintViolation:
            return True
    return False


@pytest.mark.parametrize("statement", CHANGES)
def test_only_while_somebody_is_erased_the_guards_let_it_through(
    store: Store, sql: psycopg.Connection, statement: str
) -> None:
    fill(store)

    assert refused(sql, statement)
    assert not refused_while_erasing(sql, statement)


@pytest.mark.parametrize("statement", NEVER)
def test_what_stays_of_an_erased_row_is_never_changed(
    store: Store, sql: psycopg.Connection, statement: str
) -> None:
    fill(store)

    assert refused(sql, statement)
    assert refused_while_erasing(sql, statement)


def test_the_guards_cannot_be_left_open(store: Store, sql: psycopg.Connection) -> None:
    fill(store)

    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        sql.execute(ERASING)


# While others write ----------------------------------------------------------------------------

ELSEWHERE = attrs.evolve(NORTH, unit="east")


@pytest.fixture
def other(open_store: OpenStore, url: str) -> Store:
    """
    The same store, opened by another process.
    """
    return open_store(url)


def erased_while_a_case_is_opened(
    store: Store, other: Store, sql: psycopg.Connection
) -> StaleCase | None:
    """
    Erase her while somebody is registering on a case of hers that nobody has seen yet.
    """
    with ThreadPoolExecutor(1) as pool:
        with other.transaction():
            register(other, ELSEWHERE, 90, beginning(ELSEWHERE))
            erasing = pool.submit(erase_her, store)
            while not erasing.done() and not somebody_waits(sql):
                time.sleep(0.01)
        try:
            erasing.result(timeout=30)
        except StaleCase as stale:
            return stale
    return None


def somebody_waits(sql: psycopg.Connection) -> bool:
    row = sql.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    return row is not None and row[0] > 0


def test_a_case_that_is_being_opened_keeps_the_record(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    fill(store)

    stale = erased_while_a_case_is_opened(store, other, sql)

    assert stale is not None
    assert stale.facts["unit"] == "east"
    assert store.read(NORTH).version == 4
    assert store.client(NORTH.client) is not None


def test_without_waiting_she_would_be_unknown_and_have_a_case(
    store: Store, other: Store, sql: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The control.
    """
    fill(store)
    monkeypatch.setattr(_postgres, "take_everything", lambda _: None)

    assert erased_while_a_case_is_opened(store, other, sql) is None
    assert store.client(NORTH.client) is None
    assert store.read(ELSEWHERE).version == 1

"""
What is erased is gone: from every table, and from the bytes of the files. Nothing else is.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeAlias

import pytest
from fastomsorg_sql import Store, _erase, _sqlite_engine, _sqlite_log
from sqlalchemy import event

from fastomsorg.hooks import Erasable
from fastomsorg.terms import StoreError
from fastomsorg.testing import FIRST_INSTANT, a_client, request

from .forgotten import (
    CANARIES,
    MANY,
    NORTH,
    OTHER,
    PURGE,
    SOUTH,
    STAYING,
    erase_her,
    fill,
    in_the_files,
    verified,
)

OpenStore: TypeAlias = Callable[[str], Store]


def in_the_tables(file: Path) -> list[str]:
    """
    Which of the canaries any column of any row has.
    """
    with closing(sqlite3.connect(file)) as connection:
        said = "\n".join(connection.iterdump())
    return [text for text in CANARIES if text in said]


# The files -------------------------------------------------------------------------------------


def test_everything_that_is_looked_for_is_there_before(store: Store, file: Path) -> None:
    fill(store)

    assert in_the_tables(file) == list(CANARIES)
    assert in_the_files(file.parent) == list(CANARIES)


@pytest.mark.parametrize("times", [3, MANY])
def test_nothing_is_left_of_whoever_was_erased_in_any_table_or_file(
    store: Store, file: Path, times: int
) -> None:
    fill(store, times)

    erase_her(store)

    assert in_the_tables(file) == []
    assert store.sweep()
    assert in_the_files(file.parent) == []
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert in_the_files(file.parent, STAYING) == list(STAYING)


def test_without_overwriting_and_sweeping_the_bytes_stay(
    file: Path, open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The control: the same rows are deleted, and everything can still be read in the file.
    """
    settings = _sqlite_engine.settings_of
    monkeypatch.setattr(
        _sqlite_engine,
        "settings_of",
        lambda address: tuple(
            "secure_delete = OFF" if each.startswith("secure_delete") else each
            for each in settings(address)
        ),
    )
    store = open_store(url)
    fill(store, MANY)

    erase_her(store)

    assert in_the_tables(file) == []
    assert in_the_files(file.parent) == list(CANARIES)


def test_what_was_erased_is_swept_also_when_that_was_interrupted(
    store: Store, file: Path, open_store: OpenStore, url: str
) -> None:
    fill(store, MANY)
    erase_her(store)
    store.close()
    before = file.read_bytes()

    again = open_store(url)

    assert again.setting(_erase.UNSWEPT) == ""
    assert again.sweep()
    assert file.read_bytes() != before
    assert in_the_files(file.parent) == []
    assert again.setting(_erase.UNSWEPT) is None


def test_where_nothing_was_erased_nothing_is_swept(store: Store, file: Path) -> None:
    fill(store)
    before = file.read_bytes()

    assert store.sweep()
    assert file.read_bytes() == before


def test_a_reader_keeps_the_files_from_being_swept_and_later_they_are(
    file: Path, open_store: OpenStore, url: str
) -> None:
    store = open_store(f"{url}&timeout=0.1")
    fill(store)
    erase_her(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        assert not store.sweep()
        assert store.condition()["unswept"] == "yes"
        reader.execute("COMMIT")

    assert store.sweep()
    assert store.condition()["unswept"] == "no"
    assert in_the_files(file.parent) == []


def test_inside_a_transaction_the_files_cannot_be_swept(store: Store) -> None:
    with pytest.raises(StoreError) as refused, store.transaction():
        store.sweep()
    assert refused.value.code == "store_in_transaction"


def test_a_log_keeps_nothing_either(
    file: Path, open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_sqlite_log, "has_mended_wal", lambda _: True)
    store = open_store(f"{url}&journal=wal")
    fill(store)
    assert len(list(file.parent.glob("fok.db*"))) == 3, "the log is a file of its own"
    erase_her(store)
    assert in_the_files(file.parent) != []

    assert store.sweep()
    assert in_the_files(file.parent) == []


def test_a_log_that_somebody_still_reads_is_not_swept(
    file: Path, open_store: OpenStore, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_sqlite_log, "has_mended_wal", lambda _: True)
    store = open_store(f"{url}&journal=wal&timeout=0.1")
    fill(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        erase_her(store)
        assert not store.sweep()

    assert store.sweep()
    assert in_the_files(file.parent) == []


def test_a_backup_has_nothing_of_whoever_was_erased_before(store: Store, tmp_path: Path) -> None:
    fill(store)
    folder = tmp_path / "backup"
    folder.mkdir()

    erase_her(store)
    store.sweep()
    store.backup(str(folder / "copy.db"))

    assert in_the_files(folder) == []
    assert in_the_files(folder, STAYING) == list(STAYING)


# The rows --------------------------------------------------------------------------------------


def test_the_rows_that_are_gone_are_counted(store: Store) -> None:
    fill(store)

    assert erase_her(store) == {
        Erasable.REGISTRATIONS: 8,
        Erasable.ENACTMENTS: 2,
        Erasable.NOTICES: 16,
        Erasable.DELIVERIES: 24,
        Erasable.SPELLS: 2,
        Erasable.VISITS: 3,
        Erasable.ABSENCES: 1,
        Erasable.PEOPLE: 1,
        Erasable.ACCESSES: 8,
    }


def test_the_chains_still_hold_and_so_does_what_was_anchored_before(store: Store) -> None:
    fill(store)
    before = verified(store)

    erase_her(store)
    after = verified(store, before.checkpoint)

    assert (before.found, before.erased) == (0, 0)
    assert (after.found, after.erased) == (0, 8)
    assert after.checkpoint == before.checkpoint


def test_what_is_tampered_with_in_an_erased_chain_is_still_found(store: Store, file: Path) -> None:
    fill(store)
    erase_her(store)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER entry_is_not_removed")
        connection.execute("DELETE FROM entry WHERE version = 2 AND events = ''")

    assert verified(store).found == 2


def test_the_requests_stay_with_their_digests(store: Store, file: Path) -> None:
    fill(store)
    with closing(sqlite3.connect(file)) as connection:
        before = connection.execute("SELECT id, digest FROM registration").fetchall()
        erase_her(store)
        assert connection.execute("SELECT id, digest FROM registration").fetchall() == before
    found = store.answered(request(1))
    assert found is not None
    assert (found.erased, found.registrations) == (True, ())


def test_the_read_model_can_be_made_anew_without_whoever_was_erased(store: Store) -> None:
    fill(store)
    erase_her(store)
    before = tuple(store.lives())

    assert store.rebuild() == 1
    assert tuple(store.lives()) == before
    assert [key for key, _ in before] == [OTHER]


def test_what_the_store_last_learnt_was_of_her_and_the_instant_stays(store: Store) -> None:
    fill(store)
    later = FIRST_INSTANT + dt.timedelta(days=9)
    list(store.put_clients([a_client(NORTH.client, name="Kanarie Fågelsson")], now=later))
    before = store.horizon()

    erase_her(store)

    assert store.horizon() == before
    assert store.client(NORTH.client) is None
    assert store.client("") is not None, "the row stays, and is of nobody"


# Everything or nothing -------------------------------------------------------------------------


def dumped(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


class Stopped(Exception):
    """
    What goes wrong in the middle.
    """


def test_a_fault_in_the_middle_leaves_everything_whichever_statement_it_is(
    store: Store, file: Path
) -> None:
    fill(store)
    before = dumped(file)
    statements = 0
    stop_at: int | None = 0

    def counted(*_: object) -> None:
        nonlocal statements
        statements += 1
        if statements == stop_at:
            raise Stopped

    read = [store.read(NORTH), store.read(SOUTH)]
    event.listen(store._session.engine, "before_cursor_execute", counted)
    stopped = 0
    while stop_at is not None:
        statements, stop_at = 0, stop_at + 1
        try:
            store.erase(read, staying=(), access=PURGE)
        except Stopped:
            stopped += 1
            assert dumped(file) == before
        else:
            stop_at = None
    event.remove(store._session.engine, "before_cursor_execute", counted)

    assert stopped >= 15
    assert in_the_tables(file) == []


def test_inside_a_transaction_that_fails_everything_is_left(store: Store, file: Path) -> None:
    fill(store)
    before = dumped(file)

    with suppress(Stopped), store.transaction():
        erase_her(store)
        raise Stopped

    assert dumped(file) == before


# Nobody else -----------------------------------------------------------------------------------

CHANGES = (
    "UPDATE entry SET events = ''",
    "UPDATE registration SET answer = ''",
    "UPDATE case_file SET client = ''",
    "UPDATE access SET client = NULL",
    "DELETE FROM notice",
    "DELETE FROM delivery",
    "DELETE FROM enactment_start",
)
NEVER = (
    "UPDATE entry SET hash = ''",
    "UPDATE entry SET commitment = ''",
    "UPDATE registration SET digest = ''",
    "UPDATE registration SET id = ''",
    "UPDATE case_file SET chain = ''",
    "UPDATE access SET actor = ''",
    "UPDATE access SET at = 0",
    "UPDATE notice SET content = ''",
    "UPDATE enactment_start SET enactment = ''",
    "DELETE FROM entry",
    "DELETE FROM registration",
    "DELETE FROM case_file",
    "DELETE FROM access",
)


@pytest.fixture
def stranger(store: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """
    Somebody else's connection to a store with something in it.
    """
    fill(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        yield connection


def refused(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError:
        return True
    return False


ERASING = "INSERT INTO erasing (number, nobody) VALUES (1, 0)"


@pytest.mark.parametrize("statement", CHANGES)
def test_only_while_somebody_is_erased_the_guards_let_it_through(
    stranger: sqlite3.Connection, statement: str
) -> None:
    assert refused(stranger, statement)
    stranger.execute("PRAGMA defer_foreign_keys = ON")
    stranger.execute(ERASING)
    if "case_file" in statement:
        statement += ", unit = chain"
    assert not refused(stranger, statement)


@pytest.mark.parametrize("statement", NEVER)
def test_what_stays_of_an_erased_row_is_never_changed(
    stranger: sqlite3.Connection, statement: str
) -> None:
    assert refused(stranger, statement)
    stranger.execute(ERASING)
    assert refused(stranger, statement)


def test_the_guards_cannot_be_left_open(stranger: sqlite3.Connection) -> None:
    stranger.execute(ERASING)

    assert refused(stranger, "COMMIT")


def test_without_that_reference_they_could(stranger: sqlite3.Connection) -> None:
    """
    The control: a database that does not look at references keeps the row.
    """
    stranger.execute("ROLLBACK")
    stranger.execute("PRAGMA foreign_keys = OFF")
    stranger.execute(ERASING)

    assert not refused(stranger, "UPDATE entry SET events = ''")


def test_after_an_erasure_the_guards_stand_again(store: Store, file: Path) -> None:
    fill(store)
    erase_her(store)

    with closing(sqlite3.connect(file)) as connection:
        assert [each for each in (*CHANGES, *NEVER) if not refused(connection, each)] == []

"""
A backup is whole, whatever goes on meanwhile.
"""

import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from fastomsorg_sql import Store, _backup

from fastomsorg.hooks import Outgoing
from fastomsorg.terms import CaseKey, StoreError
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    a_draft,
    a_note,
    a_posting,
    a_unit,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]


def write(store: Store, number: int) -> None:
    draft = a_draft(started(FIRST_DAY), number=number, case=CaseKey(f"c{number}", "north"))
    note = a_note(draft, FIRST_DAY, case=CaseKey(f"c{number}", "north"))
    store.append([a_posting(draft, notices=(Outgoing(note, ("files:a",)),))], now=FIRST_INSTANT)


def test_a_backup_made_while_somebody_writes_is_whole(
    store: Store, open_store: OpenStore, url: str, tmp_path: Path
) -> None:
    done = threading.Event()
    writer = open_store(url)

    def write_on() -> None:
        for number in range(1, 100_000):
            if done.is_set():
                return
            write(writer, number)

    thread = threading.Thread(target=write_on)
    thread.start()
    copies = [tmp_path / f"copy{number}.db" for number in range(8)]
    try:
        for copy in copies:
            store.backup(str(copy))
    finally:
        done.set()
        thread.join()

    sizes = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        restored = open_store(f"sqlite:///{copy}?mode=rw")
        changes = list(restored.changes())
        sizes.append(len(changes))
        assert len(list(restored.notes())) == len(list(restored.lives())) == len(changes)
        assert [each.position for each in changes] == list(range(1, len(changes) + 1))
    assert sizes == sorted(sizes)


def test_a_backup_holds_what_was_stored_and_not_what_is_being_written(
    store: Store, open_store: OpenStore, tmp_path: Path
) -> None:
    write(store, 1)
    with store.transaction():
        write(store, 2)
        store.backup(str(tmp_path / "copy.db"))

    copy = open_store(f"sqlite:///{tmp_path}/copy.db?mode=rw")
    assert [len(list(each.changes())) for each in (copy, store)] == [1, 2]


def test_a_backup_is_for_its_owner_only(store: Store, tmp_path: Path) -> None:
    store.backup(str(tmp_path / "copy.db"))

    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_store_in_memory_is_backed_up_to_a_file(open_store: OpenStore, tmp_path: Path) -> None:
    store = open_store("sqlite://")
    list(store.put_units([a_unit()], now=FIRST_INSTANT))
    store.backup(str(tmp_path / "copy.db"))

    assert open_store(f"sqlite:///{tmp_path}/copy.db?mode=rw").unit("north") == a_unit()


@pytest.mark.parametrize(
    ("place", "code"), [("fok.db", "backup_exists"), ("no such folder/copy.db", "backup_failed")]
)
def test_a_backup_that_cannot_be_made_says_where(
    store: Store, tmp_path: Path, place: str, code: str
) -> None:
    with pytest.raises(StoreError) as refused:
        store.backup(str(tmp_path / place))

    assert (refused.value.code, refused.value.facts["file"]) == (code, str(tmp_path / place))


def test_a_backup_that_fails_in_the_middle_leaves_no_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(_: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(_backup, "_copy_pages", torn)
    with pytest.raises(StoreError):
        store.backup(str(tmp_path / "copy.db"))

    assert not (tmp_path / "copy.db").exists()

"""
Writers on a server meet where they write to the same case, and nowhere else.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store, _append
from sqlalchemy import Connection

from fastomsorg.history import Case
from fastomsorg.hooks import Posting
from fastomsorg.terms import (
    CaseKey,
    FastomsorgError,
    Malformed,
    RequestConflict,
    StaleCase,
    StoreError,
)
from fastomsorg.testing import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_posting,
    a_unit,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]
OTHER = CaseKey("other", "north")


def a_start(number: int, *keys: CaseKey) -> Posting:
    cases = keys or (CASE,)
    draft = a_draft(number=number, entries=tuple((key, (started(FIRST_DAY),)) for key in cases))
    return a_posting(draft, *map(Case, cases))


def register(store: Store, number: int, *keys: CaseKey) -> None:
    store.append([a_start(number, *keys)], now=FIRST_INSTANT)


@pytest.fixture
def other(open_store: OpenStore, url: str) -> Store:
    return open_store(url)


@pytest.fixture
def impatient(open_store: OpenStore, url: str) -> Store:
    """
    A store whose writers do not wait for others.
    """
    return open_store(f"{url}&timeout=0.1")


class Meanwhile:
    """
    Somebody else at work, who has begun to wait for a lock.
    """

    def __init__(self, sql: psycopg.Connection, work: Callable[[], object]) -> None:
        self._failed: list[FastomsorgError] = []
        self._thread = threading.Thread(target=self._run, args=(work,))
        self._thread.start()
        while not sql.execute("SELECT FROM pg_locks WHERE NOT granted").fetchall():
            assert self._thread.is_alive(), "it did not wait"

    def failed(self) -> list[FastomsorgError]:
        """
        What it came to when it is over.
        """
        self._thread.join()
        return self._failed

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except FastomsorgError as error:
            self._failed.append(error)


def test_writers_of_two_cases_do_not_wait_for_each_other(store: Store, impatient: Store) -> None:
    with store.transaction():
        register(store, 1)
        register(impatient, 2, OTHER)

    assert [each.case for each in store.changes()] == [CASE, OTHER]


def test_who_waits_too_long_for_a_case_is_told_that_the_store_is_busy(
    store: Store, impatient: Store
) -> None:
    register(store, 1)
    posting = a_posting(a_draft(started(FIRST_DAY), number=2), store.read(CASE))
    later = a_posting(a_draft(started(FIRST_DAY), number=3), impatient.read(CASE))
    with store.transaction():
        store.append([posting], now=FIRST_INSTANT)
        with pytest.raises(StoreError) as refused:
            impatient.append([later], now=FIRST_INSTANT)

    assert (refused.value.code, refused.value.facts["problem"]) == (
        "store_busy",
        "LockNotAvailable",
    )


@pytest.mark.parametrize("known", [True, False], ids=["a case that is known", "a new case"])
def test_who_waited_for_a_case_is_told_that_somebody_was_first(
    store: Store, other: Store, sql: psycopg.Connection, known: bool
) -> None:
    if known:
        register(store, 1)
    read = store.read(CASE)
    late = a_posting(a_draft(started(FIRST_DAY), number=3), read)
    with store.transaction():
        store.append([a_posting(a_draft(started(FIRST_DAY), number=2), read)], now=FIRST_INSTANT)
        waiting = Meanwhile(sql, lambda: other.append([late], now=FIRST_INSTANT))

    assert [(type(each), each.facts["got"]) for each in waiting.failed()] == [
        (StaleCase, read.version + 1)
    ]
    assert store.read(CASE).version == read.version + 1


def test_without_the_lock_the_version_alone_would_keep_the_second_out(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    register(store, 1)
    read = store.read(CASE)
    late = a_posting(a_draft(started(FIRST_DAY), number=3), read)
    with without(sql, "take_cases(text[], text[])"), store.transaction():
        store.append([a_posting(a_draft(started(FIRST_DAY), number=2), read)], now=FIRST_INSTANT)
        waiting = Meanwhile(sql, lambda: other.append([late], now=FIRST_INSTANT))

    assert [type(each) for each in waiting.failed()] == [StaleCase]


@contextmanager
def without(sql: psycopg.Connection, function: str) -> Iterator[None]:
    """
    Let the function do nothing.
    """
    (made,) = sql.execute(
        "SELECT pg_get_functiondef(%s::regprocedure)", [f"fastomsorg.{function}"]
    ).fetchone() or ("",)
    sql.execute(
        f"CREATE OR REPLACE FUNCTION fastomsorg.{function.replace('(text[], text[])', '')}"
        "(clients text[], units text[]) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'"
    )
    yield
    sql.execute(made)


def test_two_who_make_the_same_request_at_once_are_one(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    with store.transaction():
        register(store, 1)
        waiting = Meanwhile(sql, lambda: register(other, 1, OTHER))

    assert [type(each) for each in waiting.failed()] == [RequestConflict]
    assert len(list(store.changes())) == 1


def test_cases_are_waited_for_in_one_order_whatever_order_they_are_named_in(store: Store) -> None:
    register(store, 1, CASE)
    register(store, 2, OTHER)

    def write(first: int, *keys: CaseKey) -> None:
        for number in range(first, first + 10):
            while not written(store, number, *keys):
                pass

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(write, 100, CASE, OTHER), threads.submit(write, 200, OTHER, CASE)]
        assert [each.result() for each in running] == [None, None]
    assert [store.read(key).version for key in (CASE, OTHER)] == [21, 21]


def written(store: Store, number: int, *keys: CaseKey) -> bool:
    draft = a_draft(number=number, entries=tuple((key, (started(FIRST_DAY),)) for key in keys))
    try:
        store.append([a_posting(draft, *map(store.read, keys))], now=FIRST_INSTANT)
    except StaleCase:
        return False
    return True


RAISED = """
DO $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'Agda Hemlig', ERRCODE = '{}'; END $$
"""


class Trouble:
    """
    Lets the database want the first transactions tried again.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, state: str, times: int) -> None:
        self.left = times
        self._state = state
        self._appended = _append._appended
        monkeypatch.setattr(_append, "_appended", self)

    def __call__(self, connection: Connection, *given: Any) -> object:
        done = self._appended(connection, *given)
        if self.left:
            self.left -= 1
            connection.exec_driver_sql(RAISED.format(self._state))
        return done


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_what_the_database_wants_tried_again_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    trouble = Trouble(monkeypatch, state, times=3)
    register(store, 1)

    assert trouble.left == 0
    assert store.read(CASE).version == 1


def test_it_is_not_tried_for_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Trouble(monkeypatch, "40P01", times=100)

    with pytest.raises(StoreError, match="store_busy"):
        register(store, 1)
    assert store.read(CASE).version == 0


def test_inside_a_transaction_trying_again_is_left_to_whoever_began_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble(monkeypatch, "40001", times=3)
    with store.transaction():
        list(store.put_units([a_unit()], now=FIRST_INSTANT))
        with pytest.raises(StoreError, match="store_busy"):
            register(store, 1)

    assert trouble.left == 2
    assert [unit.id for unit in store.units()] == ["north"]


def test_what_follows_a_failed_question_in_the_same_transaction_is_not_stored_alone(
    store: Store,
) -> None:
    def write() -> None:
        with store.transaction():
            list(store.put_units([a_unit()], now=FIRST_INSTANT))
            with pytest.raises(StoreError), store._session.reading() as connection:
                connection.exec_driver_sql("SELECT 1 / 0")

    with pytest.raises(StoreError, match="store_undone"):
        write()
    assert list(store.units()) == []


@pytest.mark.parametrize("name", ["Agda\0Hemlig", "Agda \ud800"])
def test_text_that_the_database_cannot_hold_is_refused_without_being_quoted(
    store: Store, name: str
) -> None:
    with pytest.raises(Malformed) as refused:
        list(store.put_clients([a_client(name=name)], now=FIRST_INSTANT))

    assert refused.value.code == "text_unfit"
    assert "Agda" not in f"{refused.value} {refused.value.__context__}"


def test_a_connection_that_was_cut_is_told_of_and_the_next_one_works(
    store: Store, sql: psycopg.Connection
) -> None:
    with store._session.reading() as connection:
        reader = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    sql.execute("SELECT pg_terminate_backend(%s, 5000)", [reader])
    with pytest.raises(StoreError, match="store_unreachable"):
        list(store.units())

    assert list(store.units()) == []


def test_of_two_who_read_the_same_rows_in_one_finds_them_there(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    with store.transaction():
        list(store.put_clients([a_client()], now=FIRST_INSTANT))
        told: list[str] = []
        waiting = Meanwhile(
            sql,
            lambda: told.extend(
                str(each) for each in other.put_clients([a_client()], now=FIRST_INSTANT)
            ),
        )

    assert (waiting.failed(), told) == ([], ["same"])


FORK = """
import os, sys
from fastomsorg.testing import FIRST_INSTANT, a_unit
from fastomsorg_sql import Plugin

store = Plugin(mounted=lambda: ()).store(sys.argv[1])
list(store.put_units([a_unit("before")], now=FIRST_INSTANT))
list(store.units())
if os.fork() == 0:
    list(store.put_units([a_unit("child")], now=FIRST_INSTANT))
    os._exit(0 if len(list(store.units())) == 2 else 1)
_, status = os.wait()
list(store.put_units([a_unit("parent")], now=FIRST_INSTANT))
print(os.waitstatus_to_exitcode(status), sorted(unit.id for unit in store.units()))
"""


def test_a_process_does_not_use_the_connection_that_it_inherited(store: Store, url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK, url],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "0 ['before', 'child', 'parent']"

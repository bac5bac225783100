"""
What is written together is stored together, or not at all; and writers queue up.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeAlias

import pytest
from fastomsorg_sql import Store

from fastomsorg.history import Case
from fastomsorg.hooks import Posting
from fastomsorg.terms import CaseKey, StaleCase, StoreError
from fastomsorg.testing import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_client,
    a_draft,
    a_posting,
    a_unit,
    accepted,
    an_actor,
    request,
    started,
)

OpenStore: TypeAlias = Callable[[str], Store]
START = started(FIRST_DAY)


def a_start(number: int, client: str) -> Posting:
    key = CaseKey(client, "north")
    return a_posting(a_draft(START, number=number, case=key), Case(key))


class Fault(Exception):
    """
    What goes wrong in these tests.
    """


def failing(store: Store, write: Callable[[], object]) -> None:
    """
    A transaction that fails when everything has been written.
    """
    with suppress(Fault), store.transaction():
        write()
        raise Fault


def put_unit(store: Store, id: str) -> None:
    list(store.put_units([a_unit(id)], now=FIRST_INSTANT))


def test_what_an_inner_transaction_did_is_undone_alone(store: Store) -> None:
    with store.transaction():
        put_unit(store, "a")
        failing(store, lambda: put_unit(store, "b"))
        put_unit(store, "c")

    assert [unit.id for unit in store.units()] == ["a", "c"]


def test_a_policy_is_part_of_the_transaction_of_its_store(store: Store) -> None:
    failing(store, lambda: store.policy.add_actor(an_actor()))

    assert store.policy.actor("susapo") is None


def test_another_thread_sees_nothing_of_a_transaction_before_its_end(store: Store) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        seen.append([unit.id for unit in store.units()])

    with store.transaction():
        put_unit(store, "north")
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    look()

    assert seen == [[], ["north"]]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///{file}?mode=rw"])
def test_threads_write_one_after_another(open_store: OpenStore, file: object, url: str) -> None:
    store = open_store(url.format(file=file))

    def write(first: int) -> None:
        for number in range(first, first + 20):
            store.append([a_start(number, f"client {number}")], now=FIRST_INSTANT)

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(write, (100, 200, 300))) == [None, None, None]

    assert [each.position for each in store.changes()] == list(range(1, 61))


def test_what_somebody_looks_at_does_not_keep_writers_out(
    store: Store, open_store: OpenStore, url: str
) -> None:
    store.append([a_start(number, f"c{number:04}") for number in range(1, 1202)], now=FIRST_INSTANT)
    other = open_store(f"{url}&timeout=0")
    streams: tuple[Iterator[object], ...] = (store.lives(), store.changes())
    for number, streaming in enumerate(streams, start=5000):
        next(streaming)
        other.append([a_start(number, f"d{number}")], now=FIRST_INSTANT)
        assert len(list(streaming)) > 1200


def test_a_writer_that_waits_too_long_is_told_that_the_store_is_busy(
    store: Store, open_store: OpenStore, url: str
) -> None:
    other = open_store(f"{url}&timeout=0")
    with store.transaction(), pytest.raises(StoreError) as refused:
        other.append([a_start(1, "1")], now=FIRST_INSTANT)

    assert (refused.value.code, refused.value.facts["problem"]) == ("store_busy", "SQLITE_BUSY")
    assert other.append([a_start(1, "1")], now=FIRST_INSTANT)[0].position == 1


def test_positions_are_not_given_twice_even_after_a_failure(store: Store) -> None:
    failing(store, lambda: store.append([a_start(1, "1")], now=FIRST_INSTANT))
    (kept,) = store.append([a_start(2, "2")], now=FIRST_INSTANT)

    assert [each.position for each in store.changes()] == [kept.position]


def test_many_registrations_of_one_case_at_once_are_versions_in_their_order(
    store: Store,
) -> None:
    drafts = [a_draft(START, number=1)] + [
        a_draft(*accepted(FIRST_DAY, f"staff {number}"), number=number) for number in range(2, 1100)
    ]
    stored = store.append([a_posting(draft, Case(CASE)) for draft in drafts], now=FIRST_INSTANT)
    case = store.read(CASE)

    assert case.registrations == stored
    assert [each.id for each in stored] == [request(number) for number in range(1, 1100)]
    assert dict(store.lives()) == {CASE: case.life}


RACE = """
import sys
from fastomsorg.terms import StaleCase
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, CASE, a_draft, a_posting, started
from fastomsorg_sql import Plugin

url, first, wanted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = Plugin(mounted=lambda: ()).store(url)
lost = 0
for number in range(first, first + wanted):
    while True:
        posting = a_posting(a_draft(started(FIRST_DAY), number=number), store.read(CASE))
        try:
            store.append([posting], now=FIRST_INSTANT)
            break
        except StaleCase:
            lost += 1
print(lost)
"""


def racing(url: str, processes: int, wanted: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-c", RACE, url, str(1000 * number), str(wanted)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(1, processes + 1)
    ]


def test_of_processes_that_race_for_a_version_exactly_one_wins(store: Store, url: str) -> None:
    running = racing(url, processes=2, wanted=60)
    told = [process.communicate() for process in running]
    case = store.read(CASE)

    assert [
        (process.returncode, error) for process, (_, error) in zip(running, told, strict=True)
    ] == [
        (0, ""),
        (0, ""),
    ]
    assert case.version == 120
    assert sorted(each.id.int for each in case.registrations) == [
        *range(1000, 1060),
        *range(2000, 2060),
    ]
    assert [each.position for each in case.registrations] == list(range(1, 121))
    assert dict(store.lives()) == {CASE: case.life}


def test_processes_that_make_the_same_store_make_one(
    open_store: OpenStore, tmp_path: object
) -> None:
    url = f"sqlite:///{tmp_path}/fresh.db"
    running = racing(url, processes=3, wanted=1)
    told = [process.communicate()[1] for process in running]

    assert told == ["", "", ""]
    assert open_store(f"{url}?mode=rw").read(CASE).version == 3


FORK = """
import os, sys
from fastomsorg.testing import FIRST_INSTANT, a_unit
from fastomsorg_sql import Plugin

store = Plugin(mounted=lambda: ()).store(sys.argv[1])
list(store.put_units([a_unit("before")], now=FIRST_INSTANT))
inherited = store._session.engine.raw_connection().driver_connection
if os.fork() == 0:
    own = store._session.engine.raw_connection().driver_connection
    list(store.put_units([a_unit("child")], now=FIRST_INSTANT))
    os._exit(0 if own is not inherited else 1)
_, status = os.wait()
list(store.put_units([a_unit("parent")], now=FIRST_INSTANT))
print(os.waitstatus_to_exitcode(status), sorted(unit.id for unit in store.units()))
"""


def test_a_process_does_not_use_the_connection_that_it_inherited(url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK, url],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "0 ['before', 'child', 'parent']"


def test_somebody_who_was_first_is_seen_though_the_case_has_as_many_registrations(
    store: Store,
) -> None:
    read = store.read(CASE)
    store.append([a_posting(a_draft(START, number=1), read)], now=FIRST_INSTANT)

    with pytest.raises(StaleCase) as refused:
        store.append([a_posting(a_draft(START, number=2), read)], now=FIRST_INSTANT)

    assert dict(refused.value.facts) == {
        "client": "6016254",
        "unit": "north",
        "expected": 0,
        "got": 1,
    }


def test_a_thousand_rows_are_put_in_a_stream(store: Store) -> None:
    taken = 0

    def clients() -> object:
        nonlocal taken
        for number in range(1200):
            taken += 1
            yield a_client(f"c{number:04}")

    told = store.put_clients(clients(), now=FIRST_INSTANT)  # type: ignore[arg-type]
    next(told)

    assert taken < 1200
    assert len(list(told)) == 1199
    assert store.client("c1199") == a_client("c1199")

"""
Who follows what is registered misses nothing, however slowly somebody commits; nor does what was
known at an instant change, once it has been told.

The controls are readers that believe what they see: the rows above the last one, the rows of
transactions older than any that is running, the latest instant.
"""

import datetime as dt
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store, over
from fastomsorg_sql._types import EPOCH, MICROSECOND
from sqlalchemy import create_engine

from fastomsorg.history import Case
from fastomsorg.hooks import Posting
from fastomsorg.terms import CaseKey, Instant, StaleCase
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, a_draft, a_posting, started

from ..soaking import scaled

OpenStore: TypeAlias = Callable[[str], Store]
Seen: TypeAlias = list[int]
Figure: TypeAlias = Callable[..., None]

WRITERS = 8
HOUR = dt.timedelta(hours=1)


def a_start(number: int) -> Posting:
    key = CaseKey(f"c{number}", "north")
    return a_posting(a_draft(started(FIRST_DAY), number=number, case=key), Case(key))


def register(store: Store, number: int, now: Instant = FIRST_INSTANT) -> int:
    (registration,) = store.append([a_start(number)], now=now)
    return registration.position


def positions(store: Store, after: int = 0) -> Seen:
    return [each.position for each in store.changes(after)]


@pytest.fixture
def other(open_store: OpenStore, url: str) -> Store:
    return open_store(url)


def believing(sql: psycopg.Connection, after: int) -> Seen:
    """
    What a reader takes who asks for everything above the last position.
    """
    rows = sql.execute(
        "SELECT position FROM fastomsorg.registration WHERE position > %s ORDER BY 1", [after]
    )
    return [position for (position,) in rows]


def test_what_comes_after_a_slow_writer_waits_for_it(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    register(store, 1)
    with store.transaction():
        slow = register(store, 2)
        quick = register(other, 3)
        waiting = positions(other, 1)
        believed = believing(sql, 1)

    assert (slow, quick) == (2, 3)
    assert (waiting, positions(other, 1)) == ([], [2, 3])
    assert (believed, believing(sql, believed[-1])) == ([3], [])  # 2 is missed for ever


def test_a_transaction_that_is_older_than_its_registration_overtakes_nobody(
    store: Store, other: Store, sql: psycopg.Connection
) -> None:
    """
    It began to write first, and registered last: the order of transactions is not that of places.
    """
    with other.transaction():
        with store.transaction():
            store.set("purpose", "care")
            between = register(other, 2)
            latest = register(store, 3)
            with store._session.reading() as connection:
                id = connection.exec_driver_sql("SELECT pg_current_xact_id()::text").scalar_one()
        seen = positions(store)
        older = sql.execute(
            "SELECT %s::xid8 < pg_snapshot_xmin(pg_current_snapshot())", [id]
        ).fetchone()

    assert (between, latest) == (1, 2)
    assert seen == []
    assert older == (True,)  # who believes in that takes 2, and never asks for 1
    assert positions(store) == [1, 2]


def test_when_nobody_writes_everything_has_settled(store: Store) -> None:
    with store.transaction():
        store.set("purpose", "care")
        register(store, 1)
        register(store, 2)

    assert positions(store) == [1, 2]


def test_a_transaction_sees_its_own_where_nobody_else_writes(store: Store) -> None:
    with store.transaction():
        register(store, 1)
        assert positions(store) == [1]


def test_who_writes_in_another_database_is_not_waited_for(
    store: Store, new_store: Callable[[], str], open_store: OpenStore
) -> None:
    elsewhere = open_store(new_store())
    with elsewhere.transaction():
        register(elsewhere, 1)
        register(store, 2)

        assert positions(store) == [1]


def test_a_host_that_reads_in_one_snapshot_is_shown_what_that_holds(store: Store, url: str) -> None:
    register(store, 1)
    engine = create_engine(url.partition("?")[0], isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        shared = over(connection)
        first = positions(shared)
        register(store, 2)

        assert (first, positions(shared)) == ([1], [1])
    engine.dispose()


def test_what_is_known_is_told_from_before_the_slowest_writer(store: Store, other: Store) -> None:
    register(store, 1, FIRST_INSTANT + HOUR)
    with store.transaction():
        register(store, 2, FIRST_INSTANT + 2 * HOUR)
        register(other, 3, FIRST_INSTANT + 3 * HOUR)
        horizon = other.horizon()

    assert horizon < FIRST_INSTANT + HOUR
    assert FIRST_INSTANT + 2 * HOUR <= other.horizon() < FIRST_INSTANT + 3 * HOUR


def test_an_instant_is_never_given_below_one_that_was_given_and_taken_back(
    store: Store, other: Store
) -> None:
    with store.transaction():
        register(store, 1, FIRST_INSTANT + 5 * HOUR)
        register(other, 2, FIRST_INSTANT)

    assert [each.recorded_at for each in other.changes()] == [FIRST_INSTANT + 5 * HOUR] * 2


class Writers:
    """
    Eight who write at once: some quickly, some in transactions that were open before, some slowly.

    Before they commit they look at what others may have told as known by then.
    """

    def __init__(self, store: Store, others: Store, each: int) -> None:
        self._store, self._others, self._each = store, others, each
        self._left = WRITERS
        self._ended = threading.Lock()
        self._clock = count(1)
        self.slipped_in: list[bool] = []
        """Was what is known told up to here, or further?"""
        self.slipped_in_anyway: list[bool] = []
        """Would it have been, by who believes in the latest instant there is?"""

    @property
    def are_writing(self) -> bool:
        return self._left > 0

    def write(self, writer: int) -> None:
        chance = random.Random(writer)
        pause = threading.Event()
        try:
            for number in range(self._each):
                now = FIRST_INSTANT + dt.timedelta(seconds=next(self._clock))
                with self._store.transaction():
                    if chance.random() < 0.3:
                        self._store.set(f"writer {writer}", str(number))
                        pause.wait(chance.random() / 200)
                    posting = a_start(writer * 10_000 + number)
                    (mine,) = self._store.append([posting], now=now)
                    pause.wait(chance.random() / 25)
                    self._look(mine.recorded_at)
        finally:
            with self._ended:
                self._left -= 1

    def _look(self, mine: Instant) -> None:
        told = self._others.horizon()
        with self._others._session.reading() as connection:
            latest = connection.exec_driver_sql(LATEST).scalar_one()
        self.slipped_in.append(mine <= told)
        self.slipped_in_anyway.append(latest is not None and mine <= just_before(latest))


LATEST = "SELECT max(recorded_at) FROM fastomsorg.registration"


def just_before(micros: int) -> Instant:
    return EPOCH + (micros - 1) * MICROSECOND


def test_a_reader_beside_eight_writers_misses_nothing_and_what_was_known_stays(
    store: Store, other: Store, sql: psycopg.Connection, figure: Figure
) -> None:
    each = scaled(25, 1_000)
    writers = Writers(store, other, each)
    seen: Seen = []
    believed: Seen = []
    with ThreadPoolExecutor(WRITERS) as threads:
        running = [threads.submit(writers.write, writer) for writer in range(WRITERS)]
        while writers.are_writing:
            seen += positions(other, seen[-1] if seen else 0)
            believed += believing(sql, believed[-1] if believed else 0)
        assert [each_running.result() for each_running in running] == [None] * WRITERS
    seen += positions(other, seen[-1] if seen else 0)
    believed += believing(sql, believed[-1] if believed else 0)
    written = believing(sql, 0)

    missed, missed_anyway = len(written) - len(seen), len(written) - len(believed)
    figure(
        "registrations that a reader beside eight writers missed",
        got=missed,
        of=len(written),
        control=missed_anyway,
        guard="everything above the last position",
    )
    assert (seen, missed_anyway > 0) == (written, True)
    assert len(written) == WRITERS * each

    slipped, slipped_anyway = sum(writers.slipped_in), sum(writers.slipped_in_anyway)
    figure(
        "registrations that came below what had been told as known",
        got=slipped,
        of=len(written),
        control=slipped_anyway,
        guard="just before the latest instant",
    )
    assert (slipped, slipped_anyway > 0) == (0, True)


def test_instants_within_a_case_never_go_backwards(store: Store) -> None:
    key = CaseKey("c1", "north")

    def write(writer: int) -> None:
        for number in range(scaled(8, 200)):
            now = FIRST_INSTANT - dt.timedelta(seconds=writer * 100 + number)
            posted = False
            while not posted:
                draft = a_draft(started(FIRST_DAY), number=writer * 1_000 + number + 1, case=key)
                posted = tried(store, a_posting(draft, store.read(key)), now)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(write, range(4))) == [None] * 4
    instants = [each.recorded_at for each in store.read(key).registrations]

    assert instants == sorted(instants)
    assert len(instants) == 4 * scaled(8, 200)


def tried(store: Store, posting: Posting, now: Instant) -> bool:
    try:
        store.append([posting], now=now)
    except StaleCase:
        return False
    return True

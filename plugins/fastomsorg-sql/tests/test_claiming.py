"""
Several claim at once, each over a connection of its own: nobody gets what another has.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from fastomsorg_sql import Store
from fastomsorg_sql._migrations import SCHEMA
from sqlalchemy import event

from fastomsorg.hooks import Delivery, DeliveryState, Outgoing
from fastomsorg.terms import CaseKey
from fastomsorg.testing import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_draft,
    a_note,
    a_posting,
    started,
)

from .soaking import scaled

OpenStore: TypeAlias = Callable[[str], Store]
Claimed: TypeAlias = list[tuple[UUID, str]]
CASES = scaled(40, 400)
CLAIMERS = 4
LATER = FIRST_INSTANT.replace(year=FIRST_INSTANT.year + 1)


def fill(store: Store) -> None:
    """
    Three notes for each case, each to two receivers.
    """
    for number in range(CASES):
        case = CaseKey(f"c{number}", "north")
        for place in range(3):
            draft = a_draft(started(FIRST_DAY), number=3 * number + place + 1, case=case)
            notices = (Outgoing(a_note(draft, FIRST_DAY, case=case), ("files:a", "files:b")),)
            posting = a_posting(draft, store.read(case), notices=notices)
            store.append([posting], now=FIRST_INSTANT)


def drain(store: Store, barrier: threading.Barrier, claimed: Claimed) -> None:
    """
    Claim and settle until there is nothing left.
    """
    barrier.wait()
    while found := store.claim(FIRST_INSTANT, until=LATER, limit=3):
        for each in found:
            claimed.append((each.notice.id, each.target))
            store.settle(each.notice.id, each.target, DeliveryState.DELIVERED, None)


def drained_by_several(open_store: OpenStore, url: str) -> Counter[tuple[UUID, str]]:
    fill(open_store(url))
    barrier, claimed = threading.Barrier(CLAIMERS), [Claimed() for _ in range(CLAIMERS)]
    threads = [
        threading.Thread(target=drain, args=(open_store(url), barrier, each)) for each in claimed
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(each for own in claimed for each in own)


class BlindStore(Store):
    """
    A store whose claims do not stand: whoever looks gets what is pending.
    """

    def claim(self, now: Any, **how: Any) -> tuple[Delivery, ...]:
        how["until"] = FIRST_INSTANT
        return super().claim(now, **how)


def test_each_delivery_is_claimed_by_one_and_none_is_left_over(
    open_store: OpenStore, url: str, figure: Callable[..., None]
) -> None:
    claimed = drained_by_several(open_store, url)
    twice = sum(count > 1 for count in claimed.values())
    store = open_store(url)

    assert (twice, len(claimed), store.backlog(LATER)) == (0, 6 * CASES, ())
    figure(
        f"deliveries claimed twice by {CLAIMERS} on an SQLite file",
        got=twice,
        of=6 * CASES,
        guard="a claim that runs out at once",
        control=_claimed_twice_without_a_lease(store),
    )


def _claimed_twice_without_a_lease(store: Store) -> str:
    """
    What two that claim in turn both get, where a claim holds for no time.
    """
    draft = a_draft(started(FIRST_DAY), number=9_999)
    notices = (Outgoing(a_note(draft, FIRST_DAY), ("files:a",)),)
    store.append([a_posting(draft, store.read(CASE), notices=notices)], now=FIRST_INSTANT)
    blind = BlindStore(store._session)
    first, second = (blind.claim(FIRST_INSTANT, until=LATER, limit=9) for _ in range(2))
    both = {each.notice.id for each in first} & {each.notice.id for each in second}
    assert len(both) == 1
    return "1 of 1"


def test_several_claim_on_a_server_each_something_else(
    open_store: OpenStore, shared_database: str, emptied: Callable[[], None]
) -> None:
    emptied()
    claimed = drained_by_several(open_store, f"{shared_database}?mode=rw")

    assert Counter(claimed.values()) == {1: 6 * CASES}


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def remember(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        seen.append((statement, values))

    event.listen(store._session.engine, "before_cursor_execute", remember)
    yield seen
    event.remove(store._session.engine, "before_cursor_execute", remember)


def test_where_there_is_nothing_to_claim_nobody_is_kept_waiting(store: Store) -> None:
    with statements(store) as seen:
        assert store.claim(FIRST_INSTANT, until=LATER, limit=3) == ()

    assert [statement for statement, _ in seen if "BEGIN" in statement.upper()] == []


def test_what_stands_in_a_line_is_found_by_the_index_over_lines(store: Store) -> None:
    fill(store)
    with statements(store) as seen:
        store.claim(FIRST_INSTANT, until=LATER, limit=3)
    driver = _driver(store)
    plans = [
        str(step)
        for statement, values in seen
        if statement.startswith("SELECT")
        for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    ]

    assert [plan for plan in plans if "USING INDEX ix_delivery_line" in plan] != []
    assert [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan] == []


def _driver(store: Store) -> sqlite3.Connection:
    with store._session.reading() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


BEFORE_LINES = """
INSERT INTO delivery (position, place, rank, target, state) VALUES (7, 0, 0, 'files:a', 'pending');
INSERT INTO delivery (position, place, rank, target, state) VALUES (7, 1, 0, 'files:a', 'pending');
INSERT INTO notice SELECT 7, 0, '00000000-0000-0000-0000-00000000000a', id, 'plan', '2024-01-01',
    NULL, '{content}', 1 FROM case_file;
INSERT INTO notice SELECT 7, 1, '00000000-0000-0000-0000-00000000000b', id, 'plan', '2024-01-02',
    NULL, '{content}', 1 FROM case_file;
INSERT INTO registration SELECT 7, '00000000-0000-0000-0000-000000000007', digest, answer,
    recorded_at, actor, actor_name, actor_title, purpose, rulebook, routine, 0, 2
    FROM registration WHERE position = 1;
"""
"""Two notices of one case, as the first schema kept them."""


def test_what_waited_in_a_store_from_before_stands_in_its_line(
    open_store: OpenStore, tmp_path: Path
) -> None:
    file = tmp_path / "old.db"
    released = Path(__file__).parent / "schemas" / "0001.sql"
    content = (
        '{"type":"plan_snapshot","id":"00000000-0000-0000-0000-00000000000a","case":{"client":"1",'
        '"unit":"north"},"registration":"00000000-0000-0000-0000-000000000007",'
        '"on":"2024-01-01","lines":[]}'
    )
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
        connection.executescript(BEFORE_LINES.format(content=content))
    store = open_store(f"sqlite:///{file}?mode=rw")

    with closing(sqlite3.connect(file)) as connection:
        lines = connection.execute(
            "SELECT delivery.case_file = notice.case_file, attempts, claimed_until"
            " FROM delivery JOIN notice USING (position, place)"
        ).fetchall()
    assert lines == [(1, 0, None)] * 2
    assert len(store.claim(LATER, until=LATER, limit=9)) == 1


def test_the_condition_of_a_store_says_how_it_is_set(store: Store) -> None:
    told: Mapping[str, str] = store.condition()

    assert told == {
        "kind": "sqlite",
        "schema": str(SCHEMA),
        "version": sqlite3.sqlite_version,
        "journal_mode": "delete",
        "synchronous": "extra",
        "foreign_keys": "on",
        "recursive_triggers": "on",
        "secure_delete": "on",
        "busy_timeout": told["busy_timeout"],
        "unswept": "no",
    }


def test_the_condition_of_a_store_on_a_server_says_which_it_is(
    open_store: OpenStore, shared_database: str
) -> None:
    told = open_store(f"{shared_database}?mode=rw").condition()

    assert (told["kind"], told["server_encoding"], told["synchronous_commit"]) == (
        "postgresql",
        "UTF8",
        "on",
    )
    assert int(told["version"].split(".")[0]) >= 15

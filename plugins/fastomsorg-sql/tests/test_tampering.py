"""
Whatever is done to the ledger behind the library's back is found, and where it was done.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from fastomsorg_sql import Store

from fastomsorg.hooks import Posting
from fastomsorg.terms import CaseKey
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, a_draft, a_posting, accepted, started
from fastomsorg.wire import GENESIS, Link, Verification, sealed, verify

from .soaking import scaled
from .tampering import DEEDS, Ledger

Place: TypeAlias = tuple[str, int]
KEYS = [CaseKey(f"client {number}", "north") for number in range(4)]
ROUNDS = 5


@pytest.fixture
def ledger(store: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """
    The file, with some cases in it and without its guards, by somebody else's connection.
    """
    for number in range(ROUNDS * len(KEYS)):
        store.append([_posting(store, number)], now=FIRST_INSTANT)
    two = tuple((key, (started(FIRST_DAY),)) for key in KEYS[:2])
    draft = a_draft(number=1_000, entries=two)
    store.append([a_posting(draft, *map(store.read, KEYS[:2]))], now=FIRST_INSTANT)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def _posting(store: Store, number: int) -> Posting:
    key = KEYS[number % len(KEYS)]
    events = (
        accepted(FIRST_DAY, f"staff {number}") if number >= len(KEYS) else (started(FIRST_DAY),)
    )
    return a_posting(a_draft(*events, number=number + 1, case=key), store.read(key))


def looked_through(links: Iterable[Link]) -> Verification:
    return verify(links, position=10_000, at=FIRST_INSTANT)


def found(told: Verification) -> list[Place]:
    return [(str(fault.chain), int(fault.version or 0)) for fault in told.faults]


def sealed_anew(links: Iterable[Link]) -> Iterator[Link]:
    """
    The links as if nobody had sealed them before: without the guard.
    """
    for _, chain in groupby(links, key=lambda link: link.chain):
        previous = GENESIS
        for link in chain:
            now = sealed(link, previous)
            previous = now.hash
            yield now


def first_places(change: set[Link]) -> dict[str, int]:
    """
    The first version of each chain that differs from what it was.
    """
    first: dict[str, int] = {}
    for link in sorted(change, key=lambda link: -link.version):
        first[link.chain] = link.version
    return first


def test_what_is_done_to_the_ledger_is_found_where_it_was_done(
    store: Store, ledger: sqlite3.Connection, figure: Callable[..., None]
) -> None:
    with closing(sqlite3.connect(":memory:")) as untouched:
        ledger.backup(untouched)
        before = list(store.links())
        assert looked_through(before).whole
        deeds, missed, misplaced, without = scaled(1_000, 20_000), [], [], 0
        for number in range(deeds):
            what = done_to(ledger, Random(number))
            after = list(store.links())
            told, touched = found(looked_through(after)), first_places(set(before) ^ set(after))
            if not told:
                missed.append((number, what))
            elif any(not near(touched, place) for place in first_of_each(told)):
                misplaced.append((number, what, told, touched))
            without += not looked_through(sealed_anew(after)).whole
            untouched.backup(ledger)

    assert (missed, misplaced) == ([], [])
    assert without < deeds / 2
    figure(
        "changes behind the store's back that were found, and where",
        got=deeds,
        of=deeds,
        control=f"{without} of {deeds}",
        guard="hashes taken for what they should be",
    )


def done_to(connection: sqlite3.Connection, chance: Random) -> str:
    """
    Do one deed, whichever comes; one that the tables themselves refuse is not done.
    """
    while True:
        what: str = chance.choice(sorted(DEEDS))
        connection.execute("BEGIN")
        try:
            DEEDS[what](Ledger(connection, chance))
        except sqlite3.IntegrityError:
            connection.execute("ROLLBACK")
        else:
            connection.execute("COMMIT")
            return what


def first_of_each(places: Iterable[Place]) -> list[Place]:
    first: dict[str, int] = {}
    for chain, version in places:
        first.setdefault(chain, version)
    return list(first.items())


def near(touched: Mapping[str, int], place: Place) -> bool:
    """
    Is the first that was found of a chain the first that was touched, or what follows on it?
    """
    chain, version = place
    return chain in touched and touched[chain] <= version <= touched[chain] + 1


@pytest.mark.parametrize("what", DEEDS)
def test_every_deed_is_one_that_can_be_found(
    store: Store, ledger: sqlite3.Connection, what: str
) -> None:
    DEEDS[what](Ledger(ledger, Random(what)))

    assert not looked_through(store.links()).whole


def test_a_registration_that_is_gone_without_its_entry_is_found(
    store: Store, ledger: sqlite3.Connection
) -> None:
    ledger.execute("DELETE FROM registration WHERE position = 20")
    told = looked_through(store.links())

    assert [fault.kind.value for fault in told.faults] == ["changed"]


def test_a_chain_whose_id_is_blank_is_found(store: Store, ledger: sqlite3.Connection) -> None:
    ledger.execute("UPDATE case_file SET chain = '' WHERE client = 'client 3'")

    assert {fault.chain for fault in looked_through(store.links()).faults} == {""}

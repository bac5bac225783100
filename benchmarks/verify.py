"""
A look through the hash chains of a million registrations, beside the same rows read by the driver.
"""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from fastomsorg_sql import Plugin

from fastomsorg.history import Event, Registration
from fastomsorg.terms import Actor, CaseKey, Purpose
from fastomsorg.testing import FIRST_DAY, FIRST_INSTANT, accepted, started
from fastomsorg.wire import GENESIS, Link, dumps, linked

from ._timing import Figure, scratch

CASES, LENGTH = 200_000, 5
AT_A_TIME = 10_000
ACTOR = Actor("susapo", "Susanne APO", "Enhetschef")
ANSWER = json.dumps({"verdict": "granted", "notices": ["x" * 36] * 20})

VERIFY = """
import json, resource, sys, time
from fastomsorg_sql import Plugin
from fastomsorg.testing import FIRST_INSTANT
from fastomsorg.wire import verify

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def counted(links):
    for number, link in enumerate(links, start=1):
        if number == 50_000:
            memory.append(peak())
        yield link

store, memory = Plugin(mounted=lambda: ()).store(sys.argv[1]), []
best, busy = float("inf"), float("inf")
for _ in range(3):
    begun, worked = time.perf_counter(), time.process_time()
    told = verify(store.links(), position=store.settled(), at=FIRST_INSTANT)
    best = min(best, time.perf_counter() - begun)
    busy = min(busy, time.process_time() - worked)
verify(counted(store.links()), position=store.settled(), at=FIRST_INSTANT)
print(json.dumps({
    "seconds": best, "busy": busy, "whole": told.whole, "entries": told.checkpoint.entries,
    "early": memory[0], "late": peak(),
}))
"""

READ = """
SELECT * FROM entry JOIN registration USING (position)
JOIN case_file ON case_file.id = entry.case_file ORDER BY case_file.chain, entry.version
"""


def figures() -> Iterator[Figure]:
    with scratch() as name:
        file = Path(name) / "fok.db"
        url = f"sqlite:///{file}"
        filled = _filled(url, file)
        told = _verified(f"{url}?mode=rw")
        assert told["whole"]
        assert told["entries"] == CASES * LENGTH
        read = _read_by_the_driver(file)
        seconds = told["seconds"]
        per = f"of them {told['busy']:.1f} s of work, not of waiting; made in {filled:.0f} s"
        yield Figure("a million registrations verified, seconds", seconds, 10, detail=per)
        yield Figure("ratio to the same rows read by sqlite3", seconds / read, None)
        grown = told["late"] / told["early"]
        yield Figure(
            "memory at the end to that after 50,000",
            grown,
            1.2,
            detail=f"{told['late'] / 1024:.0f} MiB",
        )


def _verified(url: str) -> Any:
    """
    In a process of its own, whose memory is nobody else's.
    """
    command = [sys.executable, "-c", VERIFY, url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _read_by_the_driver(file: Path) -> float:
    best = float("inf")
    with closing(sqlite3.connect(file)) as connection:
        for _ in range(3):
            begun = time.perf_counter()
            for _row in connection.execute(READ):
                pass
            best = min(best, time.perf_counter() - begun)
    return best


def _filled(url: str, file: Path) -> float:
    """
    A store whose cases grew side by side; written by hand, because that is not what is timed.
    """
    begun = time.perf_counter()
    store = Plugin(mounted=lambda: ()).store(f"{url}?mode=new")
    assert store is not None
    store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for (guard,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {guard}")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO case_file (id, client, unit, chain) VALUES (?, ?, ?, ?)",
            ((number, *_case(number), _chain(number)) for number in range(1, CASES + 1)),
        )
        links = _links()
        while some := list(islice(links, AT_A_TIME)):
            _insert(connection, some)
        connection.execute("COMMIT")
    return time.perf_counter() - begun


def _links() -> Iterator[tuple[int, Link, str]]:
    """
    The number of the case, the link, and its events.
    """
    ends = [GENESIS] * (CASES + 1)
    for version in range(1, LENGTH + 1):
        said: tuple[Event, ...] = accepted(FIRST_DAY, "brs89", "greal")
        events = dumps((started(FIRST_DAY),) if version == 1 else said)
        for number in range(1, CASES + 1):
            position = (version - 1) * CASES + number
            registration = Registration(
                id=UUID(int=position),
                case=CaseKey(*_case(number)),
                position=position,
                recorded_at=FIRST_INSTANT,
                actor=ACTOR,
                purpose=Purpose.CASE_HANDLING,
                events=(),
                rulebook="r" * 64,
                routine="national",
            )
            link = linked(
                registration,
                events,
                chain=_chain(number),
                version=version,
                place=0,
                salt=f"{position:032x}",
                previous=ends[number],
            )
            ends[number] = link.hash
            yield number, link, events


def _insert(connection: sqlite3.Connection, links: list[tuple[int, Link, str]]) -> None:
    connection.executemany(
        "INSERT INTO entry (position, place, case_file, version, events, salt, commitment, hash) "
        "VALUES (?, 0, ?, ?, ?, ?, ?, ?)",
        (
            (link.position, number, link.version, events, link.salt, link.commitment, link.hash)
            for number, link, events in links
        ),
    )
    connection.executemany(
        "INSERT INTO registration (position, id, digest, answer, recorded_at, actor, actor_name, "
        "actor_title, purpose, rulebook, routine, entries, notices, salt) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?)",
        (
            (
                *(link.position, link.request, "d" * 64, ANSWER, link.recorded_at),
                *(ACTOR.id, ACTOR.name, ACTOR.title),
                *(link.purpose, link.rulebook, link.routine, link.salt),
            )
            for _, link, _ in links
        ),
    )


def _case(number: int) -> tuple[str, str]:
    return f"19410314TF{number}", f"unit-{number % 1_000}"


def _chain(number: int) -> str:
    """
    In an order that has nothing to do with that of the cases, as by chance.
    """
    return str(UUID(int=number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128))

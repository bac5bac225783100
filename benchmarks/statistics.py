"""
Counting in Python: the report from tuples and from a table of visits, and a search of 250,000.
"""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
import tracemalloc
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from fastomsorg_files import FileVisits
from fastomsorg_sql import Plugin, Store

from fastomsorg.care import Visit
from fastomsorg.casework import Casework, OverPorts
from fastomsorg.history import Life, life
from fastomsorg.statistics import Contacts, Counted, StaffContinuity, staff_continuity
from fastomsorg.terms import Actor, CaseKey, Period, Permission, Purpose, Role, Status, start_of
from fastomsorg.testing import (
    MemoryStore,
    a_client,
    a_staff_member,
    a_visit,
    accepted,
    registered,
    seated,
    started,
)
from fastomsorg.wire.tables import VISITS, write

from ._timing import Figure, scratch, seconds

FIRST = dt.date(2025, 1, 1)
YEAR = Period(FIRST, dt.date(2026, 1, 1))
CLIENTS, UNITS, STAFF = 5_000, 25, 40
VISITS_COUNTED = 1_000_000
VISITS_READ = 300_000
SEARCHED, SEARCHED_UNITS, SEARCHED_STAFF = 250_000, 1_250, 60_000
MILLION = 1e6
KINDS = frozenset({a_visit(None).kind})


def figures() -> Iterator[Figure]:
    yield from _from_tuples()
    yield from _memory()
    yield from _from_a_table()
    yield from _search()


def _unit(client: int) -> str:
    return f"unit-{client % UNITS:02}"


def _lives() -> list[tuple[CaseKey, Life]]:
    said = (*accepted(FIRST, "staff-0001", "staff-0002"),)
    changed = seated(Role.DEPUTY, "staff-0003", dt.date(2025, 6, 1))
    alike = life(registered((started(FIRST), *said, changed)))
    return [(CaseKey(f"client-{each:04}", _unit(each)), alike) for each in range(CLIENTS)]


def _made(count: int) -> Iterator[Counted]:
    """
    Visits in order of day, each client by a dozen of the unit's staff.
    """
    chance = Random(2025)
    for number in range(count):
        client = chance.randrange(CLIENTS)
        on = FIRST + dt.timedelta(number * 365 // count)
        staff = f"staff-{client % UNITS * STAFF + chance.randrange(12):04}"
        yield Counted(f"client-{client:04}", _unit(client), on, (staff,))


def _from_tuples() -> Iterator[Figure]:
    contacts = Contacts(_lives())
    made = list(_made(VISITS_COUNTED))
    found = staff_continuity(made, contacts, period=YEAR)
    assert _by_hand(made, contacts) == [(each.client, *_told(each)) for each in found.clients]
    gc.disable()
    ours = bare = float("inf")
    for _ in range(5):
        bare = min(bare, seconds(lambda: _by_hand(made, contacts), rounds=1))
        ours = min(ours, seconds(lambda: _ours(made, contacts), rounds=1))
    gc.enable()
    rate = VISITS_COUNTED / ours / MILLION
    yield Figure("staff continuity from tuples / a plain loop", ours / bare, 1.3)
    yield Figure("staff continuity from tuples, million visits a second", rate, 0.6, at_least=True)


def _ours(made: Iterable[Counted], contacts: Contacts) -> StaffContinuity:
    return staff_continuity(made, contacts, period=YEAR)


def _told(each: Any) -> tuple[int, ...]:
    shares = (each.primary, each.deputy, each.total)
    return each.staff, each.visits, *(part for one in shares for part in (one.hits, one.base))


def _by_hand(made: Iterable[Counted], contacts: Contacts) -> list[tuple[Any, ...]]:
    """
    What somebody would write who needs these figures and nothing else.
    """
    kept: dict[str, list[Any]] = {}
    for client, unit, on, staff in made:
        row = kept.get(client)
        if row is None:
            row = kept[client] = [set(), 0, 0, 0, 0, 0, 0, 0]
        days, seats = contacts.days_of(client, unit)
        primary, deputy = seats[bisect_right(days, on)]
        row[0].update(staff)
        row[1] += 1
        first, second = primary in staff, deputy in staff
        if primary is not None:
            row[2] += first
            row[3] += 1
        if deputy is not None:
            row[4] += second
            row[5] += 1
        if primary is not None or deputy is not None:
            row[6] += first or second
            row[7] += 1
    return [(client, len(row[0]), *row[1:]) for client, row in sorted(kept.items())]


def _memory() -> Iterator[Figure]:
    """
    The same clients and staff, so that everybody has been met, with four times the visits.
    """
    contacts = Contacts(_lives())
    peaks = []
    for count in (250_000, 1_000_000):
        tracemalloc.start()
        _ours(_made(count), contacts)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    grown = peaks[1] / peaks[0]
    detail = f"{peaks[1] / 2**20:.0f} MiB"
    yield Figure("memory with four times the visits", grown, 1.2, detail=detail)


def _from_a_table() -> Iterator[Figure]:
    with scratch() as name:
        folder = Path(name)
        with (folder / "visits.csv").open("wb") as stream:
            write(VISITS, _whole_visits(), stream)
        source = FileVisits(folder)
        store = _Register(_lives())
        ports = OverPorts(
            Casework(storage=store, people=store, policy=store.policy, visits=[source]).host
        )
        took = seconds(lambda: ports.report(YEAR, units=None, kinds=KINDS), rounds=3)
        report, excluded = ports.report(YEAR, units=None, kinds=KINDS)
        assert sum(each.visits for each in report.whole.clients) == VISITS_READ, excluded
        lines = seconds(lambda: _lines(folder / "visits.csv"), rounds=3)
    rate = VISITS_READ / took / MILLION
    detail = f"{took / lines:.1f} times splitting the lines alone"
    yield Figure(
        "continuity from CSV, million visits a second", rate, 0.4, at_least=True, detail=detail
    )


def _whole_visits() -> Iterator[Visit]:
    for number, (client, unit, on, staff) in enumerate(_made(VISITS_READ)):
        starts = start_of(on) + dt.timedelta(hours=7, minutes=number % 800)
        yield a_visit(starts, f"v{number:08}", client=client, unit=unit, staff=staff)


class _Register(MemoryStore):
    """
    Everybody who is in the visits, and the lives that are given.
    """

    def __init__(self, lives: list[tuple[CaseKey, Life]]) -> None:
        super().__init__()
        self._given = lives
        now = start_of(FIRST)
        list(self.put_clients((a_client(key.client) for key, _ in lives), now=now))
        staff = (a_staff_member(f"staff-{n:04}") for n in range(UNITS * STAFF))
        list(self.put_staff(((each, None) for each in staff), now=now))

    def lives(self, **_wanted: Any) -> Iterator[tuple[CaseKey, Life]]:
        return iter(self._given)


def _lines(path: Path) -> int:
    with path.open(encoding="utf-8") as text:
        return sum(len(line.split(",")) for line in text)


def _search() -> Iterator[Figure]:
    with scratch() as name:
        file = Path(name) / "fok.db"
        url = f"sqlite:///{file}"
        _filled(url, file)
        store = Plugin(mounted=lambda: ()).store(f"{url}?mode=rw")
        assert store is not None
        everybody = _asked(store, units=[])
        one = _asked(store, units=["unit-0001"])
        store.close()
    yield Figure(f"search over {SEARCHED:,} clients, seconds", everybody, 5)
    yield Figure("search at one unit of 200 clients, seconds", one, 0.1)


def _asked(store: Store, units: list[str]) -> float:
    casework = Casework(storage=store, people=store, policy=store.policy)
    desk = casework.acting(Actor("susapo"), Purpose.FOLLOW_UP)
    on = dt.date(2025, 6, 1)
    started = perf_counter()
    found = desk.search(Status.ACCEPTED, on=on, units=units)
    took = perf_counter() - started
    expected = SEARCHED // SEARCHED_UNITS if units else SEARCHED
    assert found.count.older + found.count.younger == expected * 4 // 5, found.count
    return took


def _filled(url: str, file: Path) -> None:
    """
    Five years of everybody: not asked, no, yes, another contact, yes. Written by hand, because that
    is not what is timed.
    """
    store = Plugin(mounted=lambda: ()).store(f"{url}?mode=new")
    assert store is not None
    store.policy.add_actor(Actor("susapo"))
    store.policy.grant("susapo", Permission.SEARCH, None)
    store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO unit (id, recorded_at, name, provider, municipality) "
            "VALUES (?, 0, ?, '', '')",
            ((f"unit-{n:04}", f"Enhet {n}") for n in range(SEARCHED_UNITS)),
        )
        connection.executemany(
            "INSERT INTO client (id, recorded_at, name, born, protected) VALUES (?, 0, ?, ?, 0)",
            ((f"client-{n:06}", f"Brukare {n}", f"{1930 + n % 50}-03-14") for n in range(SEARCHED)),
        )
        connection.executemany(
            "INSERT INTO staff (id, since, recorded_at, name, units, title, phone, email, hsa_id, "
            "signature, selectable, available, delegations, languages, team) "
            "VALUES (?, '0001-01-01', 0, ?, '[]', '', '', '', '', '', 1, 1, '[]', '[]', '')",
            ((f"staff-{n:05}", f"Personal {n}") for n in range(SEARCHED_STAFF)),
        )
        connection.executemany(
            'INSERT INTO spell (client, unit, start, "end", stay_start, stay_end, status, '
            '"primary", primary_since, primary_by) '
            "VALUES (?, ?, ?, ?, '2021-01-01', '9999-12-31', ?, ?, ?, ?)",
            _spells(),
        )
        connection.execute("COMMIT")


def _spells() -> Iterator[tuple[Any, ...]]:
    years = [f"{year}-01-01" for year in range(2021, 2026)]
    for n in range(SEARCHED):
        now = "declined" if n // SEARCHED_UNITS % 5 == 0 else "accepted"
        for year, (start, status) in enumerate(
            zip(years, ("not_asked", "declined", "accepted", "accepted", now), strict=True)
        ):
            end = years[year + 1] if year < 4 else "9999-12-31"
            staff = f"staff-{(n + year) % SEARCHED_STAFF:05}" if status == "accepted" else None
            by = "00000000-0000-0000-0000-000000000001" if staff else None
            unit = f"unit-{n % SEARCHED_UNITS:04}"
            yield f"client-{n:06}", unit, start, end, status, staff, staff and start, by

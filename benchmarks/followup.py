"""
The follow-up of a municipality, as a page: 5,000 clients in a store, 6 M visits in columns.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from fastomsorg_columnar import Columns
from fastomsorg_columnar._folders import Replacing, current
from fastomsorg_columnar._partials import refresh_partials
from fastomsorg_report import page

from fastomsorg.casework import Casework
from fastomsorg.hooks import Intake, Panel, Storage
from fastomsorg.statistics import Aims
from fastomsorg.terms import Actor, CaseKey, Period, Permission, Purpose
from fastomsorg.testing import (
    MemoryPolicy,
    a_client,
    a_draft,
    a_posting,
    a_staff_member,
    a_unit,
    accepted,
    started,
)
from fastomsorg.texts import Language

from ._columns_data import END, STAYS_FROM, YEAR, Size, make, months
from ._timing import Figure, scratch

CLIENTS, UNITS, STAFF, VISITS = 5_000, 40, 1_500, 6_000_000
FROM_COLUMNS, FROM_PARTIALS = 20, 5
"""Seconds at most."""

BOARD = Actor("board")
NOW = dt.datetime(2026, 1, 2, 8, tzinfo=dt.UTC)


def figures() -> Iterator[Figure]:
    with scratch() as name:
        folder = Path(name)
        size = Size(VISITS, clients=CLIENTS, staff=STAFF, units=UNITS)
        make(folder / "columns", size, whole_visits=True)
        casework = _municipality(folder / "fok.db")
        what = (
            f"page of {CLIENTS:,} clients, {UNITS} units, {VISITS // 1_000_000} M visits, seconds"
        )

        took, shown = _page(casework, folder / "columns")
        yield Figure(f"{what}: from columns", took, FROM_COLUMNS, detail=shown)

        places = [("Kommunen", f"{first:%Y-%m}") for first, _ in months(12)]
        refresh_partials(Replacing(current(folder / "columns"), None), places, END)
        took, shown = _page(casework, folder / "columns")
        yield Figure(f"{what}: from partial results", took, FROM_PARTIALS, detail=shown)


def _municipality(file: Path) -> Casework:
    """
    A store whose people and cases are those of the columns.
    """
    url = f"sqlite:///{file}?mode=new"
    panel = Panel.installed(frozenset({"sql", "columnar", "report"}))
    casework = Casework.open(url, panel=panel, clock=lambda: NOW)
    policy = MemoryPolicy()
    policy.add_actor(BOARD)
    policy.grant(BOARD.id, Permission.SEARCH, None)
    return _filled(
        Casework(
            storage=casework.host.storage,
            people=casework.host.people,
            policy=policy,
            clock=lambda: NOW,
        )
    )


def _filled(casework: Casework) -> Casework:
    host = casework.host
    people = host.people
    assert isinstance(people, Intake)
    keys = [CaseKey(f"client{number}", f"unit{number % UNITS}") for number in range(CLIENTS)]
    units = (a_unit(f"unit{number}", name=f"Enhet {number:02}") for number in range(UNITS))
    staff = ((a_staff_member(f"staff{n}", units=[f"unit{n % UNITS}"]), None) for n in range(STAFF))
    for done in (
        people.put_units(units, now=NOW),
        people.put_clients((a_client(key.client) for key in keys), now=NOW),
        people.put_staff(staff, now=NOW),
    ):
        list(done)
    _registered(host.storage, keys)
    return casework


def _registered(storage: Storage, keys: list[CaseKey]) -> None:
    """
    Every client accepts after two weeks, and has got another primary since.
    """
    postings = []
    for number, key in enumerate(keys, start=1):
        first, later = f"staff{number * 13 % STAFF}", f"staff{number * 7 % STAFF}"
        yes = accepted(STAYS_FROM + dt.timedelta(14), first, f"staff{number % STAFF}")
        other = accepted(YEAR + dt.timedelta(number % 300), later)[1]
        draft = a_draft(
            started(STAYS_FROM, enactment=f"e{number}"), *yes, other, number=number, case=key
        )
        postings.append(a_posting(draft))
    storage.append(postings, now=NOW)


def _page(casework: Casework, columns: Path) -> tuple[float, str]:
    began = time.perf_counter()
    desk = casework.acting(BOARD, Purpose.FOLLOW_UP)
    sheet = desk.followup(Period(YEAR, END), aims=Aims(offered_within=14), engine=Columns(columns))
    counted = time.perf_counter()
    html = page(sheet, Language.SV)
    done = time.perf_counter()
    told = f"counted in {counted - began:.1f} s, drawn in {done - counted:.1f} s"
    return done - began, f"{told}, {len(html) // 1024} kB"

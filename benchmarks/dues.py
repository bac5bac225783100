"""
What is due at a desk, asked of an embedded store: one unit among few and among many, and all of it.

The clients are those of `obligations`, beside who they are and who their contacts are; all of it is
authorised and logged. What is measured is processor time, so that others on the machine count less.
"""

from __future__ import annotations

import datetime as dt
import gc
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from fastomsorg.casework import Casework, Desk
from fastomsorg.history import Case
from fastomsorg.hooks import Draft, Intake, Panel, Posting
from fastomsorg.routine import Routine
from fastomsorg.terms import Actor, CaseKey, Permission, Purpose, UnitId, start_of
from fastomsorg.testing import MemoryPolicy, a_client, a_staff_member, a_unit

from ._timing import Figure, scratch
from .obligations import BUSY, ON, course

OF_A_UNIT = 200
FEW, MANY = 2, 40
"""How many units there are."""
ROUNDS = 5
AT_ONCE = 400
"""So many cases are stored at a time, each whole."""
ME = Actor("me", "Test Chef")
NOW = start_of(ON) + dt.timedelta(hours=9)


def figures() -> Iterator[Figure]:
    with scratch() as name:
        few, many = (_desk(Path(name) / f"{units}.db", units) for units in (FEW, MANY))
        rounds = [(_seconds(few, 1), _seconds(many, 1)) for _ in range(ROUNDS)]
        alone, among = map(min, zip(*rounds, strict=True))
        clients = f"{OF_A_UNIT} clients, {among * 1000:.0f} ms"
        told = "one unit of very many, against one of few"
        yield Figure(told, among / alone, 1.5, detail=clients)
        took = _seconds(many, MANY)
        told = f"all of {MANY} units, seconds for 250,000 clients"
        yield Figure(told, took * 250_000 / (OF_A_UNIT * MANY), 600)
        peaks = [_peak(many, units) for units in (MANY // 4, MANY)]
        told = f"memory at most, {MANY} units one after the other, against {MANY // 4}"
        yield Figure(told, peaks[1] / peaks[0], 1.5, detail=f"{peaks[1] / 2**20:.1f} MiB")


def _routine(_unit: UnitId, _on: dt.date) -> Routine:
    return BUSY


def _units(number: int) -> list[UnitId]:
    return [f"unit-{unit:03}" for unit in range(number)]


def _due(desk: Desk, units: int) -> int:
    """
    How many obligations the units have, one after the other.
    """
    return sum(1 for unit in _units(units) for _ in desk.due(unit, on=ON, routine=_routine))


def _seconds(desk: Desk, units: int) -> float:
    began = time.process_time()
    assert _due(desk, units) > units * OF_A_UNIT
    return time.process_time() - began


def _peak(desk: Desk, units: int) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        _due(desk, units)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# A store with so many units -----------------------------------------------------------------------


def _desk(path: Path, units: int) -> Desk:
    """
    A desk on a store in which so many units have clients, and each unit a staff of fifty.
    """
    url = f"sqlite:///{path}"
    panel = Panel.installed(frozenset({"sql"}))
    storage, people = panel.storage(url), panel.people(url)
    assert isinstance(storage, Intake)
    policy = MemoryPolicy()
    policy.add_actor(ME)
    policy.grant(ME.id, Permission.VIEW, None)
    ids = _units(units)
    keys = [CaseKey(f"{unit}-{n:04}", unit) for unit in ids for n in range(OF_A_UNIT)]
    with storage.transaction():
        list(storage.put_units(map(a_unit, ids), now=NOW))
        list(storage.put_clients((a_client(key.client) for key in keys), now=NOW))
        staff = [a_staff_member(f"staff-{n}", units=ids) for n in range(51)]
        list(storage.put_staff(((each, None) for each in staff), now=NOW))
        for first in range(0, len(keys), AT_ONCE):
            some = enumerate(keys[first : first + AT_ONCE], start=first)
            storage.append([each for n, key in some for each in _postings(n, key)], now=NOW)
    desk = Casework(storage=storage, people=people, policy=policy, clock=lambda: NOW)
    return desk.acting(ME)


def _postings(client: int, key: CaseKey) -> Iterator[Posting]:
    for registration in course(client, key, staff=50):
        draft = Draft(
            id=uuid4(),
            digest="d" * 64,
            answer="",
            actor=ME,
            purpose=Purpose.MIGRATION,
            rulebook="r" * 64,
            routine=BUSY.name,
            entries=((key, registration.events),),
        )
        yield Posting(draft, (Case(key),))

"""
A casework on a store that somebody is about to do violence to, and what must hold afterwards.

The clients are numbered. Whoever registers for number 7 makes the requests 14 and 15: home care
begins, and the client accepts and gets two contacts, with a note, a plan and planning to be told.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fastomsorg_sql import Plugin, Store
from fastomsorg_sql._schema import delivery, entry, notice, registration
from sqlalchemy import ScalarSelect, Table, func, select

from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import Command, RecordStatus, StartEnactment
from fastomsorg.history import Case, Registration
from fastomsorg.terms import Actor, CaseKey, Permission, Status
from fastomsorg.testing import (
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
    a_client,
    a_staff_member,
    a_unit,
)
from fastomsorg.wire import verify

FIRST = dt.date(2024, 6, 1)
BEFORE = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
CONTESTED = CaseKey("c0", "north")
MANAGER = Actor("susapo", "Susanne APO", "Enhetschef")


def opened(url: str) -> Store:
    """
    The store at the URL, by a plug-in of its own: as another process would open it.
    """
    store = Plugin(mounted=lambda: ()).store(url)
    assert store is not None
    return store


def furnish(store: Store, *, clients: int) -> None:
    """
    Two units, two who may be contacts, so many clients, and a manager who may do everything.
    """
    with store.transaction():
        list(store.put_units([a_unit("north"), a_unit("south")], now=BEFORE))
        list(store.put_clients((a_client(f"c{n}") for n in range(clients)), now=BEFORE))
        staff = [a_staff_member(id, units=("north", "south")) for id in ("britta", "greta")]
        list(store.put_staff(((each, None) for each in staff), now=BEFORE))
        posts = [(each.id, post) for each in staff for post in each.employments]
        list(store.put_employments(posts, now=BEFORE))
        store.policy.add_actor(MANAGER)
        for permission in Permission:
            store.policy.grant(MANAGER.id, permission, None)


def manager_of(store: Store, *, telling: bool = True) -> Desk:
    """
    The manager's desk, in an office with a journal, plans and a planning, or *telling* nobody.
    """
    casework = Casework(
        storage=store,
        people=store,
        policy=store.policy,
        journal={"journal": MemoryJournal()} if telling else {},
        plan={"plan": MemoryPlan()} if telling else {},
        planning={"planning": MemoryPlanning()} if telling else {},
    )
    return casework.acting(MANAGER)


def command(number: int) -> Command:
    """
    What request *number* asks for.
    """
    client, second = divmod(number, 2)
    case = CaseKey(f"c{client}", "north")
    if second:
        return RecordStatus(case, Status.ACCEPTED, FIRST, primary="britta", deputy="greta")
    return StartEnactment(case, f"e{client}", FIRST)


def requests_in(store: Store) -> set[int]:
    """
    The numbers of the requests that were registered.
    """
    return {each.id.int for each in store.changes()}


def _how_many(table: Table, of: Table, *by: str) -> ScalarSelect[int]:
    mine = (table.c[name] == of.c[name] for name in by)
    return select(func.count()).select_from(table).where(*mine).scalar_subquery()


UNPAIRED = (
    select(registration.c.position).where(
        (registration.c.entries != _how_many(entry, registration, "position"))
        | (registration.c.notices != _how_many(notice, registration, "position"))
    ),
    select(notice.c.position).where(
        notice.c.targets != _how_many(delivery, notice, "position", "place")
    ),
)
"""Registrations and notices that do not have as many rows as they say."""


def faults(store: Store) -> Iterator[str]:
    """
    What is not as it must be in a store.

    Damage, halves without each other, a chain that does not hold, a wrong read model.
    """
    with store._session.reading() as connection:
        if connection.dialect.name == "sqlite":
            run = connection.exec_driver_sql
            integrity = run("PRAGMA integrity_check").fetchall()
            if [tuple(row) for row in integrity] != [("ok",)]:
                yield f"damaged: {integrity}"
                return
            lost = run("PRAGMA foreign_key_check").fetchall()
            yield from (f"without what it refers to: {row}" for row in lost)
        for unpaired in UNPAIRED:
            yield from (f"not as many as it says: {row}" for row in connection.execute(unpaired))
    verified = verify(store.links(), position=store.settled(), at=BEFORE)
    yield from (f"the chain does not hold: {fault}" for fault in verified.faults)
    registered = defaultdict[CaseKey, list[Registration]](list)
    for each in store.changes():
        registered[each.case].append(each)
    lives = dict(store.lives())
    for key, registrations in registered.items():
        if Case(key, tuple(registrations)).life != lives.pop(key, None):
            yield f"the read model differs: {key}"
    yield from (f"a life without a case: {key}" for key in lives)


def is_sound(file: Path) -> bool:
    """
    Does SQLite find nothing wrong with the file, after it has undone what was not committed?
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False

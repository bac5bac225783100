"""
Registrations a second, durably: ours, the bare driver and `eventsourcing`, all DELETE and EXTRA.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from fastomsorg_sql import Store
from sqlalchemy import Engine

from fastomsorg.casework import Casework, Desk
from fastomsorg.commands import RecordStatus, StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.history import Case, EnactmentStarted, Event, StatusRecorded
from fastomsorg.hooks import Draft, Intake, Panel, Policy, Posting, Reach
from fastomsorg.terms import (
    Act,
    Actor,
    CaseKey,
    ClientId,
    Permission,
    Purpose,
    Service,
    Setting,
    Status,
    UnitId,
    day_of,
)
from fastomsorg.testing import FIRST_DAY, a_client, a_staff_member, a_unit

from ._bare import Bare, Run, recorded
from ._eventsourced import Cases, cases
from ._timing import Figure, scratch, seconds

CASES = 100
ROUNDS = 7
BULK = 100_000
TODAY = day_of(dt.datetime.now(dt.UTC))


class Anybody(Policy):
    """
    Lets everybody do everything: what a host's policy costs is not measured here.
    """

    def units(self, actor: Actor, permission: Permission) -> Reach:
        return Reach(everywhere=True)

    def allows(
        self,
        actor: Actor,
        permission: Permission,
        unit: UnitId | None,
        client: ClientId | None,
        purpose: Purpose,
    ) -> bool:
        return True


def opened(path: Path, *, clients: int) -> Desk:
    """
    A desk on an embedded store with so many clients, one unit and two staff.
    """
    desk = reopened(path)
    storage = desk.host.storage
    assert isinstance(storage, Intake)
    now = dt.datetime.now(dt.UTC)
    with storage.transaction():
        list(storage.put_units([a_unit("north")], now=now))
        list(storage.put_clients((a_client(str(n)) for n in range(clients)), now=now))
        staff = [a_staff_member(id, units={"north"}) for id in ("ann", "bo")]
        list(storage.put_staff(((each, None) for each in staff), now=now))
    return desk


def reopened(path: Path) -> Desk:
    """
    A desk on the embedded store that is there.
    """
    url = f"sqlite:///{path}"
    panel = Panel.installed(frozenset({"sql"}))
    casework = Casework(storage=panel.storage(url), people=panel.people(url), policy=Anybody())
    return casework.acting(Actor("me", "Test Chef"))


def engine_of(desk: Desk) -> Engine:
    storage = desk.host.storage
    assert isinstance(storage, Store)
    return storage._session.engine


def started(desk: Desk, clients: range) -> list[CaseKey]:
    """
    Cases in which home care goes on, and nobody has been asked yet.
    """
    cases = [CaseKey(str(client), "north") for client in clients]
    for case in cases:
        verdict = desk.submit(StartEnactment(case, f"e{case.client}", TODAY))
        assert isinstance(verdict, Granted)
    return cases


def answer(desk: Desk, cases: list[CaseKey]) -> None:
    """
    A yes with two contacts on each: loaded, decided, stored with note, plan and planning.
    """
    for case in cases:
        command = RecordStatus(case, Status.ACCEPTED, TODAY, primary="ann", deputy="bo")
        assert isinstance(desk.submit(command), Granted)


def figures() -> Iterator[Figure]:
    with scratch() as folder:
        yield from _submitting(Path(folder))
    with scratch() as folder:
        yield from _in_bulk(Path(folder))


def _submitting(folder: Path) -> Iterator[Figure]:
    """
    The second registration of a case, as many cases for each in turn, round by round.
    """
    store, twin, by_hand = (folder / f"{name}.db" for name in ("store", "twin", "bare"))
    desk = opened(store, clients=ROUNDS * CASES)
    begun = [started(desk, range(n * CASES, (n + 1) * CASES)) for n in range(ROUNDS)]
    shutil.copy(store, twin)
    shutil.copy(store, by_hand)
    asked = [_recorded(reopened(twin), cases) for cases in begun]
    bare = Bare(by_hand)
    library = cases(folder / "eventsourcing.db")
    ids = [[library.start(str(n)) for n in range(CASES)] for _ in range(ROUNDS)]

    rounds = [
        (
            seconds(partial(answer, desk, begun[n]), rounds=1),
            seconds(partial(bare.run, asked[n]), rounds=1),
            seconds(partial(_by_library, library, ids[n]), rounds=1),
        )
        for n in range(ROUNDS)
    ]
    ours, hand, theirs = (min(each) / CASES for each in zip(*rounds, strict=True))
    rates = f"{1 / ours:,.0f} against {1 / hand:,.0f} a second"
    yield Figure("submit / the same statements on bare sqlite3", ours / hand, 3, detail=rates)
    rates = f"{1 / ours:,.0f} against {1 / theirs:,.0f} a second"
    yield Figure("submit / eventsourcing, load-decide-save", ours / theirs, 1, detail=rates)
    rates = "nothing that asks these statements can be below"
    yield Figure("bare sqlite3 / eventsourcing", hand / theirs, detail=rates)


def _recorded(desk: Desk, cases: list[CaseKey]) -> list[Run]:
    """
    What the answers to these cases ask of the database.
    """
    with recorded(engine_of(desk)) as statements:
        answer(desk, cases)
    return statements


def _by_library(library: Cases, ids: list[UUID]) -> None:
    for case in ids:
        library.answer(case, "ann")


def _in_bulk(folder: Path) -> Iterator[Figure]:
    """
    Registrations of one answer each, five to a case, decided beforehand.
    """
    store, twin, by_hand = (folder / f"{name}.db" for name in ("store", "twin", "bare"))
    desk = opened(store, clients=0)
    shutil.copy(store, twin)
    shutil.copy(store, by_hand)
    postings = list(_postings(BULK))
    again = reopened(twin)
    with recorded(engine_of(again)) as statements:
        _append(again, postings)

    bare = Bare(by_hand)
    hand = seconds(lambda: bare.run(statements), rounds=1)
    ours = seconds(lambda: _append(desk, postings), rounds=1)
    told = f"{BULK / ours:,.0f} against {BULK / hand:,.0f} registrations a second"
    yield Figure("bulk append / the same statements on bare sqlite3", ours / hand, detail=told)


def _append(desk: Desk, postings: list[Posting]) -> None:
    storage = desk.host.storage
    assert isinstance(storage, Intake)
    with storage.transaction():
        for first in range(0, BULK, 5_000):
            storage.append(postings[first : first + 5_000], now=dt.datetime.now(dt.UTC))


def _postings(registrations: int) -> Iterator[Posting]:
    started = EnactmentStarted(
        FIRST_DAY, "e", Setting.HOME_CARE, Act.SOL, frozenset({Service.MEALS}), counts=True
    )
    for number in range(registrations):
        case = Case(CaseKey(str(number // 5), "north"))
        on = FIRST_DAY + dt.timedelta(number % 5)
        event: Event = started if number % 5 == 0 else StatusRecorded(on, Status.DECLINED)
        draft = Draft(
            id=uuid4(),
            digest="d" * 64,
            answer="",
            actor=Actor("me", "Test Chef"),
            purpose=Purpose.MIGRATION,
            rulebook="r" * 64,
            routine="national",
            entries=((case.key, (event,)),),
        )
        yield Posting(draft, (case,))

"""
A small world in which programs stop at the worst instants, made again by its seed.

Registrations are made and told over one store. At a *fault point* a window may open: the program
stops there and another takes over, or another delivers meanwhile, after the claim has run out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

import attrs

from fastomsorg.casework import DeliveryRules
from fastomsorg.commands import AppointContacts, Command, RecordStatus
from fastomsorg.history import Registration
from fastomsorg.hooks import Delivery, DeliveryState, Posting
from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot, plan_lines_of
from fastomsorg.terms import CaseKey, Instant, RegistrationId, Status
from fastomsorg.testing import MemoryStore, request
from tests.casework.office import BO, NORTH, SOUTH, Clock, Office, with_home_care

STEPS = 8
CASES = (NORTH, SOUTH, BO)
RULES = DeliveryRules(at_once=None, patience=None, chance=lambda: 1.0)
POINTS = (
    "before the commit",
    "after the commit",
    "after the claim",
    "before the call",
    "after the call",
    "after it was noted",
)


class Stopped(BaseException):
    """
    The program is gone.
    """


@attrs.define
class Window:
    """
    What may happen at the fault points, and how often; closed until the world has begun.
    """

    random: Random
    points: Collection[str]
    happens: Callable[[], None]
    opened: int = 0
    closed: bool = True

    def at(self, point: str) -> None:
        if not self.closed and point in self.points and self.random.random() < 0.3:
            self.opened += 1
            with self.shut():
                self.happens()

    @contextmanager
    def shut(self) -> Any:
        before, self.closed = self.closed, True
        try:
            yield
        finally:
            self.closed = before


class FragileStore(MemoryStore):
    """
    A store with fault points around what it is asked for.
    """

    window: Window | None = None

    def at(self, point: str) -> None:
        if self.window is not None:
            self.window.at(point)

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        self.at("before the commit")
        stored = super().append(postings, now=now)
        self.at("after the commit")
        return stored

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        claimed = super().claim(now, until=until, limit=limit, targets=targets, cases=cases)
        if claimed:
            self.at("after the claim")
        return claimed

    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        super().settle(notice, target, state, told, problem=problem)
        self.at("after it was noted")


class Receiver:
    """
    A journal, plans and a planning in one: *taken_in* is what stands there, in order.

    *once* takes each id in once; otherwise what is told twice stands there twice.
    """

    def __init__(self, store: FragileStore, *, once: bool) -> None:
        self.store = store
        self.once = once
        self.taken_in: list[Notice] = []

    def tell(self, notice: Notice) -> None:
        self.store.at("before the call")
        if not (self.once and self.find(notice.id)):
            self.taken_in.append(notice)
        self.store.at("after the call")

    def write(self, note: JournalNote) -> None:
        self.tell(note)

    def show(self, snapshot: PlanSnapshot) -> None:
        self.tell(snapshot)

    def changed(self, change: ContactsChanged) -> None:
        self.tell(change)

    def find(self, id: UUID) -> bool:
        return any(notice.id == id for notice in self.taken_in)


@attrs.frozen
class Outcome:
    """
    What was wrong when all had been told (*utfall*), counted; *opened* is how often a window was.
    """

    opened: int
    lost: int
    doubled: int
    invented: int
    out_of_order: int
    outdated: int

    @property
    def right(self) -> bool:
        return not any((self.lost, self.doubled, self.invented, self.out_of_order, self.outdated))


class World:
    """
    A store, its receivers, and programs that come and go.
    """

    def __init__(self, seed: int, points: Collection[str], store: FragileStore, **how: Any) -> None:
        self.random = Random(seed)
        self.store = store
        meanwhile, once = how.get("meanwhile", dt.timedelta()), how.get("once", True)
        stops = how.get("stops", True)
        self.clock = Clock()
        names = ("journal", "plan", "planning")
        self.receivers = {name: Receiver(store, once=once) for name in names}
        self.office = with_home_care(self.program())
        self.meanwhile = meanwhile
        self.window = Window(self.random, points, self._stop if stops else self._another)
        store.window = self.window
        self.requests = 100

    def program(self) -> Office:
        """
        A program anew, over what stands.
        """
        ports: Any = {name: {name: receiver} for name, receiver in self.receivers.items()}
        office = Office(self.store, clock=self.clock, delivery=RULES, **ports)
        office.clock = self.clock
        return office

    def _stop(self) -> None:
        raise Stopped

    def _another(self) -> None:
        """
        Another program delivers, as long afterwards as is said.
        """
        self.clock.forward(self.meanwhile)
        self.program().casework.deliver()

    def live(self) -> Outcome:
        """
        Register and deliver at random, then let everything be told.
        """
        self.window.closed = False
        for _ in range(STEPS):
            self._until_done(self._registration() if self.random.random() < 0.7 else self._delivery)
            self.clock.forward(dt.timedelta(minutes=self.random.choice((0, 1, 5, 20))))
        self.window.closed = True
        for wait in (dt.timedelta(hours=1), dt.timedelta(days=1)):
            self.clock.forward(wait)
            while self.program().casework.deliver().waiting:
                self.clock.forward()
        return self._outcome()

    def _until_done(self, deed: Callable[[], None]) -> None:
        """
        Whoever is stopped begins again, with the same request.
        """
        while True:
            try:
                deed()
            except Stopped:
                self.office = self.program()
            else:
                return

    def _delivery(self) -> None:
        self.office.casework.deliver()

    def _registration(self) -> Callable[[], None]:
        self.requests += 1
        command, id = self._command(), request(self.requests)
        return lambda: self._register(command, id)

    def _register(self, command: Command, id: RegistrationId) -> None:
        self.office.desk.submit(command, request=id)

    def _command(self) -> Command:
        case, today = self.random.choice(CASES), self.office.casework.host.today()
        primary, deputy = self.random.sample(("britta", "greta"), 2)
        if self.random.random() < 0.2:
            return RecordStatus(case, Status.DECLINED, today, confirmed=True)
        later = today + dt.timedelta(days=self.random.choice((0, 0, 1)))
        if self.random.random() < 0.4:
            return AppointContacts(case, later, deputy=deputy, confirmed=True)
        return RecordStatus(case, Status.ACCEPTED, today, primary, deputy, confirmed=True)

    def _outcome(self) -> Outcome:
        wrong = [self._wrong_at(name, receiver) for name, receiver in self.receivers.items()]
        return Outcome(self.window.opened, *map(sum, zip(*wrong, strict=True)))

    def _wrong_at(self, name: str, receiver: Receiver) -> tuple[int, int, int, int, int]:
        told = [notice.id for notice in receiver.taken_in]
        due = [
            each.notice
            for each in self.store.outbox(target=name)
            if each.has_come(self.clock()) and each.state is not DeliveryState.WITHDRAWN
        ]
        ids = [notice.id for notice in due]
        first_told = [notice for notice in due if notice.id in told]
        first_told.sort(key=lambda notice: told.index(notice.id))
        return (
            len(set(ids) - set(told)),
            len(told) - len(set(told)),
            len(set(told) - set(ids)),
            sum(_in_line(first_told, case) != _in_line(due, case) for case in CASES),
            sum(map(self._is_outdated, CASES)) if name == "plan" else 0,
        )

    def _is_outdated(self, case: CaseKey) -> bool:
        """
        Does the plan show anybody else than who is contact now?
        """
        host = self.office.casework.host
        spell = self.store.read(case).life.on(host.today())
        staff = host.staff_on(("britta", "greta"), host.today())
        shown = [each for each in self.receivers["plan"].taken_in if each.case == case]
        last = shown[-1] if shown else None
        lines = last.lines if isinstance(last, PlanSnapshot) else ()
        return lines != plan_lines_of(spell, staff)


def _in_line(notices: Sequence[Notice], case: CaseKey) -> list[UUID]:
    at_once = [notice for notice in notices if notice.case == case]
    return [notice.id for notice in at_once]

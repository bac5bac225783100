"""
How the store bears load: several writers, a million registrations, and what reading them takes.

Everything is as durable as the store asks for. What is registered is a client's yes, with two
contacts; beside it stand the same statements on the bare driver, and the `eventsourcing` library.
"""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import attrs

from fastomsorg.care import Unit
from fastomsorg.casework import Casework, Desk
from fastomsorg.history import Case, EnactmentStarted, Event, StatusRecorded
from fastomsorg.hooks import Draft, Intake, Panel, Posting
from fastomsorg.terms import (
    Act,
    Actor,
    CaseKey,
    Purpose,
    Service,
    Setting,
    Status,
)
from fastomsorg.testing import FIRST_DAY, a_client, a_staff_member, a_unit

from ._bare import Run, recorded
from ._crowd import WARM, Job, Pace, Piece, alone, together
from ._places import Place, places
from ._timing import Figure
from .store import TODAY, Anybody, answer, engine_of

FEW, MANY = 1_000, 1_000_000
"""Stored events."""
TO_A_CLIENT = 4
OF_A_UNIT = 200
ROUNDS = 6
WRITERS = {"SQLite": ((1, 80), (4, 25)), "PostgreSQL": ((1, 80), (8, 15))}
"""How many processes, and how many registrations each makes in a round."""


def figures() -> Iterator[Figure]:
    with places() as both:
        for place in both:
            few, many = (_filled(place, events) for events in (FEW, MANY))
            for processes, each in WRITERS[place.name]:
                yield from _registering(place, few, many, processes, each)
            yield from _reading(place, few, many)


@attrs.frozen
class Filled:
    """
    A store with so many events, and cases in which nobody has been asked yet.
    """

    url: str
    events: int
    asked: Iterator[CaseKey]

    def next_cases(self, many: int) -> list[CaseKey]:
        return [next(self.asked) for _ in range(many)]


def _filled(place: Place, events: int) -> Filled:
    """
    A store, filled in bulk.
    """
    clients = events // TO_A_CLIENT
    asked = sum(ROUNDS * processes * (each + WARM) for processes, each in WRITERS[place.name])
    url = place.new()
    desk = _desk(url)
    storage = desk.host.storage
    assert isinstance(storage, Intake)
    keys = [CaseKey(f"c{n}", f"u{n // OF_A_UNIT}") for n in range(clients + asked)]
    units = list(dict.fromkeys(key.unit for key in keys))
    now = dt.datetime.now(dt.UTC)
    with storage.transaction():
        list(storage.put_units((_unit(id) for id in units), now=now))
        list(storage.put_clients((a_client(key.client) for key in keys), now=now))
        staff = [a_staff_member(id, units=units[-20:]) for id in ("ann", "bo")]
        list(storage.put_staff(((each, None) for each in staff), now=now))
    for first in range(0, len(keys), 1_000):
        some = keys[first : first + 1_000]
        postings = [one for n, key in enumerate(some, first) for one in _history(key, n < clients)]
        storage.append(postings, now=now)
    engine_of(desk).dispose()
    return Filled(url, events, iter(keys[clients:]))


def _unit(id: str) -> Unit:
    return attrs.evolve(a_unit(), id=id)


def _history(key: CaseKey, whole: bool) -> Iterator[Posting]:
    """
    Home care begins, and with *whole* the client says no, again and again.
    """
    began = EnactmentStarted(
        FIRST_DAY, f"e-{key.client}", Setting.HOME_CARE, Act.SOL, frozenset({Service.MEALS}), True
    )
    noes = [StatusRecorded(FIRST_DAY + dt.timedelta(n), Status.DECLINED) for n in range(1, 4)]
    events: Sequence[Event] = [began, *noes] if whole else [began]
    for event in events:
        draft = Draft(
            id=uuid4(),
            digest="d" * 64,
            answer="",
            actor=Actor("me", "Test Chef"),
            purpose=Purpose.MIGRATION,
            rulebook="r" * 64,
            routine="national",
            entries=((key, (event,)),),
        )
        yield Posting(draft, (Case(key),))


def _desk(url: str) -> Desk:
    panel = Panel.installed(frozenset({"sql"}))
    casework = Casework(storage=panel.storage(url), people=panel.people(url), policy=Anybody())
    return casework.acting(Actor("me", "Test Chef"))


def _registering(
    place: Place, few: Filled, many: Filled, processes: int, each: int
) -> Iterator[Figure]:
    """
    Ours, the bare driver and the library in turn, round by round, on few and on many events.
    """
    who = "one writer" if processes == 1 else f"{processes} writers"
    rounds = [_Round(place, filled, processes, each) for filled in (few, many)]
    for _ in range(ROUNDS):
        for measured in rounds:
            measured.go()
    paces = [measured.paces() for measured in rounds]
    for filled, (ours, hand, theirs) in zip((few, many), paces, strict=True):
        what = f"{place.name}, {who}, {filled.events:,} events"
        told = f"{ours.rate:,.0f} a second, 99 % within {ours.percentile * 1000:.1f} ms; "
        by_hand = f"bare {hand.rate:,.0f}, {hand.percentile * 1000:.1f} ms"
        library = f"library {theirs.rate:,.0f}, {theirs.percentile * 1000:.1f} ms"
        yield Figure(f"{what}: ours / bare driver", ours.each / hand.each, 3, detail=told + by_hand)
        yield Figure(
            f"{what}: ours / eventsourcing", ours.each / theirs.each, 1, detail=told + library
        )
    slower = paces[1][0].each / paces[0][0].each
    by_hand = f"the bare driver {paces[1][1].each / paces[0][1].each:.2f}"
    yield Figure(f"{place.name}, {who}: many events / few", slower, 1.3, detail=by_hand)


@attrs.define
class _Round:
    """
    Ours, the bare driver and the library, one after another, again and again.
    """

    place: Place
    filled: Filled
    processes: int
    each: int
    twin: str = attrs.field(init=False)
    by_hand: str = attrs.field(init=False)
    library: str = attrs.field(init=False)
    gone: list[tuple[Pace, Pace, Pace]] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.twin = self.place.copy(self.filled.url)
        self.by_hand = self.place.copy(self.filled.url)
        self.library = self.place.new()

    def go(self) -> None:
        place = self.place
        shares = [self.filled.next_cases(self.each + WARM) for _ in range(self.processes)]
        statements = _recorded(self.twin, shares)
        ids = alone(partial(_begun, place, self.library, shares, new=not self.gone))
        jobs: tuple[Job, ...] = (
            partial(_ours, self.filled.url, shares),
            _by_hand(place, self.by_hand, statements),
            partial(_by_library, place, self.library, ids),
        )
        ours, hand, theirs = (together(job, self.processes) for job in jobs)
        self.gone.append((ours, hand, theirs))

    def paces(self) -> tuple[Pace, Pace, Pace]:
        ours, hand, theirs = zip(*self.gone, strict=True)
        return _best(ours), _best(hand), _best(theirs)


def _best(paces: Sequence[Pace]) -> Pace:
    """
    The shortest time of all rounds, and the pieces of all of them.
    """
    return Pace(min(pace.each for pace in paces), tuple(p for pace in paces for p in pace.pieces))


def _ours(url: str, shares: list[list[CaseKey]], number: int) -> list[Piece]:
    desk = _desk(url)
    return [partial(answer, desk, [case]) for case in shares[number]]


def _recorded(url: str, shares: list[list[CaseKey]]) -> list[list[list[Run]]]:
    """
    What each answer asks of the database.
    """
    desk = _desk(url)
    asked: list[list[list[Run]]] = []
    for share in shares:
        asked.append([])
        for case in share:
            with recorded(engine_of(desk)) as statements:
                answer(desk, [case])
            asked[-1].append(statements)
    engine_of(desk).dispose()
    return asked


def _by_hand(place: Place, url: str, statements: list[list[list[Run]]]) -> Job:
    def job(number: int) -> list[Piece]:
        driver = place.driver(url)

        def asked(runs: list[Run]) -> None:
            for run in runs:
                run(driver)

        return [partial(asked, runs) for runs in statements[number]]

    return job


def _begun(place: Place, url: str, shares: list[list[CaseKey]], *, new: bool) -> list[list[UUID]]:
    """
    As many cases in the library's store.
    """
    library = place.library(url, new=new)
    return [[library.start(case.client) for case in share] for share in shares]


def _by_library(place: Place, url: str, ids: list[list[UUID]], number: int) -> list[Piece]:
    library = place.library(url)
    return [partial(library.answer, case, "ann") for case in ids[number]]


def _reading(place: Place, few: Filled, many: Filled) -> Iterator[Figure]:
    """
    The memory that is taken while everything goes by, and while one unit is looked at.
    """
    growth, peak = alone(partial(_all_changes, many.url))
    what = f"{place.name}, memory of changes() over {MANY:,} / after the first {FEW:,}"
    yield Figure(what, peak / growth, 1.1, detail=f"{peak:,.0f} against {growth:,.0f} MB")
    small, large = (alone(partial(_one_unit, filled.url)) for filled in (few, many))
    what = f"{place.name}, memory of one unit of {OF_A_UNIT} among {MANY // TO_A_CLIENT:,} clients"
    told = f"{large:,.0f} against {small:,.0f} KB"
    yield Figure(f"{what} / among {FEW // TO_A_CLIENT}", large / small, 1.1, detail=told)


def _all_changes(url: str) -> tuple[float, float]:
    """
    Megabytes in use after the first registrations, and the most while the others go by.
    """
    storage = _desk(url).host.storage
    first = most = 0.0
    for number, _ in enumerate(storage.changes(), start=1):
        if number == FEW:
            first = most = _in_use()
        elif number % FEW == 0:
            most = max(most, _in_use())
    return first, most


def _in_use() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _one_unit(url: str) -> float:
    """
    Kilobytes at most while the clients of one unit are listed who nobody has been found for.
    """
    desk = _desk(url)
    list(desk.unhandled("u0", on=TODAY))
    tracemalloc.start()
    listed = list(desk.unhandled("u0", on=TODAY))
    _, peak = tracemalloc.get_traced_memory()
    assert listed == []
    return peak / 1000

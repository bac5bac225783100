"""
A crowd in which every boundary of every report is met by somebody, again and again.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import count, product
from random import Random
from typing import Any

import attrs

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.history import Event
from fastomsorg.statistics import OLDER
from fastomsorg.terms import CaseKey, Period, Role, Status, stockholm
from fastomsorg.testing import a_visit, accepted, answered, seated, started

from .both_ways import WITHIN
from .municipalities import FIRST, LATER, NEW, NOBODY, STRANGER, Town, middle

CLIENTS = 90
UNITS = ("north", "south", "west")
MORNING, EVENING = dt.time(7), dt.time(21)
GAPS: tuple[Mapping[int, tuple[dt.time, ...]], ...] = ({}, {}, {6: ()}, {6: (MORNING,)})
"""On which day somebody is not visited as usual, and when instead."""
STAFF = tuple("abcde")
STARTS = (dt.time(6, 59), dt.time(7), dt.time(12), dt.time(21, 59), dt.time(22), dt.time(23, 30))
LATE = (dt.timedelta(0), WITHIN, -WITHIN, WITHIN * 2, -WITHIN * 2)
ODD: tuple[dict[str, Any], ...] = (
    {},
    {"staff": ()},
    {"staff": ("a", "a", "b")},
    {"staff": ("a", STRANGER)},
    {"staff": (NEW,)},
    {"client": NOBODY},
    {"ends": (BEFORE := object())},
    {"starts": None},
    {"planned_starts": None},
    {"performed": False},
    {"kind": VisitKind.ALARM},
)
MINUTE = dt.timedelta(minutes=1)


def a_crowd(first: dt.date = FIRST) -> Town:
    """
    Clients at one or two units, who change their mind and their contacts every few days; some come
    back; most are visited every day, some by another unit.
    """
    chance = Random(2025)
    clients = [f"c{number:02}" for number in range(CLIENTS)]
    return Town(
        {
            CaseKey(client, unit): _history(chance, first)
            for client, unit in product(clients, UNITS)
            if chance.random() < 0.8
        },
        {client: _birth(chance, first) for client in clients},
        tuple(visit for client in clients for visit in _visits(chance, client, first)),
        tuple(
            Absence(chance.choice(list(Absentee)), client, _days_away(chance, first))
            for client in clients
            if chance.random() < 0.4
        ),
        {**dict.fromkeys(STAFF), NEW: middle(first).end},
    )


def _history(chance: Random, first: dt.date) -> tuple[Event, ...]:
    """
    A stay that goes on, that ends, or that is followed by another after a day between them.
    """
    turn = first + dt.timedelta(chance.randrange(2, LATER.days))
    begins, again = first + dt.timedelta(chance.randrange(0, 2)), turn + dt.timedelta(2)
    how = chance.choice(["goes on", "ends", "again", "again"])
    if how == "goes on":
        return _stay(chance, begins, None, first)
    if how == "ends":
        return _stay(chance, begins, turn, first)
    return (*_stay(chance, begins, turn, first, "e1"), *_stay(chance, again, None, first, "e2"))


def _stay(
    chance: Random, begins: dt.date, last: dt.date | None, first: dt.date, enactment: str = "e1"
) -> tuple[Event, ...]:
    until = last or first + LATER
    length = max((until - begins).days, 0) + 1

    def day() -> dt.date:
        return begins + dt.timedelta(chance.randrange(length))

    events: list[Event] = [
        started(begins, last, enactment=enactment),
        *accepted(begins, *chance.sample(STAFF, 2)),
    ]
    for _ in range(chance.randrange(5)):
        role = chance.choice([Role.PRIMARY, Role.PRIMARY, Role.DEPUTY])
        events.append(seated(role, chance.choice([None, *STAFF]), day()))
    if chance.random() < 0.4:
        said = day()
        events.append(answered(Status.DECLINED, said))
        events += accepted(min(said + dt.timedelta(2), until), chance.choice(STAFF))
    return tuple(events)


def _birth(chance: Random, first: dt.date) -> dt.date | None:
    """
    Somebody who is 65 on a day that is asked about, on the day after, long ago, not yet, or who
    knows.
    """
    middle = first + LATER // 2
    on = chance.choice([first, middle, first + LATER, middle + dt.timedelta(365)])
    of_age = on.replace(year=on.year - OLDER)
    return chance.choice([None, of_age, of_age + dt.timedelta(1), *[dt.date(1940, 5, 1)] * 4])


def _days_away(chance: Random, first: dt.date) -> Period:
    """
    Just before the fourteen days, in them, from the last of them on, just after.
    """
    days = chance.choice([(-3, 0), (-3, 1), (5, 6), (13, None), (14, None), (14, 15)])
    start, end = (None if day is None else first + dt.timedelta(day) for day in days)
    return Period(start or first, end)


def _visits(chance: Random, client: str, first: dt.date) -> Iterator[Visit]:
    """
    Morning and evening of every day, but for some on a day or two; and now and then an odd one,
    perhaps by another unit.
    """
    numbers = (f"{client}-{number}" for number in count())
    unit, gaps = chance.choice(UNITS), chance.choice(GAPS)
    for day in range(LATER.days + 1):
        on = first + dt.timedelta(day)
        for clock in gaps.get(day, (MORNING, EVENING)):
            yield _visit(chance, next(numbers), client, unit, on, clock)
        if chance.random() < 0.2:
            other, clock = chance.choice(UNITS), chance.choice(STARTS)
            yield _odd(chance, _visit(chance, next(numbers), client, other, on, clock))


def _visit(chance: Random, id: str, client: str, unit: str, on: dt.date, clock: dt.time) -> Visit:
    starts = dt.datetime.combine(on, clock, stockholm()).astimezone(dt.UTC)
    crew = chance.sample(STAFF, chance.choice([1, 1, 1, 2]))
    planned = starts + chance.choice(LATE)
    return a_visit(starts, id, client=client, unit=unit, staff=tuple(crew), planned_starts=planned)


def _odd(chance: Random, visit: Visit) -> Visit:
    """
    By nobody, upside down, without a start or a plan, not performed, for something else, or as it
    was.
    """
    wrong: dict[str, Any] = chance.choice(ODD)
    if wrong.get("ends") is BEFORE:
        wrong = {"ends": visit.starts and visit.starts - MINUTE}
    return attrs.evolve(visit, **wrong)

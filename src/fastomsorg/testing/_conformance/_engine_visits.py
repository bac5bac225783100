"""
The visits of the municipality that an engine is given, each client with one thing to get wrong.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Any, TypeAlias

import attrs

from fastomsorg.care import Visit, VisitKind
from fastomsorg.terms import ClientId, Instant, StaffId, UnitId, stockholm
from fastomsorg.testing._people_builders import a_visit

FORTNIGHT, DARKER = dt.date(2025, 3, 24), dt.date(2025, 10, 20)
"""The first of fourteen days around the night that is an hour shorter, and the longer one."""
STRANGER, NEW, LATE = "stranger", "new", "late"
"""Staff who are never in the register, who are from the day after the spring, and from its last."""
NOBODY = "nobody"
"""A client who is not in the register."""
MINUTE = dt.timedelta(minutes=1)

Crew: TypeAlias = tuple[StaffId, ...]

BY_WHOM: Mapping[ClientId, str] = {
    "Agda": "axy",
    "Alberta": "x",
    "Balder": "x",
    "Börje": "abb",
    "Karl": "bb",
    "Magnus": "x",
    "Osten": "xxy",
}
"""Who came to those of the handbook."""

IN_SPRING: tuple[tuple[ClientId, str, Crew], ...] = (
    ("turned", "2025-03-24T08:00", ("a",)),
    ("turned", "2025-03-25T08:00", ("a",)),
    ("turned", "2025-03-25T14:00", ("b",)),
    ("turned", "2025-03-26T08:00", ("b",)),
    ("vacant", "2025-03-24T08:00", ("a",)),
    ("vacant", "2025-03-25T08:00", ("a",)),
    ("vacant", "2025-03-25T14:00", ("b",)),
    ("without", "2025-03-24T08:00", ("a",)),
    ("without", "2025-03-25T08:00", ("a",)),
    ("without", "2025-03-26T08:00", ("b",)),
    ("double", "2025-03-24T08:00", ("a", "b")),
    ("double", "2025-03-25T08:00", ("a", "a", "c")),
    ("protected", "2025-03-24T08:00", ("a",)),
    ("protected", "2025-03-25T08:00", ("b",)),
    ("edges", "2025-03-16T23:59", ("b",)),
    ("edges", "2025-03-17T00:00", ("a",)),
    ("edges", "2025-04-13T23:59", ("a",)),
    ("edges", "2025-04-14T00:00", ("b",)),
    ("night", "2025-03-24T23:45", ("a",)),
    ("night", "2025-03-25T00:10", ("a",)),
    ("night", "2025-04-02T00:30", ("b",)),
    ("night", "2025-04-02T00:40", ("c",)),
    ("shorter", "2025-03-29T23:50", ("a",)),
    ("shorter", "2025-03-30T00:10", ("b",)),
    ("shorter", "2025-03-30T23:50", ("b",)),
    ("shorter", "2025-03-31T00:10", ("c",)),
    ("gone", "2025-03-20T08:00", ("a",)),
    ("gone", "2025-03-21T08:00", ("a",)),
    ("two", "2025-03-24T08:00", ("a",)),
    ("joined", "2025-03-24T08:00", ("a", LATE)),
    ("odd", "2025-03-24T08:00", ()),
    ("odd", "2025-03-24T09:00", ("a", STRANGER)),
    ("odd", "2025-03-24T10:00", (NEW,)),
    (NOBODY, "2025-03-24T08:00", ("a",)),
)
IN_AUTUMN: tuple[tuple[ClientId, str, Crew], ...] = (
    ("longer", "2025-10-25T23:50", ("a",)),
    ("longer", "2025-10-26T00:10", ("b",)),
    ("longer", "2025-10-26T23:50", ("b",)),
    ("longer", "2025-10-27T00:10", ("c",)),
)
FOURTEEN_DAYS: tuple[tuple[ClientId, str], ...] = (
    ("f-away", "a"),
    ("f-back", "a"),
    ("f-early", "a"),
    ("f-in", "abc"),
    ("f-late", "a"),
    ("f-of age", "b"),
    ("f-unknown", "a"),
    ("f-younger", "a"),
)
"""Who is visited in the morning and the evening of all the days, and by whom in turn."""


def clock(text: str) -> Instant:
    """
    The instant at which clocks in Sweden show that.
    """
    return dt.datetime.fromisoformat(text).replace(tzinfo=stockholm()).astimezone(dt.UTC)


def all_visits() -> tuple[Visit, ...]:
    """
    Every visit, each with an id of its own but for the one that is told of twice.
    """
    parts = (
        _of_the_handbook(),
        _listed(),
        _odd(),
        _over_the_repeated_hour(),
        _elsewhere(),
        _of_the_fortnight(),
        _timely(),
    )
    numbered = enumerate(chain.from_iterable(parts))
    return (*(attrs.evolve(visit, id=f"v{number:04}") for number, visit in numbered), *_twice())


def _of_the_handbook() -> Iterator[Visit]:
    for client, crew in BY_WHOM.items():
        for place, staff in enumerate(crew):
            last = (client, place) == ("Karl", 1)
            starts = clock("2025-02-16T00:00" if last else "2025-02-01T00:00")
            yield a_visit(starts, client=client, unit="handbook", staff=(staff,))


def _listed() -> Iterator[Visit]:
    for client, starts, crew in IN_SPRING + IN_AUTUMN:
        yield a_visit(clock(starts), client=client, staff=crew)


def _odd() -> Iterator[Visit]:
    as_it_should = a_visit(clock("2025-03-26T08:00"), client="odd", staff=("a",))
    wrong: tuple[dict[str, Any], ...] = (
        {"performed": False},
        {"kind": VisitKind.ALARM},
        {"ends": clock("2025-03-26T07:59")},
    )
    for each in wrong:
        yield attrs.evolve(as_it_should, **each)


def _over_the_repeated_hour() -> Iterator[Visit]:
    """
    From half past two until ten past two, forty minutes later.
    """
    starts = dt.datetime(2025, 10, 26, 0, 30, tzinfo=dt.UTC)
    yield a_visit(starts, client="longer", staff=("b",), minutes=40)


def _elsewhere() -> Iterator[Visit]:
    for starts, staff in (("2025-03-25T08:00", "b"), ("2025-03-26T08:00", "a")):
        yield a_visit(clock(starts), client="two", unit="south", staff=(staff,))
    for starts, staff in (("2025-03-25T08:00", "b"), ("2025-03-26T08:00", "a")):
        yield a_visit(clock(starts), client="alone", unit="silent", staff=(staff,))


def _of_the_fortnight() -> Iterator[Visit]:
    for client, crew in FOURTEEN_DAYS:
        yield from _twice_a_day(client, FORTNIGHT, crew)
    yield from _twice_a_day("f-autumn", DARKER, "ab")
    yield from _twice_a_day("f-dark", DARKER, "a")
    starts = clock("2025-03-24T12:00")
    yield attrs.evolve(_fourteen("f-in", starts, "d"), kind=VisitKind.ALARM)


def _twice_a_day(client: ClientId, first: dt.date, crew: str) -> Iterator[Visit]:
    """
    At seven, and at the last minute before ten; but for one client a minute too early, and for
    two a minute too late, on the day when clocks are changed.
    """
    for day, hour in product(range(14), ("07:00", "21:59")):
        on = first + dt.timedelta(day)
        starts = clock(f"{on}T{hour}")
        if day == 6 and (client, hour) == ("f-early", "07:00"):
            starts -= MINUTE
        if day == 6 and client in ("f-late", "f-dark") and hour == "21:59":
            starts += MINUTE
        yield _fourteen(client, starts, crew[day % len(crew)])


def _fourteen(client: ClientId, starts: Instant, staff: StaffId) -> Visit:
    return a_visit(starts, client=client, unit="fortnight", staff=(staff,))


def _timely() -> Iterator[Visit]:
    plan = clock("2025-03-24T12:00")
    for late in (-30, 30, 31, -31):
        starts = plan + late * MINUTE
        yield _planned(starts, plan)
    yield _planned(plan + 30 * MINUTE + dt.timedelta(seconds=1), plan)
    yield _planned(clock("2025-03-30T03:15"), clock("2025-03-30T01:45"))
    yield _planned(plan, None)
    yield attrs.evolve(_planned(plan, plan), starts=None, ends=None)
    yield attrs.evolve(_planned(plan, plan), performed=False)


def _planned(starts: Instant, plan: Instant | None) -> Visit:
    unit: UnitId = "timely"
    return a_visit(starts, client="timely", unit=unit, staff=("a",), planned_starts=plan)


def _twice() -> Iterator[Visit]:
    """
    What two sources tell of otherwise, and another visit.
    """
    for starts, id, staff in (
        ("2025-06-02T08:00", "told twice", "a"),
        ("2025-06-02T08:00", "told twice", "b"),
        ("2025-06-03T08:00", "another", "a"),
    ):
        yield a_visit(clock(starts), id, client="told", unit="sources", staff=(staff,))

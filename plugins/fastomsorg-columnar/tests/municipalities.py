"""
Made-up municipalities, small and contrary.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import product
from random import Random

import attrs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.history import ContactChanged, Event
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Period,
    Role,
    StaffId,
    Status,
    start_of,
    stockholm,
)
from fastomsorg.testing import (
    MemoryStore,
    Municipality,
    a_client,
    a_visit,
    accepted,
    answered,
    seated,
    started,
)

CLIENTS = ("agda", "balder", "carla")
UNITS = ("north", "south")
STAFF = ("a", "b", "c")
NEW, STRANGER = "new", "stranger"
"""Staff: one who comes into the register on the way, one who never does."""
NOBODY = "nobody"
"""A client who is not in the register."""
FIRST = dt.date(2025, 3, 20)
"""The first of days around the night that is an hour shorter, and the turn of a month."""
AUTUMN = dt.date(2025, 10, 16)
"""The first of days around the night that is an hour longer."""
LATER = dt.timedelta(21)
"""How much later the last of the days is."""
LAST = FIRST + LATER
HOURS = (7, 21)
LONGEST_DAY = 25 * 60
"""In minutes."""


def middle(first: dt.date) -> Period:
    """
    Days on both sides of which something happens.
    """
    return Period.through(first + dt.timedelta(5), first + dt.timedelta(16))


PERIOD = middle(FIRST)

Births = Mapping[ClientId, dt.date | None]
Cases = Mapping[CaseKey, tuple[Event, ...]]

staff = st.sampled_from(STAFF)
whoever = st.sampled_from([*STAFF * 4, NEW, STRANGER])
units = st.none() | st.frozensets(st.sampled_from(UNITS))
gaps = st.frozensets(
    st.tuples(st.sampled_from(CLIENTS), st.integers(0, 13), st.sampled_from(HOURS)), max_size=2
)
shifts = st.sampled_from([0, -60, 59, 60])


@attrs.frozen
class Town:
    """
    A municipality: its cases and clients, and what happened there.
    """

    cases: Cases
    born: Births
    visits: tuple[Visit, ...]
    absences: tuple[Absence, ...] = ()
    staff: Mapping[StaffId, dt.date | None] = attrs.field(factory=lambda: dict.fromkeys("abcdexy"))
    """Who is in the register, and from which day; None is always."""

    @property
    def told(self) -> Municipality:
        """
        The same as engines are told of it, every third client with a protected identity.
        """
        clients = {
            id: attrs.evolve(a_client(id), born=born, protected=place % 3 == 0)
            for place, (id, born) in enumerate(self.born.items())
        }
        return Municipality(self.cases, clients, self.staff, self.visits, self.absences)

    @property
    def in_order(self) -> tuple[Visit, ...]:
        return self.told.in_order


def days_from(first: dt.date) -> st.SearchStrategy[dt.date]:
    return st.dates(first, first + LATER)


def visits_from(first: dt.date) -> st.SearchStrategy[list[Visit]]:
    """
    Visits at any minute, which may end on another day, or before they began.
    """
    minutes = st.integers(0, LONGEST_DAY - 1)
    instants = st.builds(
        lambda day, minutes: start_of(day) + dt.timedelta(minutes=minutes),
        days_from(first),
        minutes,
    )
    made = st.builds(
        Visit,
        id=st.uuids().map(str),
        client=st.sampled_from([*CLIENTS * 3, NOBODY]),
        unit=st.sampled_from(UNITS),
        starts=st.none() | instants,
        ends=st.none() | instants,
        planned_starts=st.none() | instants,
        kind=st.sampled_from([VisitKind.HOME_CARE] * 4 + [VisitKind.ALARM]),
        staff=st.lists(whoever, max_size=3).map(tuple),
        performed=st.sampled_from([True] * 5 + [False]),
    )
    return st.lists(made, max_size=25)


@st.composite
def histories(draw: st.DrawFn, first: dt.date) -> tuple[Event, ...]:
    """
    One stay or two, each with a yes in it or not, changes of both seats and of the answer.
    """
    begins = draw(days_from(first))
    last = draw(st.none() | st.dates(begins, first + LATER))
    events = draw(stays(begins, last, first + LATER, "e1"))
    if last is not None and last + dt.timedelta(2) <= first + LATER:
        again = draw(st.none() | st.dates(last + dt.timedelta(2), first + LATER))
        if again is not None:
            events += draw(stays(again, None, first + LATER, "e2"))
    return events


@st.composite
def stays(
    draw: st.DrawFn, begins: dt.date, last: dt.date | None, latest: dt.date, enactment: str
) -> tuple[Event, ...]:
    within = st.dates(begins, last or latest)
    events: list[Event] = [started(begins, last, enactment=enactment)]
    if draw(st.booleans()):
        events += accepted(draw(within), draw(staff), None)
        events += draw(st.lists(changes(within), max_size=4))
        events += draw(st.lists(st.builds(answered, st.sampled_from(Status), within), max_size=2))
    return tuple(events)


def changes(within: st.SearchStrategy[dt.date]) -> st.SearchStrategy[ContactChanged]:
    return st.builds(
        seated, st.sampled_from([Role.PRIMARY, Role.DEPUTY]), st.none() | staff, within
    )


def cases_from(first: dt.date) -> st.SearchStrategy[Cases]:
    keys = st.builds(CaseKey, st.sampled_from(CLIENTS), st.sampled_from(UNITS))
    return st.dictionaries(keys, histories(first), max_size=6)


births = st.fixed_dictionaries(
    {
        client: st.sampled_from(
            [
                None,
                dt.date(1940, 5, 1),
                dt.date(1960, 2, 29),
                dt.date(1960, 3, 20),
                dt.date(1960, 3, 21),
            ]
        )
        for client in CLIENTS
    }
)


def absences_from(first: dt.date) -> st.SearchStrategy[list[Absence]]:
    absence = st.builds(
        Absence,
        st.sampled_from(Absentee),
        st.sampled_from(CLIENTS),
        st.builds(Period, days_from(first), st.none() | st.just(first + LATER + dt.timedelta(1))),
    )
    # Who, and from when, is told once.
    return st.lists(absence, max_size=2, unique_by=lambda each: (each.who, each.id))


def at_home(gaps: frozenset[tuple[str, int, int]], shift: int, first: dt.date) -> list[Visit]:
    """
    Everybody is visited at seven and at nine in the evening every day; in the gaps, *shift* later.
    """
    made: list[Visit] = []
    for client, day, hour in product(CLIENTS, range(14), HOURS):
        clock = dt.datetime.combine(first + dt.timedelta(day), dt.time(hour), stockholm())
        late = dt.timedelta(minutes=shift if (client, day, hour) in gaps else 0)
        starts = clock.astimezone(dt.UTC) + late
        made.append(a_visit(starts, str(len(made)), client=client, staff=(STAFF[day % 3],)))
    return made


def towns(first: dt.date = FIRST) -> st.SearchStrategy[Town]:
    """
    Municipalities in which a few things happen, most of them odd.
    """
    return st.builds(
        Town,
        cases_from(first),
        births,
        visits_from(first).map(tuple),
        absences_from(first).map(tuple),
        days_from(first).map(lambda day: {**dict.fromkeys(STAFF), NEW: day}),
    )


def told_twice(town: Town, chance: Random) -> Town:
    """
    The municipality, some of whose visits are told of by two sources, who do not always agree.
    """
    again = [visit for visit in town.visits if chance.random() < 0.2]
    more = (attrs.evolve(each, performed=chance.random() < 0.8) for each in again)
    return attrs.evolve(town, visits=(*town.visits, *more))


def busy_towns(first: dt.date = FIRST) -> st.SearchStrategy[Town]:
    """
    Municipalities in which, beside that, everybody is visited twice a day.
    """
    return st.builds(
        lambda town, many: attrs.evolve(town, visits=(*town.visits, *many)),
        towns(first),
        st.builds(at_home, gaps, shifts, st.just(first)),
    )


def drawn(strategy: st.SearchStrategy[Town], many: int) -> list[Town]:
    """
    So many of the municipalities.
    """
    found: list[Town] = []

    @settings(max_examples=many, phases=[Phase.generate], database=None, deadline=None)
    @given(strategy)
    def collect(town: Town) -> None:
        found.append(town)

    collect()
    return found


def together(towns: Iterable[Town]) -> Town:
    """
    Several municipalities as one: each has its own clients, units and staff.
    """
    found = [_renamed(town, f"{number:03}-") for number, town in enumerate(towns)]
    return Town(
        {key: events for town in found for key, events in town.cases.items()},
        {id: born for town in found for id, born in town.born.items()},
        tuple(visit for town in found for visit in town.visits),
        tuple(absence for town in found for absence in town.absences),
        {id: since for town in found for id, since in town.staff.items()},
    )


def _renamed(town: Town, name: str) -> Town:
    cases = {
        CaseKey(name + key.client, name + key.unit): tuple(_event(each, name) for each in events)
        for key, events in town.cases.items()
    }
    return Town(
        cases,
        {name + id: born for id, born in town.born.items()},
        tuple(_visit(visit, name) for visit in town.visits),
        tuple(attrs.evolve(each, id=name + each.id) for each in town.absences),
        {name + id: since for id, since in town.staff.items()},
    )


def _event(event: Event, name: str) -> Event:
    if isinstance(event, ContactChanged) and event.staff is not None:
        return attrs.evolve(event, staff=name + event.staff)
    return event


def _visit(visit: Visit, name: str) -> Visit:
    return attrs.evolve(
        visit,
        id=name + visit.id,
        client=name + visit.client,
        unit=name + visit.unit,
        staff=tuple(name + each for each in visit.staff),
    )


def a_store(cases: Cases, born: Births) -> MemoryStore:
    """
    A municipality in memory with these cases and clients.
    """
    return in_memory(Town(cases, born, ()))


def in_memory(town: Town) -> MemoryStore:
    return town.told.in_memory()

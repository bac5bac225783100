"""
Made-up municipalities, small and contrary.
"""

import datetime as dt
from itertools import product

import attrs
from hypothesis import strategies as st

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.history import Event
from fastomsorg.terms import CaseKey, ClientId, Period, Role, start_of, stockholm
from fastomsorg.testing import (
    FIRST_INSTANT,
    MemoryStore,
    a_client,
    a_draft,
    a_posting,
    a_unit,
    a_visit,
    accepted,
    seated,
    started,
)

CLIENTS = ("agda", "balder", "carla")
UNITS = ("north", "south")
STAFF = ("a", "b", "c")
FIRST, LAST = dt.date(2025, 3, 20), dt.date(2025, 4, 10)
"""Days around the night that is an hour shorter, and the turn of a month."""
PERIOD = Period.through(dt.date(2025, 3, 25), dt.date(2025, 4, 5))
HOURS = (7, 21)

days = st.dates(FIRST, LAST)
staff = st.sampled_from(STAFF)
units = st.frozensets(st.sampled_from(UNITS))
instants = st.builds(
    lambda day, minutes: start_of(day) + dt.timedelta(minutes=minutes),
    days,
    st.integers(0, 24 * 60 - 1),
)
visits = st.lists(
    st.builds(
        Visit,
        id=st.uuids().map(str),
        client=st.sampled_from(CLIENTS),
        unit=st.sampled_from(UNITS),
        starts=st.none() | instants,
        ends=st.none() | instants,
        planned_starts=st.none() | instants,
        kind=st.sampled_from([VisitKind.HOME_CARE] * 4 + [VisitKind.ALARM]),
        staff=st.lists(staff, max_size=3).map(tuple),
        performed=st.sampled_from([True] * 5 + [False]),
    ),
    max_size=25,
)
changes = st.builds(seated, st.sampled_from([Role.PRIMARY, Role.DEPUTY]), st.none() | staff, days)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """
    A stay that may end, a yes in it or not, changes of both seats on any days.
    """
    begins = draw(days)
    last = draw(st.none() | st.dates(begins, LAST))
    events: list[Event] = [started(begins, last)]
    if draw(st.booleans()):
        events += accepted(draw(st.dates(begins, last or LAST)), draw(staff), None)
        events += draw(st.lists(changes, max_size=3))
    return tuple(events)


cases = st.dictionaries(
    st.builds(CaseKey, st.sampled_from(CLIENTS), st.sampled_from(UNITS)), histories(), max_size=6
)
births = st.fixed_dictionaries(
    {
        client: st.sampled_from(
            [
                None,
                dt.date(1940, 5, 1),
                dt.date(1960, 3, 20),
                dt.date(1960, 3, 21),
            ]
        )
        for client in CLIENTS
    }
)
absences = st.lists(
    st.builds(
        Absence,
        st.sampled_from(Absentee),
        st.sampled_from(CLIENTS),
        st.builds(Period, days, st.none() | st.just(LAST + dt.timedelta(1))),
    ),
    max_size=2,
)
gaps = st.frozensets(
    st.tuples(st.sampled_from(CLIENTS), st.integers(0, 13), st.sampled_from(HOURS)), max_size=2
)
shifts = st.sampled_from([0, -60, 59, 60])


def at_home(gaps: frozenset[tuple[str, int, int]], shift: int) -> list[Visit]:
    """
    Everybody is visited at seven and at nine in the evening every day; in the gaps, *shift* later.
    """
    made: list[Visit] = []
    for client, day, hour in product(CLIENTS, range(14), HOURS):
        clock = dt.datetime.combine(FIRST + dt.timedelta(day), dt.time(hour), stockholm())
        late = dt.timedelta(minutes=shift if (client, day, hour) in gaps else 0)
        starts = clock.astimezone(dt.UTC) + late
        made.append(a_visit(starts, str(len(made)), client=client, staff=(STAFF[day % 3],)))
    return made


def a_store(
    histories: dict[CaseKey, tuple[Event, ...]], births: dict[ClientId, dt.date | None]
) -> MemoryStore:
    """
    A municipality in memory with these cases and clients.
    """
    store = MemoryStore()
    list(store.put_units([a_unit(unit) for unit in UNITS], now=FIRST_INSTANT))
    clients = [attrs.evolve(a_client(id), born=born) for id, born in births.items()]
    list(store.put_clients(clients, now=FIRST_INSTANT))
    for number, (key, events) in enumerate(histories.items(), start=1):
        draft = a_draft(*events, number=number, case=key)
        store.append([a_posting(draft)], now=FIRST_INSTANT)
    return store

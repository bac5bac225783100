"""
All that can be seen of a world from outside: what worlds over different stores must agree on.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import zip_longest
from typing import Any, TypeAlias

import attrs

from fastomsorg.history import Registration
from fastomsorg.terms import Actor, FastomsorgError, Period, Purpose, Status
from tests.simulation.town import CASES, CLIENTS, MANAGER, STAFF, UNITS
from tests.simulation.world import World

Seen: TypeAlias = Mapping[str, Any]

STRANGER = Actor("nobody", "Ingen Alls")
"""Who may do nothing."""


def answer(ask: Callable[[], Any]) -> Any:
    """
    What is answered; of an error, its kind, its code and its facts.
    """
    try:
        found = ask()
        return list(found) if isinstance(found, Iterator) else found
    except FastomsorgError as error:
        return type(error).__name__, error.code, dict(error.facts)


def stored(world: World) -> Seen:
    """
    What the store tells: registrations, notices on their way, the read log.
    """
    store, now = world.store, world.clock.now
    asking: dict[str, Callable[[], Any]] = {
        "changes": lambda: _in_rank(store.changes()),
        "horizon": store.horizon,
        "cases": store.cases,
        "lives": store.lives,
        "lives today": lambda: store.lives(on=world.clock.today),
        "outbox": store.outbox,
        "due": lambda: store.due(now),
        "backlog": lambda: store.backlog(now),
        "notes": store.notes,
        "accesses": store.accesses,
        "told": lambda: {name: each.told for name, each in world.receivers.items()},
    }
    return {name: answer(ask) for name, ask in asking.items()}


def _in_rank(changes: Iterable[Registration]) -> Iterator[Registration]:
    """
    With positions counted from 1: how large the gaps are is up to the store.
    """
    rank, last = 0, 0
    for each in changes:
        rank, last = rank + (each.position != last), each.position
        yield attrs.evolve(each, position=rank)


def shown(world: World) -> Seen:
    """
    What a desk shows on the day, to whoever may see everything, and to whoever may not.

    Looking is logged: worlds that are compared are looked at in the same way.
    """
    return {name: answer(ask) for name, ask in _questions(world)}


def _questions(world: World) -> Iterator[tuple[str, Callable[[], Any]]]:
    desk, today, known = world.desk, world.clock.today, world.store.horizon()
    follow_up = world.casework.acting(MANAGER, Purpose.FOLLOW_UP)
    stranger = world.casework.acting(STRANGER)
    week = Period.through(today, today + dt.timedelta(days=6))
    for client in CLIENTS:
        yield f"{client} shown", partial(desk.show, client, on=today)
        yield f"{client} shown as known", partial(desk.show, client, on=today, known=known)
        yield f"{client} shown to a stranger", partial(stranger.show, client, on=today)
        yield f"contacts of {client}", partial(desk.contacts, client, on=today)
        yield f"notes of {client}", partial(desk.notes, client=client)
    for key in CASES:
        yield f"{key} as known", partial(desk.state, key, on=today, known=known)
        yield f"{key} offered", partial(desk.offer, key, on=today)
    for unit in UNITS:
        yield f"unhandled at {unit}", partial(desk.unhandled, unit, on=today)
        yield f"unhandled at {unit}, a stranger", partial(stranger.unhandled, unit, on=today)
        yield f"selectable at {unit}", partial(desk.selectable, unit, on=today)
        yield f"due at {unit}", partial(desk.due, unit, on=today, everything=True)
        yield f"due at {unit}, a stranger", partial(stranger.due, unit, on=today)
        yield f"load at {unit}", partial(desk.load, unit, on=today)
        yield f"coverage of {unit}", partial(desk.coverage, unit, week)
        yield f"unread at {unit}", partial(desk.notes, unit=unit, unread=True)
    for member in STAFF:
        yield f"{member.id} explained", partial(desk.explain, member.id, on=today)
    for status in Status:
        yield f"{status} found", partial(follow_up.search, status, on=today)
        yield f"{status} published", partial(follow_up.publish, status, on=today)
    yield "forecast", partial(desk.forecast, dt.date(2033, 7, 1))
    yield "changed found", partial(follow_up.search_changed, on=today)
    yield "names by a search", partial(desk.search, Status.ACCEPTED, on=today, names=True)


def differing(here: Seen, there: Seen) -> list[str]:
    """
    What is seen otherwise in one place than in another: the first of each kind.
    """
    assert here.keys() == there.keys()
    return [_first(name, here[name], there[name]) for name in here if here[name] != there[name]]


def _first(name: str, here: object, there: object) -> str:
    """
    The first place at which two answers part.
    """
    if isinstance(here, list) and isinstance(there, list):
        for number, (one, other) in enumerate(zip_longest(here, there)):
            if one != other:
                return f"{name} {number}: {one}, and {other}"
    return f"{name}: {here}, and {there}"

"""
Whatever is done to a store in memory is found, and where it was done.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from random import Random
from typing import Any

import attrs

from fastomsorg.history import Case, Registration
from fastomsorg.terms import Actor, CaseKey, Purpose
from fastomsorg.testing import (
    FIRST_DAY,
    FIRST_INSTANT,
    MemoryStorage,
    a_draft,
    a_posting,
    accepted,
    request,
    started,
)
from fastomsorg.wire import GENESIS, Link, Verification, sealed, verify
from tests.soaking import scaled

KEYS = [CaseKey(f"client {number}", "north") for number in range(3)]
REGISTRATION = ("id", "position", "recorded_at", "actor", "purpose", "rulebook", "routine", "case")
SEAL = ("version", "place", "salt", "commitment", "hash")
OTHER: dict[str, Any] = {
    "id": request(999),
    "position": 777,
    "recorded_at": FIRST_INSTANT.replace(year=2020),
    "actor": Actor("somebody"),
    "purpose": Purpose.SUPERVISION,
    "rulebook": "another",
    "routine": "another",
    "case": CaseKey("somebody else", "north"),
    "version": 777,
    "place": 777,
}


def a_store() -> MemoryStorage:
    store = MemoryStorage()
    for number in range(15):
        key = KEYS[number % len(KEYS)]
        events = accepted(FIRST_DAY, f"staff {number}") if number > 2 else (started(FIRST_DAY),)
        draft = a_draft(*events, number=number + 1, case=key)
        store.append([a_posting(draft, store.read(key))], now=FIRST_INSTANT)
    return store


@attrs.define
class Held:
    """
    One case as the store holds it: what was registered, and what seals it.
    """

    registrations: list[Registration]
    seals: list[Link]

    def put_back(self, store: MemoryStorage, key: CaseKey) -> None:
        store._state.cases[key] = Case(key, tuple(self.registrations))
        store._state.seals[store._state.chains[key]] = tuple(self.seals)


def change(held: Held, chance: Random) -> None:
    """
    Another value in one field.
    """
    at = chance.randrange(len(held.seals))
    name = chance.choice(("events", *REGISTRATION, *SEAL))
    if name == "events":
        events = accepted(FIRST_DAY, "somebody else")
        held.registrations[at] = attrs.evolve(held.registrations[at], events=events)
    elif name in REGISTRATION:
        other = {name: OTHER[name]}
        held.registrations[at] = attrs.evolve(held.registrations[at], **other)
    else:
        other = {name: OTHER.get(name, f"{chance.getrandbits(128):032x}")}
        held.seals[at] = held.seals[at]._replace(**other)


def remove(held: Held, chance: Random) -> None:
    """
    One of those that are not the last, with its seal or without.
    """
    at = chance.randrange(len(held.seals) - 1)
    if chance.random() < 0.8:
        del held.seals[at]
    del held.registrations[at]


def insert(held: Held, chance: Random) -> None:
    """
    One that stands there already, once more, with its seal or without.
    """
    at, to = chance.randrange(len(held.seals)), chance.randrange(len(held.seals))
    if chance.random() < 0.8:
        held.seals.insert(to, held.seals[at])
    held.registrations.insert(to, held.registrations[at])


def reorder(held: Held, chance: Random) -> None:
    """
    Two change places, with their seals or without.
    """
    one, other = chance.sample(range(len(held.seals)), 2)
    places: list[list[Any]] = [held.registrations]
    if chance.random() < 0.5:
        places.append(held.seals)
    for place in places:
        place[one], place[other] = place[other], place[one]


DEEDS: tuple[Callable[[Held, Random], None], ...] = (change, change, remove, insert, reorder)


def looked_through(links: Iterable[Link]) -> Verification:
    return verify(links, position=1_000, at=FIRST_INSTANT)


def sealed_anew(links: Iterable[Link]) -> Iterator[Link]:
    """
    The links as if nobody had sealed them before: without the guard.
    """
    for _, chain in groupby(links, key=lambda link: link.chain):
        previous = GENESIS
        for link in chain:
            now = sealed(link, previous)
            previous = now.hash
            yield now


def test_what_is_done_to_a_store_in_memory_is_found_in_the_chain_it_was_done_to(
    figure: Callable[..., None],
) -> None:
    deeds = scaled(1_000, 20_000)
    store, missed, without = a_store(), [], 0
    before = list(store.links())
    assert looked_through(before).whole
    for number in range(deeds):
        chance = Random(number)
        key, deed = chance.choice(KEYS), chance.choice(DEEDS)
        chain = store._state.chains[key]
        registrations, seals = store._state.cases[key].registrations, store._state.seals[chain]
        held = Held(list(registrations), list(seals))
        deed(held, chance)
        held.put_back(store, key)
        after = list(store.links())
        told = {fault.chain for fault in looked_through(after).faults}
        if told != {chain}:
            missed.append((number, deed.__name__, told))
        without += not looked_through(sealed_anew(after)).whole
        Held(list(registrations), list(seals)).put_back(store, key)

    assert missed == []
    assert list(store.links()) == before
    assert without < 0.8 * deeds
    figure(
        "changes to a store in memory that were found, and where",
        got=deeds,
        of=deeds,
        control=f"{without} of {deeds}",
        guard="hashes taken for what they should be",
    )

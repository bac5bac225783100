"""
Short histories by the thousand: a client each, some commands, a process that dies now and then.

Many share a store, one after the other, so that there can be many of them. Nobody is told anything
here: what is looked at is whether every registration has its notices.
"""

from collections.abc import Callable, Mapping

import attrs

from fastomsorg.commands import StartEnactment
from fastomsorg.terms import CaseKey
from fastomsorg.testing import a_client
from tests.simulation.checks import pairing
from tests.simulation.homes import Home
from tests.simulation.playing import (
    ask_the_same_at_once,
    let_time_pass,
    register,
    register_at_once,
    register_in_trouble,
)
from tests.simulation.town import BEFORE, BEGINNING, MORNING
from tests.simulation.world import World

STEPS: Mapping[Callable[[World], None], int] = {
    register: 10,
    register_in_trouble: 4,
    register_at_once: 1,
    ask_the_same_at_once: 1,
    let_time_pass: 2,
}


@attrs.define
class Histories:
    """
    What so many histories came to: *unpaired* is what lacks its notices, or its registration.
    """

    count: int = 0
    registrations: int = 0
    died: int = 0
    unpaired: list[str] = attrs.field(factory=list)


def histories(
    home: Callable[[], Home], count: int, *, in_one_store: int = 10, first: int = 0
) -> Histories:
    """
    So many histories, from the seed *first* on, so many of them in each store.
    """
    found = Histories(count)
    for seed in range(first, first + count // in_one_store):
        place = home()
        world = World(seed, place, inline=False)
        for number in range(in_one_store):
            _live(world, f"client-{number}")
        world.open()
        again = f"see it again: histories(home, {in_one_store}, {in_one_store=}, first={seed})"
        found.unpaired += [f"{each}  ({again})" for each in (*world.wrong, *pairing(world))]
        found.registrations += len(world.stored)
        found.died += world.points.happened
        place.close()
    return found


def _live(world: World, client: str) -> None:
    """
    One history: home care begins, and then this and that.
    """
    list(world.store.put_clients([a_client(client)], now=BEFORE))
    world.clock.now = MORNING + world.chance.randint(0, 9) * (MORNING - BEFORE) / 30
    world.cases = {CaseKey(client, "north"): 5, CaseKey(client, "south"): 1}
    world.submit(StartEnactment(CaseKey(client, "north"), client, BEGINNING))
    for _ in range(world.chance.randint(1, 3)):
        (step,) = world.chance.choices(list(STEPS), list(STEPS.values()))
        step(world)
        world.points.clear()
    world.ask_again()

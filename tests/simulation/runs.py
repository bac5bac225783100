"""
Worlds, run one after the other, each from a seed: what was found wrong, and how to see it again.
"""

import atexit
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from traceback import format_exception

import attrs

from tests.postgresql import Server
from tests.simulation.homes import Home, InMemory, InPostgresql, InSqlite
from tests.simulation.observing import Seen, differing, stored
from tests.simulation.playing import play
from tests.simulation.world import World

STEPS = 40


@cache
def _server() -> Server:
    """
    A server of our own, where no test has one.
    """
    server = Server()
    atexit.register(server.stop)
    return server


HOMES: Mapping[str, Callable[[], Home]] = {
    "memory": InMemory,
    "sqlite": InSqlite,
    "postgresql": lambda: InPostgresql(_server()),
}
"""Where the store of a world can lie."""


@attrs.frozen
class Ran:
    """
    A world that has come to rest, with what was found wrong in it.
    """

    world: World
    found: list[str]
    seen: Seen


@attrs.define
class Tally:
    """
    What many worlds came to. *granted* are the kinds of commands that were; *found* is what was
    found wrong, with how it can be seen again.
    """

    worlds: int = 0
    faulty: int = 0
    registrations: int = 0
    told: int = 0
    happened: int = 0
    granted: set[type] = attrs.field(factory=set)
    found: list[str] = attrs.field(factory=list)


def run(
    where: str,
    seed: int,
    *,
    home: Callable[[], Home] | None = None,
    steps: int = STEPS,
    careful: bool = True,
) -> Ran:
    """
    Let the world of this seed live; at another *home*, it is not as good as it should be.
    """
    place = (home or HOMES[where])()
    try:
        world = World(seed, place, careful=careful)
        return Ran(world, _lived(world, steps), stored(world))
    finally:
        place.close()


def _lived(world: World, steps: int) -> list[str]:
    """
    What is wrong in the world in the end, or what it ended with before its time.
    """
    try:
        return play(world, steps)
    except Exception as error:  # noqa: BLE001 - whatever it is, the seed is to be told
        return [*world.wrong, *format_exception(error)]


def run_all(where: str, seeds: Iterable[int], **otherwise: object) -> Tally:
    """
    Let all of them live, and add up.
    """
    tally = Tally()
    for seed in seeds:
        ran = run(where, seed, **otherwise)  # type: ignore[arg-type]
        if where != "memory":
            same = differing(run("memory", seed).seen, ran.seen)
            ran.found.extend(f"not as in memory: {each}" for each in same)
        tally.worlds += 1
        tally.faulty += bool(ran.found)
        tally.registrations += len(ran.world.stored)
        tally.told += sum(len(each.told) for each in ran.world.receivers.values())
        tally.happened += ran.world.points.happened
        tally.granted |= {type(command) for command, _ in ran.world.answers.values()}
        again = f"see it again: python -m tests.simulation {where} {seed}"
        tally.found += [f"{each}  ({again})" for each in ran.found]
    return tally

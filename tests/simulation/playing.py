"""
What happens in a world, step by step, and how it comes to rest.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress

import attrs

from fastomsorg.commands import StartEnactment
from fastomsorg.decisions import Granted
from fastomsorg.terms import RequestConflict, StaleCase, StoreError, UnknownId
from tests.simulation.checks import found_in
from tests.simulation.faults import STORING, Died
from tests.simulation.importing import read_in
from tests.simulation.town import BEGINNING, BEGUN, STAFF, know
from tests.simulation.world import RECEIVERS, World

WHEN = ("before", "after")
LONG = 7 * 24
"""So many hours that whatever is to be tried again has been."""


def play(world: World, steps: int) -> list[str]:
    """
    Let so many steps happen, then everything come to rest; what is wrong then.
    """
    kinds = list(STEPS)
    for key in BEGUN:
        world.submit(StartEnactment(key, key.client, BEGINNING))
    for _ in range(steps):
        (step,) = world.chance.choices(kinds, list(STEPS.values()))
        world.tell(step.__name__)
        step(world)
        world.points.clear()
    rest(world)
    return [*world.wrong, *found_in(world)]


def rest(world: World) -> None:
    """
    Nothing goes wrong any more: what nobody heard of is asked for again, all that is due is told.
    """
    world.points.clear()
    world.open()
    world.ask_again()
    for _ in range(6):
        world.clock.let(hours=LONG)
        world.store.redrive()
        world.deliver()
    if world.unheard:
        world.wrong.append(f"never answered: {sorted(map(str, world.unheard))}")


# Steps --------------------------------------------------------------------------------------------


def register(world: World) -> None:
    """
    Somebody asks for something, undisturbed.
    """
    _stand(world, lambda: world.submit(world.a_command()))


def register_in_trouble(world: World) -> None:
    """
    Somebody asks for something, and it goes wrong somewhere; mostly it is asked for again.
    """
    command = world.a_command()
    _plan_trouble(world)
    _stand(world, lambda: world.submit(command))
    world.points.clear()
    if world.chance.random() < 0.7:
        world.ask_again()


def register_at_once(world: World) -> None:
    """
    Two ask for something about one case, the second just when the first is about to be stored.
    """
    key = world.a_case()
    first, second = world.a_command(key), world.a_command(key)
    world.points.plan_for(
        f"before {world.storing}", lambda: _stand(world, lambda: world.submit(second))
    )
    _stand(world, lambda: world.submit(first))


def ask_the_same_at_once(world: World) -> None:
    """
    One request comes twice, the second time while the first is being stored.
    """
    command, request = world.a_command(), world.a_request()
    heard = []
    point = f"{world.chance.choice(WHEN)} {world.storing}"
    world.points.plan_for(point, lambda: heard.append(world.submit(command, request)))
    heard.append(world.submit(command, request))
    entries = {getattr(verdict, "entries", None) for verdict in heard if verdict is not None}
    if len(entries) > 1:
        world.wrong.append(f"one request, two answers: {request}")


def ask_once_more(world: World) -> None:
    """
    A request that was answered comes again; with other content, it is a conflict.
    """
    if not world.answers:
        return
    request = world.chance.choice(list(world.answers))
    command, granted = world.answers[request]
    other = world.a_command()
    try:
        again = world.desk.submit(other, request=request)
    except RequestConflict:
        again = None
    different = attrs.evolve(other, confirmed=command.confirmed) != command
    if isinstance(again, Granted) and different:
        world.wrong.append(f"another request under the same id was granted: {request}")
    same = world.desk.submit(command, request=request)
    if not isinstance(same, Granted) or same.entries != granted.entries:
        world.wrong.append(f"the same request was answered otherwise: {request}")


def deliver(world: World) -> None:
    """
    A worker delivers what is due.
    """
    world.deliver()


def deliver_in_trouble(world: World) -> None:
    """
    A worker delivers, and it goes wrong somewhere.
    """
    _plan_trouble(world)
    world.deliver()


def deliver_at_once(world: World) -> None:
    """
    A second worker begins while the first is in the middle of a call.
    """
    point = f"{world.chance.choice(WHEN)} {world.chance.choice(world.apart)}"
    another = world.chance.choice([world.deliver, lambda: _too_late(world)])
    world.points.plan_for(point, another, world.chance.randint(1, 3))
    world.deliver()


def register_while_delivering(world: World) -> None:
    """
    Somebody registers while a worker is in the middle of a call.
    """
    point = f"{world.chance.choice(WHEN)} {world.chance.choice(world.apart)}"
    command = world.a_command()
    world.points.plan_for(point, lambda: _stand(world, lambda: world.submit(command)))
    world.deliver()


def let_time_pass(world: World) -> None:
    """
    Minutes, hours, or days go by; now and then the clock is set back.
    """
    passes = world.chance.choice([{"minutes": 5}, {"hours": 7}, {"days": 1}, {"days": 3}])
    if world.chance.random() < 0.2:
        passes = {"minutes": -90}
    world.clock.let(**passes)


def look(world: World) -> None:
    """
    Somebody looks, and remembers what they saw.
    """
    key = world.a_case()
    world.look(key, world.clock.today + dt.timedelta(days=world.chance.randint(-4, 6)))


def change_people(world: World) -> None:
    """
    Somebody who works there gets another number, or may be chosen no longer.
    """
    member = world.chance.choice(STAFF)
    phone = f"070{world.chance.randint(1000000, 9999999)}"
    selectable = world.chance.random() < 0.9
    changed = attrs.evolve(member, phone=phone, selectable=selectable)
    know(world.store, changed, now=world.clock.now)


def read_in_in_trouble(world: World) -> None:
    """
    Tables are read in, and it may go wrong somewhere.
    """
    if world.chance.random() < 0.5:
        _plan_trouble(world)
    read_in(world)


def begin_anew(world: World) -> None:
    """
    The process ends, and another begins.
    """
    world.open()


def make_the_read_model_anew(world: World) -> None:
    """
    The keeper rebuilds what can be rebuilt.
    """
    world.store.rebuild()


STEPS: Mapping[Callable[[World], None], int] = {
    register: 30,
    register_in_trouble: 14,
    register_at_once: 5,
    ask_the_same_at_once: 4,
    ask_once_more: 4,
    deliver: 6,
    deliver_in_trouble: 10,
    deliver_at_once: 6,
    register_while_delivering: 4,
    let_time_pass: 12,
    look: 8,
    change_people: 2,
    read_in_in_trouble: 2,
    begin_anew: 2,
    make_the_read_model_anew: 1,
}
"""How often each happens."""


def _stand(world: World, asking: Callable[[], object]) -> None:
    """
    Ask for it; that somebody was first, or that an id is unknown, is an answer too.
    """
    with suppress(StaleCase, UnknownId):
        asking()


def _plan_trouble(world: World) -> None:
    """
    The process dies, a call fails, or takes so long that others no longer wait for it.
    """
    name = world.chance.choice([*STORING, *RECEIVERS, *RECEIVERS])
    when = world.chance.choice(WHEN)
    happening = world.chance.choice([_die, _fail(name), lambda: world.clock.let(hours=5)])
    world.points.plan_for(f"{when} {name}", happening, world.chance.randint(1, 3))


def _too_late(world: World) -> None:
    """
    The call takes so long that another worker takes what it is about for undone.
    """
    world.clock.let(hours=5)
    world.deliver()


def _die() -> None:
    raise Died


def _fail(name: str) -> Callable[[], None]:
    """
    A storage fails as storages do; a receiver as it likes.
    """

    def fail() -> None:
        if name in STORING:
            raise StoreError("store_failed", problem="SimulatedError")
        raise RuntimeError

    return fail

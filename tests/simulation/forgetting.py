"""
The end of a world: years go by, and what is too old is erased, in trouble or not.
"""

from collections.abc import Iterator

from fastomsorg.commands import ChangeEnactment
from fastomsorg.history import Case
from fastomsorg.terms import CaseKey, ClientId, FastomsorgError, RequestConflict
from tests.simulation.checks import chain, read_model
from tests.simulation.faults import Died
from tests.simulation.playing import rest
from tests.simulation.world import World

YEARS = 6 * 366
"""In days: longer than anything is kept."""


def forget(world: World) -> list[str]:
    """
    Let what goes on for somebody end, six years go by, and the keeper erase what is too old.
    """
    rest(world)
    gone = world.chance.choice(sorted({key.client for key in world.store.cases()}))
    for key in list(world.store.cases(client=gone)):
        end = ChangeEnactment(key, world.clock.today, last_day=world.clock.today, confirmed=True)
        world.submit(end)
    world.clock.let(days=YEARS)
    rest(world)

    before = {key: world.store.read(key) for key in world.store.cases()}
    point = f"{world.chance.choice(['before', 'after'])} erase"
    if world.chance.random() < 0.5:
        world.points.plan_for(point, _die)
    for _ in range(2):
        _purge(world)
    return list(_not_forgotten(world, before))


def _die() -> None:
    raise Died


def _purge(world: World) -> None:
    try:
        report = world.desk.purge(on=world.clock.today, do=True)
    except Died:
        world.tell("died erasing")
        world.open()
    else:
        world.tell("erased", [each.client for each in report.erased])


def _not_forgotten(world: World, before: dict[CaseKey, Case]) -> Iterator[str]:
    """
    A client is there as before, or gone altogether; nothing is left that could be erased.
    """
    left = set(world.store.cases())
    for client in sorted({key.client for key in before}):
        keys = {key for key in before if key.client == client}
        if keys <= left:
            same = all(world.store.read(key) == before[key] for key in keys)
            yield from [] if same else [f"touched, and not erased: {client}"]
        elif keys & left:
            yield f"erased by half: {client}"
        else:
            yield from _left_of(world, client, [before[key] for key in keys])
    again = world.desk.purge(on=world.clock.today, do=True)
    yield from (f"erased once more: {each.client}" for each in again.erased)
    yield from (*chain(world), *read_model(world))


def _left_of(world: World, client: ClientId, cases: list[Case]) -> Iterator[str]:
    """
    What can still be found of somebody who was erased.
    """
    ids = {each.id for case in cases for each in case.registrations}
    keys = {case.key for case in cases}
    if world.store.client(client) is not None:
        yield f"still known: {client}"
    if any(each.case.client == client for each in world.store.changes()):
        yield f"still registered: {client}"
    if any(world.store.deliveries(key) for key in keys) or list(world.store.notes(client=client)):
        yield f"still told: {client}"
    if any(access.client == client for access in world.store.accesses()):
        yield f"still in the read log: {client}"
    for id in sorted(ids & world.answers.keys()):
        command, _ = world.answers[id]
        try:
            world.desk.submit(command, request=id)
        except RequestConflict:
            continue
        except FastomsorgError as error:
            yield f"an erased request is answered with {error.code}: {id}"
        else:
            yield f"an erased request can be made anew: {id}"

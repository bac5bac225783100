"""
Keeping actors: who they are, and what they may do.
"""

from fastomsorg.terms import Actor, Permission, UnknownId

from . import _options as option
from ._abilities import granting
from ._actors import plain_actor, show_actor
from ._run import Run


def add(
    run: Run,
    actor: option.ActorId,
    name: option.NewActorName,
    title: option.ActorTitle = None,
    permit: option.Permitted = None,
) -> None:
    """
    Add an actor (*lägg till handläggare*), or give one more permissions or another name.

    Raises `UnknownId` for a unit that is not there.
    """
    desk, voice = run.desk(), run.voice
    desk.gate.require(Permission.ADMIN, "actor_add")
    permitted = [given for permits in permit or () for given in permits.given]
    for _, unit in permitted:
        if unit is not None and desk.host.people.unit(unit) is None:
            raise UnknownId("unknown_unit", unit=unit)
    grants = granting(desk.host.policy)
    earlier = grants.actor(actor)
    titled = title if title is not None else earlier.title if earlier else ""
    added = Actor(actor, name, titled)
    grants.add_actor(added)
    for permission, unit in permitted:
        grants.grant(actor, permission, unit)
    given = grants.granted(actor)
    voice.document("actor", {"actor": plain_actor(added, given)})
    show_actor(voice, added, given)

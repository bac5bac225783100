"""
Keeping actors: who they are, and what they may do.
"""

from fastomsorg.terms import Actor, Permission

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
    """
    desk, voice = run.desk(), run.voice
    desk.gate.require(Permission.ADMIN, "actor_add")
    grants = granting(desk.host.policy)
    earlier = grants.actor(actor)
    titled = title if title is not None else earlier.title if earlier else ""
    added = Actor(actor, name, titled)
    grants.add_actor(added)
    for permission, unit in (each for permits in permit or () for each in permits.given):
        grants.grant(actor, permission, unit)
    given = grants.granted(actor)
    unknown = {unit for _, unit in given if unit and desk.host.people.unit(unit) is None}
    voice.document("actor", {"actor": plain_actor(added, given), "unknown_units": sorted(unknown)})
    show_actor(voice, added, given)
    if unknown:
        voice.item(voice.text("actor.unknown_units", units=tuple(sorted(unknown))), "yellow")

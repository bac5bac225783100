"""
Who is acting: an actor of the store, bound to the system user who first used it.
"""

from fastomsorg.casework import Casework
from fastomsorg.hooks import Grants
from fastomsorg.terms import Actor, NotAuthorised, Permission, Purpose

from ._surroundings import Surroundings

OWN_ACTOR = "FASTOMSORG_ACTOR"


def actor_of(
    casework: Casework, chosen: str | None, around: Surroundings, purpose: Purpose
) -> Actor:
    """
    The actor that is *chosen*, or else the system user's own (*handläggare*).

    An actor of another system user is for those with ADMIN everywhere; both are logged. Raises
    `NotAuthorised`.
    """
    user = around.user()
    id = chosen or around.environment.get(OWN_ACTOR) or user
    policy = casework.host.policy
    if not isinstance(policy, Grants):
        return Actor(id)

    actor = policy.actor(id)
    if actor is None:
        raise NotAuthorised("unknown_actor", id=id)
    bound_to = policy.login_of(id)
    if bound_to is None:
        policy.bind(id, user)
    elif bound_to != user:
        _let_in_as(actor, casework, policy, around, purpose)
    return actor


def _let_in_as(
    actor: Actor, casework: Casework, policy: Grants, around: Surroundings, purpose: Purpose
) -> None:
    """
    Log who acts as somebody else, or refuse it.
    """
    user = around.user()
    for id in (around.environment.get(OWN_ACTOR), user):
        own = policy.actor(id) if id and id != actor.id else None
        if own is not None and policy.login_of(own.id) == user:
            gate = casework.acting(own, purpose).gate
            gate.require(Permission.ADMIN, f"act_as:{actor.id}")
            return
    raise NotAuthorised("actor_bound_to_another", actor=actor.id)

"""
Actors kept at a desk: who they are, what they may do, and that what they may do was changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

import attrs

from fastomsorg.casework._at_desk import Gate, known_unit
from fastomsorg.casework._host import Host
from fastomsorg.hooks import Grants, Intake
from fastomsorg.terms import Actor, Permission, StoreError, UnitId, UnknownId

Permit: TypeAlias = tuple[Permission, UnitId | None]
"""A permission at a unit, or with None everywhere."""


@attrs.frozen
class KeptActor:
    """
    An actor with what it may do (*handläggare med behörigheter*), and the system user it is bound
    to, if any.
    """

    actor: Actor
    login: str | None
    granted: tuple[Permit, ...]


def kept_actors(host: Host, gate: Gate) -> tuple[KeptActor, ...]:
    """
    Every actor, in order of id.
    """
    gate.require(Permission.ADMIN, "actors")
    grants = _grants(host)
    return tuple(_kept(grants, actor) for actor in grants.actors())


def add_actor(
    host: Host,
    gate: Gate,
    id: str,
    name: str,
    title: str | None,
    login: str | None,
    permits: Iterable[Permit],
) -> KeptActor:
    """
    Add the actor, or change its name and title, bind it, and give it the permissions; all or
    nothing.
    """
    gate.require(Permission.ADMIN, "actor_add")
    grants = _grants(host)
    earlier = grants.actor(id)
    actor = Actor(id, name, title if title is not None else earlier.title if earlier else "")
    given = tuple(dict.fromkeys(permits))
    for _, unit in given:
        if unit is not None:
            known_unit(host, unit)
    with _together(host):
        _record(gate, "permit", actor.id, given)
        grants.add_actor(actor)
        if login is not None:
            grants.bind(id, login)
        for permission, unit in given:
            grants.grant(actor.id, permission, unit)
    return _kept(grants, actor)


def revoke(host: Host, gate: Gate, id: str, permits: Iterable[Permit] | None) -> KeptActor:
    """
    Take the permissions back, or with None all of them; all or nothing.
    """
    gate.require(Permission.ADMIN, "actor_revoke")
    grants = _grants(host)
    actor = grants.actor(id)
    if actor is None:
        raise UnknownId("unknown_actor", id=id)
    taken = tuple(dict.fromkeys(grants.granted(id) if permits is None else permits))
    with _together(host):
        _record(gate, "revoke", id, taken)
        for permission, unit in sorted(taken, key=lambda permit: permit[0] is not Permission.ADMIN):
            grants.revoke(id, permission, unit)
    return _kept(grants, actor)


def _record(gate: Gate, action: str, actor: str, permits: Iterable[Permit]) -> None:
    """
    A row for each permission, so that a check of the log finds who has given what to whom.
    """
    gate.record(
        *(
            gate.access(Permission.ADMIN, f"{action}:{actor}:{permission}", unit, None)
            for permission, unit in permits
        )
    )


def _kept(grants: Grants, actor: Actor) -> KeptActor:
    return KeptActor(actor, grants.login_of(actor.id), grants.granted(actor.id))


def _grants(host: Host) -> Grants:
    policy: object = host.policy
    if not isinstance(policy, Grants):
        raise StoreError("policy_keeps_no_grants", got=type(policy).__name__)
    return policy


def _together(host: Host) -> AbstractContextManager[None]:
    """
    One transaction, where the store offers any and keeps the permissions too.
    """
    store: object = host.storage
    return store.transaction() if isinstance(store, Intake) else nullcontext()

"""
Keeping actors: who they are, and what they may do.
"""

from collections.abc import Iterable

from fastomsorg.casework import KeptActor
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused, Permits
from fastomsorg.cli._running import Run
from fastomsorg.terms import Permission, UnitId

from ._actors import plain_actor, show_actor


def add(
    run: Run,
    actor: option.ActorId,
    name: option.NewActorName,
    title: option.ActorTitle = None,
    login: option.Login = None,
    permit: option.Permitted = None,
) -> None:
    """
    Add an actor (*lägg till handläggare*), or give one more permissions or another name.

    Raises `UnknownId` for a unit that is not there.
    """
    permits = _given(permit or ())
    added = run.desk().add_actor(actor, name, title=title, login=login, permits=permits)
    _tell(run, added)


def revoke(
    run: Run,
    actor: option.ActorId,
    permit: option.TakenBack = None,
    everything: option.EveryPermission = False,
) -> None:
    """
    Take permissions back from an actor (*återkalla*), as they were given, or all of them.
    """
    if everything is bool(permit):
        raise Misused("exactly_one", names=("--permit", "--all"))
    taken = None if everything else _given(permit or ())
    _tell(run, run.desk().revoke(actor, taken))


def list_(run: Run) -> None:
    """
    Every actor (*handläggare*), and what each may do.
    """
    found = run.desk().actors()
    run.voice.document("actors", {"actors": [_plain(each) for each in found]})
    for each in found:
        show_actor(run.voice, each.actor, each.granted)
        bound = each.login is not None
        run.voice.say("actor.bound" if bound else "actor.unbound", login=each.login)


def _given(permits: Iterable[Permits]) -> list[tuple[Permission, UnitId | None]]:
    return [given for each in permits for given in each.given]


def _plain(each: KeptActor) -> dict[str, object]:
    return {**plain_actor(each.actor, each.granted), "login": each.login}


def _tell(run: Run, kept: KeptActor) -> None:
    run.voice.document("actor", {"actor": plain_actor(kept.actor, kept.granted)})
    show_actor(run.voice, kept.actor, kept.granted)

"""
Keeping a store: make it, copy it, make its read model anew.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TypeAlias

from fastomsorg.cli import _options as option
from fastomsorg.cli._actors import plain_actor, show_actor
from fastomsorg.cli._running import (
    ANCHOR,
    OWN_ACTOR,
    RECEIVERS,
    VISITS,
    Run,
    beside,
    granting,
    keeping,
    new,
    nothing_left_if_refused,
    remember_receivers,
    told_as_written,
    without_secrets,
)
from fastomsorg.hooks import Grants, Intake, Panel
from fastomsorg.terms import Actor, Permission

Receivers: TypeAlias = Mapping[str, tuple[str, ...]]
"""Who is told, who keeps checkpoints and where visits are read: the URLs of each kind."""


def init(
    run: Run,
    name: option.ActorName = None,
    title: option.ActorTitle = None,
    journal: option.JournalUrls = None,
    plan: option.PlanUrls = None,
    planning: option.PlanningUrls = None,
    anchor: option.AnchorUrls = None,
    visits: option.VisitUrls = None,
    no_files: option.NoFiles = False,
) -> None:
    """
    Make a new store (*ny lagring*); whoever does becomes its first administrator.
    """
    own = {"journal": journal, "plan": plan, "planning": planning}
    given = {**own, ANCHOR: anchor, VISITS: visits}
    default = {} if no_files else beside(run.url)
    told = {
        receiver: tuple(given[receiver] or filter(None, [default.get(receiver)]))
        for receiver in (*RECEIVERS, ANCHOR, VISITS)
    }
    id = run.actor or run.around.environment.get(OWN_ACTOR) or run.around.user()
    actor = Actor(id, name or "", title or "")
    with nothing_left_if_refused(run.url), told_as_written(run.url):
        _require_openable(run.panel, told)
        grants = _founded(run, actor, told)
    _tell_made(run, actor, grants, told)


def _founded(run: Run, actor: Actor, told: Receivers) -> Grants:
    """
    The permissions of a store that is new, with its first administrator.
    """
    url = new(run.url)
    storage = run.panel.storage(url)
    keeper, grants = keeping(storage), granting(run.panel.policy(url))
    with storage.transaction() if isinstance(storage, Intake) else nullcontext():
        grants.add_actor(actor)
        for permission in Permission:
            grants.grant(actor.id, permission, None)
        grants.bind(actor.id, run.around.user())
        for receiver, urls in told.items():
            remember_receivers(keeper, receiver, urls)
    return grants


def _require_openable(panel: Panel, told: Receivers) -> None:
    """
    Nothing is made for receivers that nobody knows.
    """
    openers: Mapping[str, Callable[[str], object]] = {
        "journal": panel.journals,
        "plan": panel.plans,
        "planning": panel.plannings,
        ANCHOR: panel.anchors,
        VISITS: panel.visits,
    }
    for receiver, urls in told.items():
        for url in urls:
            openers[receiver](url)


def _tell_made(run: Run, actor: Actor, grants: Grants, told: Receivers) -> None:
    voice = run.voice
    given = grants.granted(actor.id)
    voice.document(
        "init",
        {
            "store": without_secrets(run.url),
            "actor": plain_actor(actor, given),
            **{receiver: list(urls) for receiver, urls in told.items()},
        },
    )
    voice.heading(voice.text("init.made", store=without_secrets(run.url)))
    show_actor(voice, actor, given)
    for receiver, urls in told.items():
        for url in urls:
            voice.line(voice.text(f"init.{receiver}", url=url))
    voice.say("init.next")


def backup(run: Run, file: option.BackupFile) -> None:
    """
    Write a whole, consistent copy of the store (*säkerhetskopia*) to a new file.
    """
    desk = run.desk()
    desk.gate.require(Permission.ADMIN, "backup")
    keeping(desk.host.storage).backup(str(file))
    run.voice.document("backup", {"file": str(file)})
    run.voice.say("backup.done", file=file)


def rebuild(run: Run) -> None:
    """
    Make the read model anew from the registrations (*bygg om läsmodellen*).
    """
    desk = run.desk()
    desk.gate.require(Permission.ADMIN, "rebuild")
    cases = keeping(desk.host.storage).rebuild()
    run.voice.document("rebuild", {"cases": cases})
    run.voice.say("rebuild.done", cases=cases)

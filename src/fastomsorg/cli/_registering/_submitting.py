"""
A command handed in: asked about, or registered, and the answer told.
"""

from typing import TypeVar
from uuid import UUID

import attrs

from fastomsorg.cli._running import DONE, REFUSED, Run
from fastomsorg.cli._speaking import Names
from fastomsorg.commands import Command, Correct, RecordStatus
from fastomsorg.decisions import Refused
from fastomsorg.terms import Actor

from ._verdict import tell_verdict

Asked = TypeVar("Asked", bound=Command)


@attrs.frozen
class Manner:
    """
    How a command is handed in (*sätt*): asked about only, confirmed, under a request id.
    """

    dry_run: bool = False
    confirm: bool = False
    request_id: UUID | None = None


def submit(run: Run, command: Command, manner: Manner) -> int:
    """
    Hand the command in and tell the verdict; the exit code.
    """
    desk = run.desk()
    signed = attrs.evolve(_assessed_by(command, desk.gate.actor), confirmed=manner.confirm)
    if manner.dry_run:
        verdict = desk.ask(signed)
    else:
        verdict = desk.submit(signed, request=manner.request_id)
    names = Names(desk, run.voice)
    tell_verdict(run.voice, signed, verdict, names, dry_run=manner.dry_run)
    return REFUSED if isinstance(verdict, Refused) else DONE


def _assessed_by(command: Command, actor: Actor) -> Command:
    """
    Whoever registers an assessment made it, where nobody else is named.
    """
    if isinstance(command, Correct):
        signed = (_signed(each, actor) for each in command.commands)
        return attrs.evolve(command, commands=tuple(signed))
    return _signed(command, actor)


def _signed(command: Asked, actor: Actor) -> Asked:
    if not isinstance(command, RecordStatus) or not command.assessment or command.assessment.by:
        return command
    by = ", ".join(filter(None, (actor.name or actor.id, actor.title)))
    return attrs.evolve(command, assessment=attrs.evolve(command.assessment, by=by))

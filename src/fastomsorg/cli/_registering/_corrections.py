"""
Commands about earlier registrations: annul, correct.
"""

from collections.abc import Iterable, Iterator

import typer

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.commands import Annul, Correct, PlainCommand

from ._plain_commands import read_command

NEXT = "--"
"""Stands between the commands of a correction."""


def annul(registration: option.Registration, reason: option.WhyTakenBack) -> Annul:
    """
    Let an earlier registration count no longer (*makulera*).
    """
    return Annul(registration, reason)


def correct(
    context: typer.Context,
    registration: option.Registration,
    reason: option.WhyTakenBack,
    commands: option.FurtherCommands = None,
) -> Correct:
    """
    Annul a registration and register what should have stood, in one (*rätta*).
    """
    run = context.obj
    assert isinstance(run, Run)
    if not commands:
        raise Misused("correct_without_command")
    return Correct(registration, reason, tuple(_read(commands, run)))


def _read(written: Iterable[str], run: Run) -> Iterator[PlainCommand]:
    words: list[str] = []
    for word in (*written, NEXT):
        if word != NEXT:
            words.append(word)
        elif words:
            yield read_command(words, run)
            words = []

"""
The commands that can be given alone and inside a correction, in the same words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import typer

from fastomsorg.cli._parsing import add, application
from fastomsorg.cli._running import Run
from fastomsorg.commands import PlainCommand

from . import _contacts as contact
from . import _enactments as enactment

PLAIN: Mapping[str, Callable[..., PlainCommand]] = {
    "start": enactment.start,
    "change": enactment.change,
    "end": enactment.end,
    "move": enactment.move,
    "status": contact.status,
    "appoint": contact.appoint,
    "end-contact": contact.end_contact,
    "contact-person": contact.contact_person,
    "wish": contact.wish,
    "done": contact.done,
    "propose-contact": contact.propose_contact,
    "need": contact.need,
    "consent": contact.consent,
}


def read_command(words: Sequence[str], run: Run) -> PlainCommand:
    """
    The command that the words are; raises as the parser does for those that are none.
    """
    read: Any = _parser().main(list(words), prog_name="--", standalone_mode=False, obj=run)
    if isinstance(read, int):
        raise typer.Exit(read)
    command: PlainCommand = read
    return command


@cache
def _parser() -> Any:
    app = application("correct_commands")
    for name, build in PLAIN.items():
        add(app, name, build)
    return typer.main.get_command(app)

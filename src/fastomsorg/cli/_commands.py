"""
Every command there is, by subject.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import typer

from . import _actors as actors
from . import _beginning as beginning
from . import _counting as counting
from . import _keeping as keeping
from . import _looking as looking
from . import _options as option
from . import _registering as register
from . import _routines as routines
from ._parsing import add, application
from ._registering import PLAIN
from ._running import Run
from ._signature import Main, registering, with_shared

REGISTERING: Mapping[str, Callable[..., Any]] = {
    **PLAIN,
    "annul": register.annul,
    "correct": register.correct,
}
LOOKING: Mapping[str, Main] = {
    "show": looking.show,
    "offer": looking.offer,
    "unhandled": looking.unhandled,
    "staff": looking.staff,
    "load": looking.load,
    "coverage": looking.coverage,
    "candidates": looking.candidates,
    "propose": looking.propose,
    "forecast": looking.forecast,
    "due": looking.due,
    "search": counting.search,
    "followup": counting.followup,
    "continuity": counting.continuity,
    "measure": counting.measure,
    "measures": counting.measures,
    "visits": counting.visits,
    "notes": looking.notes,
    "explain": looking.explain,
    "law": looking.law,
}
BEGINNING: Mapping[str, Main] = {
    "demo": beginning.demo,
    "init": keeping.init,
    "import": beginning.import_,
    "sample": beginning.sample,
}
ACTORS: Mapping[str, Main] = {
    "add": actors.add,
    "revoke": actors.revoke,
    "list": actors.list_,
}
HANDING_OVER: Mapping[str, Main] = {
    "plan": register.plan,
    "apply": register.apply,
}
ROUTINES: Mapping[str, Main] = {
    "check": routines.check,
    "show": routines.show,
    "diff": routines.diff,
    "list": routines.list_,
    "assign": routines.assign,
    "assigned": routines.assigned,
}
KEEPING: Mapping[str, Main] = {
    "deliver": keeping.deliver,
    "doctor": keeping.doctor,
    "reconcile": keeping.reconcile,
    "access": keeping.access,
    "backup": keeping.backup,
    "rebuild": keeping.rebuild,
    "verify": keeping.verify,
    "checkpoint": keeping.checkpoint,
    "purge": keeping.purge,
    "export": keeping.export,
}


@cache
def parser() -> Any:
    """
    What reads a command line and calls what it asks for.
    """
    app = application("fastomsorg")
    app.callback()(with_shared(_before))
    for name, main in BEGINNING.items():
        add(app, name, with_shared(main), subject="beginning")
    actors = application("actor")
    for name, main in ACTORS.items():
        add(actors, name, with_shared(main), about=f"actor_{name}")
    app.add_typer(actors, name="actor", rich_help_panel="beginning")
    for name, build in REGISTERING.items():
        add(app, name, registering(build), subject="registering")
    handing_over = application("handover")
    for name, main in HANDING_OVER.items():
        add(handing_over, name, with_shared(main), about=f"handover_{name}")
    app.add_typer(handing_over, name="handover", rich_help_panel="registering")
    for name, main in LOOKING.items():
        add(app, name, with_shared(main), subject="looking")
    routines = application("routine")
    for name, main in ROUTINES.items():
        add(routines, name, with_shared(main), about=f"routine_{name}")
    app.add_typer(routines, name="routine", rich_help_panel="keeping")
    for name, main in KEEPING.items():
        add(app, name, with_shared(main), subject="keeping")
    return typer.main.get_command(app)


def _before(run: Run, show_version: option.Version = False) -> None:
    """
    What may stand before the command: the shared options, which `with_shared` takes in.
    """

"""
Every command there is, by subject.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import typer

from . import _demo as demo
from . import _hand_over as hand_over
from . import _keep_actors as keep_actors
from . import _keep_audit as keep_audit
from . import _keep_deliveries as keep_deliveries
from . import _keep_export as keep_export
from . import _keep_log as keep_log
from . import _keep_purge as keep_purge
from . import _keep_routines as keep_routines
from . import _keep_store as keep_store
from . import _keep_watch as keep_watch
from . import _look_ahead as look_ahead
from . import _look_candidates as look_candidates
from . import _look_client as look_client
from . import _look_cover as look_cover
from . import _look_due as look_due
from . import _look_followup as look_followup
from . import _look_law as look_law
from . import _look_notes as look_notes
from . import _look_routine as look_routine
from . import _look_search as look_search
from . import _look_statistics as look_statistics
from . import _look_unit as look_unit
from . import _make_up as make_up
from . import _options as option
from . import _read_in as read_in
from . import _registering_corrections as corrections
from ._parsing import add, application
from ._plain_commands import PLAIN
from ._run import Run
from ._signature import Main, registering, with_shared

REGISTERING: Mapping[str, Callable[..., Any]] = {
    **PLAIN,
    "annul": corrections.annul,
    "correct": corrections.correct,
}
LOOKING: Mapping[str, Main] = {
    "show": look_client.show,
    "offer": look_client.offer,
    "unhandled": look_unit.unhandled,
    "staff": look_unit.staff,
    "load": look_cover.load,
    "coverage": look_cover.coverage,
    "candidates": look_candidates.candidates,
    "propose": look_candidates.propose,
    "forecast": look_ahead.forecast,
    "due": look_due.due,
    "search": look_search.search,
    "followup": look_followup.followup,
    "continuity": look_statistics.continuity,
    "measure": look_statistics.measure,
    "measures": look_statistics.measures,
    "visits": look_statistics.visits,
    "notes": look_notes.notes,
    "explain": look_law.explain,
    "law": look_law.law,
}
BEGINNING: Mapping[str, Main] = {
    "demo": demo.demo,
    "init": keep_store.init,
    "import": read_in.import_,
    "sample": make_up.sample,
}
ACTORS: Mapping[str, Main] = {
    "add": keep_actors.add,
    "revoke": keep_actors.revoke,
    "list": keep_actors.list_,
}
HANDING_OVER: Mapping[str, Main] = {
    "plan": hand_over.plan,
    "apply": hand_over.apply,
}
ROUTINES: Mapping[str, Main] = {
    "check": look_routine.check,
    "show": look_routine.show,
    "diff": look_routine.diff,
    "list": look_routine.list_,
    "assign": keep_routines.assign,
    "assigned": keep_routines.assigned,
}
KEEPING: Mapping[str, Main] = {
    "deliver": keep_deliveries.deliver,
    "doctor": keep_watch.doctor,
    "reconcile": keep_watch.reconcile,
    "access": keep_log.access,
    "backup": keep_store.backup,
    "rebuild": keep_store.rebuild,
    "verify": keep_audit.verify,
    "checkpoint": keep_audit.checkpoint,
    "purge": keep_purge.purge,
    "export": keep_export.export,
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

"""
Keeping routines: which holds where, from which day.
"""

from typing import Any

from fastomsorg.casework import AssignedRoutine
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice

from ._named import written


def assign(
    run: Run,
    routine: option.RoutineNamed,
    since: option.AssignedFrom,
    unit: option.OneUnit = None,
    provider: option.OneProvider = None,
    replace: option.Replace = False,
) -> None:
    """
    Let a routine hold from a day (*tilldela rutin*): at a unit, a provider's units, or every unit.
    """
    if unit is not None and provider is not None:
        raise Misused("at_most_one", names=("--unit", "--provider"))
    desk, found = run.desk(), written(routine, run.panel)
    assigned = desk.assign_routine(
        found.text,
        start=since,
        unit=unit,
        provider=provider,
        beside=found.beside,
        replace=replace,
    )
    names = Names(desk, run.voice)
    run.voice.document("assigned", {"assigned": [_plain(assigned)]})
    run.voice.say("routine.assigned", place=_place(assigned, names, run.voice), **_facts(assigned))


def assigned(run: Run) -> None:
    """
    Which routines were assigned (*tilldelade rutiner*), also those that were replaced.
    """
    desk, voice = run.desk(), run.voice
    names, found = Names(desk, voice), desk.assigned_routines()
    voice.document("assigned", {"assigned": [_plain(each) for each in found]})
    if not found:
        voice.say("routine.none_assigned")
        return
    rows = [
        (
            _place(each, names, voice),
            each.start,
            each.name,
            each.by,
            voice.text("no" if each.replaced else "yes"),
        )
        for each in found
    ]
    voice.table(("where", "since_day", "routine", "by", "holds"), rows)


def _plain(each: AssignedRoutine) -> dict[str, Any]:
    return {
        "routine": each.name,
        "from": each.start.isoformat(),
        "unit": each.unit,
        "provider": each.provider,
        "by": each.by,
        "at": each.at.isoformat(),
        "replaced": None if each.replaced is None else each.replaced.isoformat(),
        "files": [text.file for text in each.texts],
    }


def _facts(each: AssignedRoutine) -> dict[str, Any]:
    return {"name": each.name, "since": each.start}


def _place(each: AssignedRoutine, names: Names, voice: Voice) -> str:
    if each.unit is not None:
        return names.unit(each.unit)
    if each.provider is not None:
        return voice.text("routine.of_provider", provider=each.provider)
    return voice.text("routine.everywhere")

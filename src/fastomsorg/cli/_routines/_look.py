"""
Looking at routines: is one right, what does it say, what do two say differently, which are there?
"""

import datetime as dt
from pathlib import Path

from fastomsorg.cli import _options as option
from fastomsorg.cli._running import DONE, MISUSED, Run
from fastomsorg.cli._speaking import Voice, plain_fault, show_faults
from fastomsorg.routine import (
    Difference,
    Routine,
    RoutineError,
    Versions,
    differences,
    in_words,
    read_routine,
)

from ._named import by_name, read, written
from ._show import plain_routine, show_routine


def check(run: Run, file: option.RoutineFile) -> int:
    """
    Is the routine right (*kontrollera*)? Every fault with file, line and key. Needs no store.
    """
    voice, found = run.voice, written(str(file), run.panel)
    try:
        versions, _ = read_routine(found.text, beside=found.beside, profiles=by_name(run.panel))
    except RoutineError as error:
        faults = [plain_fault(each, voice) for each in error.problems]
        voice.document("routinecheck", {**_checked(file, None), "faults": faults})
        voice.complain(voice.text("routine.faults", count=len(faults)))
        show_faults(voice, error.problems)
        return MISUSED
    voice.document("routinecheck", {**_checked(file, versions), "faults": []})
    days = tuple(each.start for each in versions.versions)
    voice.say("routine.right", name=versions.name, count=len(days), days=days)
    return DONE


def show(run: Run, routine: option.RoutineNamed, on: option.MaybeOn = None) -> None:
    """
    What a routine says on a day (*visa rutin*), with its documents and what was chosen.
    """
    versions = read(routine, run.panel)
    day = on or run.today()
    version = versions.on(day) or versions.versions[0]
    run.voice.document("routine", plain_routine(version, versions, day, run.voice))
    show_routine(run.voice, version, versions, day)


def diff(
    run: Run,
    one: option.RoutineNamed,
    other: option.OtherRoutine,
    on: option.MaybeOn = None,
) -> None:
    """
    What two routines say differently on a day (*skillnader*).
    """
    day, voice = on or run.today(), run.voice
    before, after = (_of_day(read(each, run.panel), day) for each in (one, other))
    found = differences(before, after)
    voice.document(
        "routinediff",
        {
            "on": day.isoformat(),
            "before": before.cited_as,
            "after": after.cited_as,
            "differences": [
                {"key": each.key, "before": each.before, "after": each.after} for each in found
            ],
        },
    )
    voice.heading(
        voice.text("routine.differences", before=before.cited_as, after=after.cited_as, on=day)
    )
    if found:
        voice.table(
            ("key", "first_routine", "other_routine"), [_row(each, voice) for each in found]
        )
    else:
        voice.say("routine.no_difference")


def list_(run: Run) -> None:
    """
    The routines that come along (*medföljande rutiner*). Needs no store.
    """
    voice = run.voice
    found = [(name, read(name, run.panel).versions[-1]) for name in sorted(by_name(run.panel))]
    voice.document(
        "routines",
        {
            "routines": [
                {
                    "name": name,
                    "title": in_words(each.title, voice.language),
                    "from": each.start.isoformat(),
                    "source": each.source,
                }
                for name, each in found
            ]
        },
    )
    rows = [(name, in_words(each.title, voice.language), each.start) for name, each in found]
    voice.table(("routine", "name", "since_day"), rows)


def _checked(file: Path, versions: Versions | None) -> dict[str, object]:
    return {
        "file": str(file),
        "name": versions.name if versions else None,
        "versions": [each.start.isoformat() for each in versions.versions] if versions else [],
    }


def _of_day(versions: Versions, day: dt.date) -> Routine:
    return versions.on(day) or versions.versions[0]


def _row(each: Difference, voice: Voice) -> tuple[str, str, str]:
    nothing = voice.text("routine.nothing")
    return each.key, each.before or nothing, each.after or nothing

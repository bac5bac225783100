"""
Looking up what is to be done at a unit by its routine.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from fastomsorg.casework import Due
from fastomsorg.cli import _options as option
from fastomsorg.cli._routines import tried
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name, write_for_owner
from fastomsorg.routine import calendar_entry, explained, in_words
from fastomsorg.terms import start_of
from fastomsorg.texts import UnknownText, word


def due(
    run: Run,
    unit: option.Unit,
    on: option.MaybeOn = None,
    late: option.Late = False,
    everything: option.Everything = False,
    who: option.Who = None,
    routine: option.TriedRoutine = None,
    ics: option.CalendarFile = None,
) -> None:
    """
    What remains to be done at the unit on a day (*bevakningar*), by its routine.
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    asked = partial(
        desk.due,
        unit,
        on=day,
        late=late,
        who=who,
        routine=tried(routine, run.panel) if routine else None,
    )
    found = tuple(asked(everything=everything))
    if ics is not None:
        _write_calendar(run, ics, asked(everything=not late))
    voice.document(
        "due",
        {
            "unit": unit,
            "on": day.isoformat(),
            "obligations": [_plain(each, voice) for each in found],
        },
    )
    voice.heading(voice.text("due.heading", unit=names.unit(unit), on=day))
    if found:
        voice.table(
            ("client", "to_do", "latest", "state", "who", "counted"),
            [_row(each, voice) for each in found],
        )
        _tell_more(found, voice)
    else:
        voice.say("due.none")
    if ics is not None:
        voice.say("due.written", file=str(ics))


def _tell_more(found: Iterable[Due], voice: Voice) -> None:
    """
    The routines that it rests on, and the code that each thing is recorded as done by.
    """
    kinds = {each.obligation.kind.kind: each.obligation.kind for each in found if each.client}
    recorded = [kinds[code] for code in sorted(kinds) if kinds[code].done_by]
    voice.say("due.by", routines=tuple(sorted({each.obligation.routine for each in found})))
    if recorded:
        voice.say("due.recorded")
    for kind in recorded:
        voice.say("due.code", code=kind.kind, title=in_words(kind.title, voice.language))


def _write_calendar(run: Run, file: Path, found: Iterable[Due]) -> None:
    """
    Everything with a last day, also what is done or no longer applies: it may stand there already.
    """
    language = run.voice.language
    entries = (
        calendar_entry(
            due.obligation,
            stamp=due.changed or start_of(due.obligation.from_day or due.obligation.on),
            sequence=due.version,
            language=language,
        )
        for due in found
    )
    made = run.panel.calendar(tuple(entry for entry in entries if entry is not None), language)
    write_for_owner(file, made)


def _plain(due: Due, voice: Voice) -> dict[str, Any]:
    it = due.obligation
    return {
        "client": it.client,
        "name": due.client.name if due.client else None,
        "kind": it.kind.kind,
        "title": in_words(it.kind.title, voice.language),
        "number": it.number,
        "anchor": it.anchor.value,
        "from": None if it.from_day is None else it.from_day.isoformat(),
        "due": None if it.due is None else it.due.isoformat(),
        "state": it.state.value,
        "met_on": None if it.met_on is None else it.met_on.isoformat(),
        "lapsed": None if it.lapse is None else it.lapse.value,
        "who": list(it.who),
        "contact": it.contact,
        "checklist": [
            {
                "item": each.item,
                "group": each.group,
                "title": in_words(each.title, voice.language),
                "ticked": each.item in it.ticked,
            }
            for each in it.kind.checklist
        ],
        "explanation": explained(it, voice.language),
        "basis": [str(citation) for citation in it.basis],
    }


def _row(due: Due, voice: Voice) -> tuple[str, ...]:
    it = due.obligation
    return (
        _client(due, voice),
        in_words(it.kind.title, voice.language),
        "" if it.due is None else it.due.isoformat(),
        voice.label(it.state),
        _who(due, voice),
        explained(it, voice.language, briefly=True),
    )


def _client(due: Due, voice: Voice) -> str:
    if due.client is None:
        return voice.text("due.whole_unit")
    return f"{client_name(voice, due.client)} ({due.client.id})"


def _who(due: Due, voice: Voice) -> str:
    """
    Whose task it is, and who that is where it is the contact's.
    """
    said = [_responsible(code, voice) for code in due.obligation.who]
    who = voice.text("due.or").join(said)
    contact = due.obligation.contact
    if contact is None or "contact" not in due.obligation.who:
        return who
    return f"{who}: {due.contact_name} ({contact})" if due.contact_name else f"{who}: {contact}"


def _responsible(code: str, voice: Voice) -> str:
    try:
        return word(voice.language, "Responsible", code)
    except UnknownText:
        return code

"""
Reading the journal notes of a client or a unit.
"""

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names
from fastomsorg.journal import note_text_in
from fastomsorg.terms import stockholm


def notes(
    run: Run,
    client: option.OneClient = None,
    unit: option.OneUnit = None,
    from_day: option.SinceDay = None,
    to_day: option.UntilDay = None,
    unread: option.Unread = False,
) -> None:
    """
    The journal notes (*journalanteckningar*) within some days, the first and the last included; or
    those of them that the actor has not read.
    """
    if client is None and unit is None and not unread:
        raise Misused("at_least_one", names=("--client", "--unit"))
    if from_day and to_day and to_day < from_day:
        raise Misused("upside_down", first=from_day, last=to_day)
    voice, desk = run.voice, run.desk()
    found = list(desk.notes(client=client, unit=unit, first=from_day, last=to_day, unread=unread))
    voice.document(
        "notes",
        {
            "notes": [
                {
                    "id": str(note.id),
                    "client": note.case.client,
                    "unit": note.case.unit,
                    "on": note.on.isoformat(),
                    "recorded_at": note.recorded_at.isoformat() if note.recorded_at else None,
                    "by": note.by.id,
                    "heading": note.heading,
                    "text": note_text_in(voice.language, note),
                }
                for note in found
            ]
        },
    )
    if not found:
        voice.say("notes.none_unread" if unread else "notes.none")
    names = Names(desk, voice)
    for note in found:
        at = (
            note.recorded_at.astimezone(stockholm()).replace(tzinfo=None)
            if note.recorded_at
            else None
        )
        who = f"{note.by.name} ({note.by.id})" if note.by.name else note.by.id
        voice.heading(voice.text("notes.heading", heading=note.heading, on=note.on))
        voice.say(
            "notes.by",
            client=names.client(note.case),
            unit=names.unit(note.case.unit),
            who=who,
            at=at,
        )
        for line in note_text_in(voice.language, note).splitlines():
            voice.item(line, level=1)
        voice.line("")

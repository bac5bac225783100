"""
Checking the read log: a sample that can be drawn again.
"""

from typing import Any

from fastomsorg.casework import AccessSample
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, plain_reason, show_reasons
from fastomsorg.hooks import Access
from fastomsorg.terms import stockholm


def access(
    run: Run,
    size: option.SampleSize,
    seed: option.SampleSeed,
    from_day: option.SinceDay = None,
    to_day: option.UntilDay = None,
) -> None:
    """
    Draw rows of the read log to look through (*stickprov ur åtkomstloggen*), and log that.
    """
    if from_day and to_day and to_day < from_day:
        raise Misused("upside_down", first=from_day, last=to_day)
    desk = run.desk()
    sample = desk.sample_accesses(size, seed=seed, first=from_day, last=to_day)
    names = Names(desk, run.voice)
    run.voice.document("access", _plain(sample, names))
    _show(run.voice, sample, names)


def _plain(sample: AccessSample, names: Names) -> dict[str, Any]:
    return {
        "size": sample.size,
        "seed": sample.seed,
        "from": sample.first.isoformat() if sample.first else None,
        "to": sample.last.isoformat(),
        "of": sample.of,
        "accesses": [_plain_row(number, row) for number, row in sample.rows],
        "remarks": [plain_reason(remark, names) for remark in sample.remarks],
    }


def _plain_row(number: int, row: Access) -> dict[str, Any]:
    return {
        "number": number,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "purpose": row.purpose.value,
        "permission": row.permission.value,
        "action": row.action,
        "outcome": row.outcome.value,
        "unit": row.unit,
        "client": row.client,
        "staff": row.staff,
        "note": None if row.note is None else str(row.note),
    }


def _show(voice: Voice, sample: AccessSample, names: Names) -> None:
    voice.heading(voice.text("access.heading", drawn=len(sample.rows), of=sample.of))
    again = "access.again" if sample.first else "access.again_all"
    voice.say(again, seed=sample.seed, first=sample.first, last=sample.last)
    show_reasons(voice, sample.remarks, names)
    rows = [
        (
            number,
            row.at.astimezone(stockholm()).strftime("%Y-%m-%d %H:%M"),
            row.actor,
            voice.label(row.purpose),
            row.action,
            row.unit or "",
            row.client or row.staff or "",
            voice.label(row.outcome),
        )
        for number, row in sample.rows
    ]
    if rows:
        heads = ("number", "at", "actor", "purpose", "action", "unit", "whom", "outcome_of_access")
        voice.table(heads, rows)

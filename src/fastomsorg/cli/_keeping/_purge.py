"""
Erasing what is too old, and the report that is kept of it.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from fastomsorg.casework import DueFile, PurgeReport
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import DONE, FAILED, Run
from fastomsorg.cli._speaking import Names, Voice, plain_reason, show_reasons
from fastomsorg.terms import Fact, UnitId

UNANSWERED = "retention_unanswered"
"""The reason that somebody has to look at: a plug-in that could not say."""


def purge(
    run: Run,
    on: option.On,
    try_only: option.TryPurge = False,
    do: option.Do = False,
    backups_kept: option.BackupsKept = None,
) -> int:
    """
    Erase every record whose time has run out (*gallra*), or say which.
    """
    if try_only == do:
        raise Misused("exactly_one", names=("--dry-run", "--do"))
    desk, voice = run.desk(), run.voice
    report = desk.purge(on=on, do=do)
    names = Names(desk, voice)
    remains = list(_remains(run, report, backups_kept)) if do else []
    voice.document("purge", _plain(report, names, remains))
    _show(voice, report, names)
    for each in remains:
        voice.item(each["text"], "yellow")
    failed = any(reason.code == UNANSWERED for each in report.kept_due for reason in each.reasons)
    return FAILED if failed or report.swept is False else DONE


def _remains(run: Run, report: PurgeReport, backups_kept: int | None) -> Iterator[dict[str, Any]]:
    """
    Where what was erased may still be, and how long, as far as anybody has said.
    """
    if not report.erased and report.swept is not False:
        return
    voice = run.voice
    if report.swept is False:
        yield _remaining(voice, "store", None)
    until = None
    if backups_kept is not None:
        until = run.today() + dt.timedelta(days=backups_kept)
    yield _remaining(voice, "backups" if until is None else "backups_until", until)
    yield _remaining(voice, "archives" if until is None else "archives_until", until)
    yield _remaining(voice, "receivers", None)
    yield _remaining(voice, "files", None)


def _remaining(voice: Voice, what: str, until: dt.date | None) -> dict[str, Any]:
    facts: dict[str, Fact] = {} if until is None else {"until": until}
    return {
        "where": what.removesuffix("_until"),
        "until": until and until.isoformat(),
        "text": voice.text(f"purge.remains.{what}", **facts),
    }


def _plain(report: PurgeReport, names: Names, remains: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "on": report.on.isoformat(),
        "done": report.done,
        "erased": [
            {**_plain_file(each), "basis": [str(place) for place in each.basis]}
            for each in report.erased
        ],
        "rows": {kind.value: count for kind, count in sorted(report.rows.items())},
        "kept": [
            {**_plain_file(each), "why": [plain_reason(reason, names) for reason in each.reasons]}
            for each in report.kept_due
        ],
        "kept_for": [
            {"code": code, "text": names.voice.text(f"purge.kept.{code}"), "records": count}
            for code, count in report.kept.items()
        ],
        "swept": report.swept,
        "remains": remains,
    }


def _plain_file(each: DueFile) -> dict[str, Any]:
    return {
        "client": each.client,
        "units": list(each.units),
        "operator": each.operator.value,
        "provider": each.provider,
        "last_note": each.last_note.isoformat(),
        "due": each.due.isoformat(),
    }


def _show(voice: Voice, report: PurgeReport, names: Names) -> None:
    heading = "done" if report.done else "tried"
    voice.heading(voice.text(f"purge.{heading}", on=report.on, count=len(report.erased)))
    if report.erased:
        voice.table(
            ("client", "units", "last_note", "due", "basis"),
            (
                (
                    each.client,
                    _units(each.units, names),
                    each.last_note,
                    each.due,
                    ", ".join(map(str, each.basis)),
                )
                for each in report.erased
            ),
        )
    if report.rows:
        voice.table(
            ("what", "rows"), ((voice.label(kind), n) for kind, n in sorted(report.rows.items()))
        )
    if report.kept_due:
        voice.heading(voice.text("purge.kept_due"))
    for each in report.kept_due:
        voice.line(f"{each.client} ({_units(each.units, names)})")
        show_reasons(voice, each.reasons, names)
    if report.kept:
        voice.heading(voice.text("purge.kept_for"))
        voice.table(
            ("why", "records"),
            ((voice.text(f"purge.kept.{code}"), n) for code, n in report.kept.items()),
        )


def _units(units: tuple[UnitId, ...], names: Names) -> str:
    return ", ".join(map(names.unit, units))

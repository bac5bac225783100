"""
Handing over what somebody holds: a plan for a person to review, then all of it or nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastomsorg.casework import Handed, HandOverPlan, command_of
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import DONE, MISUSED, REFUSED, Run
from fastomsorg.cli._speaking import (
    Names,
    Voice,
    plain_reason,
    show_reasons,
    tell_errors,
    write_for_owner,
)
from fastomsorg.decisions import Granted, Reason, Refused, Verdict
from fastomsorg.terms import CaseKey, ChangeReason
from fastomsorg.wire.tables import HANDED, HandedRow, Line, TableError, read, write


def plan(
    run: Run,
    staff: option.Staff,
    on: option.On,
    to: option.Takers = None,
    reason: option.WhyHanded = ChangeReason.STAFF_LEFT,
    unit: option.Units = None,
    file: option.PlanFile = None,
) -> None:
    """
    A plan for handing over everything that somebody holds (*överlämningsplan*).
    """
    voice, desk = run.voice, run.desk()
    names = Names(desk, voice)
    found = desk.hand_over_plan(
        staff, on=on, to=tuple(to or ()), reason=reason, units=tuple(unit or ())
    )
    if file is not None:
        write_for_owner(file, _written(found))
    voice.document("handoverplan", _plain_plan(found))
    voice.heading(voice.text("handover.heading", staff=names.staff(staff, on), on=on))
    if not found.parts:
        voice.say("handover.nothing")
        return
    rows = [
        (
            names.client(part.case),
            names.unit(part.case.unit),
            voice.text(f"seat.{part.role.value}"),
            names.staff(part.to, on) if part.to else voice.text("handover.nobody"),
        )
        for part in found.parts
    ]
    voice.table(("client", "unit", "seat", "taker"), rows)
    if found.left:
        voice.say("handover.left", count=len(found.left))
    if file is None:
        voice.say("handover.not_written")
    else:
        voice.say("handover.written", file=str(file))


def apply(
    run: Run,
    file: option.PlanToApply,
    dry_run: option.DryRun = False,
    confirm: option.Confirm = False,
    request_id: option.RequestId = None,
) -> int:
    """
    Hand over as a reviewed plan says (*genomför överlämningen*): everything, or nothing.
    """
    rows, errors = _read(file, run)
    if errors:
        tell_errors(run.voice, errors)
        return MISUSED
    desk = run.desk()
    command = command_of(_plan_of(file, rows), confirmed=confirm)
    verdict = desk.ask(command) if dry_run else desk.submit(command, request=request_id)
    _tell(run.voice, verdict, rows, Names(desk, run.voice), dry_run=dry_run)
    return REFUSED if isinstance(verdict, Refused) else DONE


def _written(found: HandOverPlan) -> str:
    rows = (
        HandedRow(
            staff=found.staff,
            on=found.on,
            case=part.case,
            role=part.role,
            version=part.version,
            to=part.to,
            reason=part.reason,
            client_name=part.client,
            to_name=part.name,
        )
        for part in found.parts
    )
    stream = io.BytesIO()
    write(HANDED, rows, stream)
    return stream.getvalue().decode("utf-8")


def _read(file: Path, run: Run) -> tuple[list[HandedRow], list[TableError]]:
    rows: list[HandedRow] = []
    errors: list[TableError] = []
    try:
        with file.open("rb") as stream:
            for found in read(HANDED, stream, file=str(file), today=run.today()):
                if isinstance(found, Line):
                    rows.append(found.row)
                else:
                    errors.append(found)
    except OSError as error:
        raise Misused("file", got=str(file), problem=type(error).__name__) from None
    return rows, errors


def _plan_of(file: Path, rows: Sequence[HandedRow]) -> HandOverPlan:
    """
    The plan that the rows make: one person's, of one day.
    """
    of = {(row.staff, row.on) for row in rows}
    if len(of) != 1:
        raise Misused("plan_of_one", got=str(file), count=len(of))
    ((staff, on),) = of
    parts = (Handed(row.case, row.role, row.version, row.to, row.reason) for row in rows)
    return HandOverPlan(staff, on, tuple(parts))


def _tell(
    voice: Voice, verdict: Verdict, rows: Sequence[HandedRow], names: Names, *, dry_run: bool
) -> None:
    """
    What became of it: granted with what each should know, or every client that stands in the way.
    """
    reasons = verdict.remarks if isinstance(verdict, Granted) else verdict.reasons
    voice.document("handover", _plain_verdict(verdict, reasons, rows, names))
    handed = sum(row.to is not None for row in rows)
    match verdict:
        case Granted():
            key = "handover.would_be" if dry_run else "handover.done"
            voice.heading(voice.text(key, count=handed))
            if verdict.registration is not None:
                voice.line(voice.text("verdict.registration", id=verdict.registration))
        case Refused():
            voice.heading(voice.text("handover.refused"))
    _show_by_case(voice, reasons, names)
    if isinstance(verdict, Granted) and not dry_run:
        voice.say("handover.tell_clients", count=handed)


def _case_of(reason: Reason) -> CaseKey | None:
    client, unit = reason.facts.get("client"), reason.facts.get("unit")
    return CaseKey(client, unit) if isinstance(client, str) and isinstance(unit, str) else None


def _show_by_case(voice: Voice, reasons: Sequence[Reason], names: Names) -> None:
    for key in dict.fromkeys(map(_case_of, reasons)):
        if key is not None:
            voice.line(f"{names.client(key)}, {names.unit(key.unit)}")
        show_reasons(voice, [each for each in reasons if _case_of(each) == key], names)


def _plain_plan(found: HandOverPlan) -> dict[str, Any]:
    return {
        "staff": found.staff,
        "on": found.on.isoformat(),
        "seats": [
            {
                "client": part.case.client,
                "unit": part.case.unit,
                "role": part.role.value,
                "version": part.version,
                "to": part.to,
                "reason": part.reason.value,
            }
            for part in found.parts
        ],
    }


def _plain_verdict(
    verdict: Verdict, reasons: Sequence[Reason], rows: Sequence[HandedRow], names: Names
) -> dict[str, Any]:
    granted = isinstance(verdict, Granted)
    registration = verdict.registration if isinstance(verdict, Granted) else None
    notices = verdict.notices if isinstance(verdict, Granted) else ()
    return {
        "verdict": "granted" if granted else "refused",
        "registration": None if registration is None else str(registration),
        "handed_over": sum(row.to is not None for row in rows) if granted else 0,
        "reasons": [
            {
                "client": key.client if (key := _case_of(each)) else None,
                "unit": key.unit if key else None,
                **plain_reason(each, names),
            }
            for each in reasons
        ],
        "notices": [{"id": str(id), "kind": kind} for id, kind in notices],
    }

"""
What became of a command, told: the verdict, its reasons, the days it changes, who is told.
"""

from collections.abc import Iterable
from typing import Any

import attrs

from fastomsorg.cli._running import receivers
from fastomsorg.cli._speaking import Names, Voice, plain_reason, show_reasons
from fastomsorg.commands import Command
from fastomsorg.decisions import ChangedDays, DayState, Granted, Refused, Verdict
from fastomsorg.terms import Role

from ._hints import TO_CONFIRM, hints

UNTOLD = ("receiver_failed", "receiver_not_configured")
"""The remarks that name a receiver who was not told."""


def tell_verdict(
    voice: Voice, command: Command, verdict: Verdict, names: Names, *, dry_run: bool
) -> None:
    """
    Tell the verdict (*besked*).
    """
    voice.document("verdict", _plain(verdict, names))
    match verdict:
        case Granted():
            voice.heading(voice.text("verdict.would_be" if dry_run else "verdict.granted"))
            if verdict.registration is not None:
                voice.line(voice.text("verdict.registration", id=verdict.registration))
            show_reasons(voice, verdict.remarks, names)
            _show_days(voice, verdict.changed, names)
            _show_notices(voice, verdict, names)
        case Refused():
            voice.heading(voice.text("verdict.refused"))
            show_reasons(voice, verdict.reasons, names)
            if any(reason.code in TO_CONFIRM for reason in verdict.reasons):
                _show_days(voice, verdict.changed, names)
    for hint in hints(voice, command, verdict, names):
        voice.item(hint)


def _plain(verdict: Verdict, names: Names) -> dict[str, Any]:
    match verdict:
        case Granted():
            registration, reasons = verdict.registration, verdict.remarks
            notices = [{"id": str(id), "kind": kind} for id, kind in verdict.notices]
        case Refused():
            registration, reasons, notices = None, verdict.reasons, []
    return {
        "verdict": "granted" if isinstance(verdict, Granted) else "refused",
        "registration": None if registration is None else str(registration),
        "reasons": [plain_reason(reason, names) for reason in reasons],
        "days_changed": [_plain_days(days) for days in verdict.changed],
        "notices": notices,
    }


def _plain_days(days: ChangedDays) -> dict[str, Any]:
    last = days.period.last_day
    return {
        "client": days.case.client,
        "unit": days.case.unit,
        "first": days.period.start.isoformat(),
        "last": None if last is None else last.isoformat(),
        "before": _plain_state(days.before),
        "after": _plain_state(days.after),
    }


def _plain_state(state: DayState | None) -> dict[str, Any] | None:
    return None if state is None else attrs.asdict(state)


def _show_days(voice: Voice, changed: Iterable[ChangedDays], names: Names) -> None:
    rows = [
        (
            names.unit(days.case.unit),
            f"{days.period.start} – {days.period.last_day or ''}".rstrip(),
            _state_text(voice, days.before, names, days),
            _state_text(voice, days.after, names, days),
        )
        for days in changed
    ]
    if rows:
        voice.table(("unit", "days", "before", "after"), rows)


def _state_text(voice: Voice, state: DayState | None, names: Names, days: ChangedDays) -> str:
    if state is None:
        return voice.text("verdict.no_stay")
    seats = attrs.asdict(state)
    held = (
        f"{voice.text(f'seat.{role.value}')}: {names.staff(seats[role.value], days.period.start)}"
        for role in Role
        if seats[role.value]
    )
    return "\n".join((voice.label(state.status), *held))


def _show_notices(voice: Voice, granted: Granted, names: Names) -> None:
    """
    Who is told; not those whose every receiver failed, which the remarks have said.
    """
    untold = {each.facts.get("receiver") for each in granted.remarks if each.code in UNTOLD}
    told_of = dict.fromkeys(kind for _, kind in granted.notices)
    storage = names.desk.host.storage
    kinds = [
        kind
        for kind in told_of
        if not (urls := receivers(storage, kind)) or not untold.issuperset(urls)
    ]
    if kinds:
        told = tuple(voice.text(f"verdict.told.{kind}") for kind in kinds)
        voice.say("verdict.told.to", kinds=told)

"""
Looking a unit up: the start page, and who may be chosen.
"""

from collections.abc import Iterable
from typing import Any

from fastomsorg.casework import Candidate, UnhandledClient
from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name, plain_reason


def unhandled(run: Run, unit: option.Unit, on: option.MaybeOn = None) -> None:
    """
    The clients that nobody has handled on a day (*startsidan*), and why; apart from them those who
    are handled, but whose deputy should be looked at.
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    found = desk.unhandled(unit, on=day)
    waiting = [client for client in found if _waits(client)]
    handled = [client for client in found if not _waits(client)]
    voice.document(
        "unhandled",
        {
            "unit": unit,
            "on": day.isoformat(),
            "clients": [_plain_client(client, names) for client in waiting],
            "warnings": [_plain_client(client, names) for client in handled],
        },
    )
    voice.heading(voice.text("unhandled.heading", unit=names.unit(unit), on=day))
    if waiting:
        _show_clients(voice, waiting, names)
    else:
        voice.say("unhandled.none")
    if handled:
        voice.heading("\n" + voice.text("unhandled.warnings"))
        _show_clients(voice, handled, names)


def _waits(client: UnhandledClient) -> bool:
    """
    Has nobody handled the client? Whoever has warnings only is handled.
    """
    return any(reason.blocks for reason in client.why)


def _show_clients(voice: Voice, clients: Iterable[UnhandledClient], names: Names) -> None:
    rows = [
        (
            each.client.id,
            client_name(voice, each.client),
            voice.label(each.status),
            "\n".join(names.reason(reason) for reason in each.why),
        )
        for each in clients
    ]
    voice.table(("id", "name", "status", "why"), rows)


def staff(run: Run, unit: option.Unit, on: option.MaybeOn = None) -> None:
    """
    Who may be chosen at the unit on a day (*valbar personal*), and why the others may not.
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    found = desk.selectable(unit, on=day)
    members = [_plain_candidate(candidate, names) for candidate in found]
    voice.document("staff", {"unit": unit, "on": day.isoformat(), "staff": members})
    voice.heading(voice.text("staff.heading", unit=names.unit(unit), on=day))
    if not found:
        voice.say("staff.none")
        return
    rows = [_row(candidate, voice, names) for candidate in found]
    voice.table(("id", "name", "selectable", "outcome", "remarks"), rows)


def _plain_client(client: UnhandledClient, names: Names) -> dict[str, Any]:
    return {
        "id": client.client.id,
        "name": client.client.name,
        "status": client.status.value,
        "why": [plain_reason(reason, names) for reason in client.why],
    }


def _plain_candidate(candidate: Candidate, names: Names) -> dict[str, Any]:
    return {
        "id": candidate.staff.id,
        "name": candidate.staff.name,
        "selectable": candidate.selectable,
        "outcome": candidate.answer.outcome.value,
        "reasons": [plain_reason(reason, names) for reason in candidate.reasons],
    }


def _row(candidate: Candidate, voice: Voice, names: Names) -> tuple[str, ...]:
    return (
        candidate.staff.id,
        candidate.staff.name,
        voice.text("yes" if candidate.selectable else "no"),
        voice.label(candidate.answer.outcome),
        "\n".join(names.reason(reason) for reason in candidate.reasons),
    )

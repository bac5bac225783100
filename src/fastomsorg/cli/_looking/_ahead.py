"""
Looking ahead: which contacts have no ground on a day to come.
"""

from typing import Any

from fastomsorg.casework import LosingContact, UnitOutlook
from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name, plain_reason

from ._cover import plain_staff


def forecast(run: Run, on: option.On, unit: option.Units = None) -> None:
    """
    Which contacts lose their ground by a day (*prognos*), and which clients that leaves.
    """
    voice, desk = run.voice, run.desk()
    names = Names(desk, voice)
    found = desk.forecast(on, units=tuple(unit or ()))
    voice.document(
        "forecast", {"on": on.isoformat(), "units": [_plain(each, names) for each in found]}
    )
    voice.heading(voice.text("forecast.heading", on=on))
    voice.table(
        ("unit", "contacts", "lose", "left", "deputy_remains", "unclear"),
        [
            (
                names.unit(each.outlook.unit),
                len(each.outlook.seats),
                len(each.outlook.lost),
                len(each.outlook.left),
                len(each.outlook.deputy_remains),
                len(each.unclear),
            )
            for each in found
        ],
    )
    for each in found:
        _show_unit(voice, each, names)


def _show_unit(voice: Voice, each: UnitOutlook, names: Names) -> None:
    if each.losing:
        voice.heading(names.unit(each.outlook.unit))
        rows = [
            (
                f"{client_name(voice, one.client)} ({one.client.id})",
                voice.text(f"seat.{one.losing.seat.role.value}"),
                names.staff(one.losing.seat.staff, each.outlook.on),
                voice.text("forecast.already")
                if one.losing.already
                else voice.label(one.losing.cause),
            )
            for one in each.losing
        ]
        voice.table(("client", "seat", "staff", "why"), rows)
    if each.unclear:
        who = tuple(names.staff(member.id, each.outlook.on) for member in each.unclear)
        voice.say("forecast.unclear", unit=names.unit(each.outlook.unit), who=who)


def _plain(each: UnitOutlook, names: Names) -> dict[str, Any]:
    outlook = each.outlook
    return {
        "unit": outlook.unit,
        "routine": each.routine,
        "contacts": len(outlook.seats),
        "lose": len(outlook.lost),
        "losing": [_plain_losing(one, names) for one in each.losing],
        "left": list(outlook.left),
        "deputy_remains": list(outlook.deputy_remains),
        "unclear": [plain_staff(member) for member in each.unclear],
    }


def _plain_losing(one: LosingContact, names: Names) -> dict[str, Any]:
    return {
        "client": {"id": one.client.id, "name": one.client.name},
        "role": one.losing.seat.role.value,
        "staff": plain_staff(one.staff),
        "cause": one.losing.cause.value,
        "already": one.losing.already,
        "reasons": [plain_reason(reason, names) for reason in one.losing.reasons],
    }

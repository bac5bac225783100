"""
Visits with their marks, told one at a time.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from fastomsorg.care import Visit
from fastomsorg.casework import Desk, SeenVisit
from fastomsorg.cli._speaking import Names, Voice, client_name
from fastomsorg.statistics import Mark
from fastomsorg.terms import Instant, Period, UnitId, stockholm

UNKNOWN = "–"
UNTOLD = "?"
"""What stands where nobody has told when a visit ended."""


def tell_visits(
    voice: Voice,
    desk: Desk,
    period: Period,
    units: tuple[UnitId, ...],
    visits: Iterator[SeenVisit],
) -> None:
    """
    Tell the visits as they come (*Översikt besök*), and at the end how many have which mark.
    """
    if voice.as_json:
        head = {"first": period.start.isoformat(), "units": list(units)}
        last = {"last": None if period.last_day is None else period.last_day.isoformat()}
        voice.document("visits", {**head, **last}, many=("visits", map(_plain, visits)))
        return
    voice.heading(voice.text("visits.heading", first=period.start, last=period.last_day))
    names = Names(desk, voice)
    marks: Counter[Mark] = Counter()
    count = 0
    for seen in visits:
        count += 1
        marks.update(seen.marks)
        voice.line(_line(voice, names, seen))
    voice.say("visits.count" if count else "visits.none", count=count)
    for mark in Mark:
        if marks[mark]:
            voice.item(f"{voice.label(mark)}: {marks[mark]}")


def _line(voice: Voice, names: Names, seen: SeenVisit) -> str:
    visit = seen.visit
    shown = [
        _when(visit),
        f"{client_name(voice, seen.client)} ({seen.client.id})",
        names.unit(visit.unit),
        ", ".join(visit.staff) or UNKNOWN,
    ]
    if not visit.performed:
        shown.append(voice.text("visits.not_performed"))
    shown += (voice.label(mark) for mark in Mark if mark in seen.marks)
    return "  ".join(shown)


def _when(visit: Visit) -> str:
    """
    The day and the clock in Sweden, as planned where the visit has no start.
    """
    starts, ends = visit.starts, visit.ends
    if starts is None:
        starts, ends = visit.planned_starts, ends or visit.planned_ends
    return f"{_clock(starts, '%Y-%m-%d %H:%M')}–{_clock(ends, '%H:%M')}"


def _clock(at: Instant | None, form: str) -> str:
    return UNTOLD if at is None else at.astimezone(stockholm()).strftime(form)


def _plain(seen: SeenVisit) -> dict[str, Any]:
    visit = seen.visit
    return {
        "id": visit.id,
        "client": {"id": seen.client.id, "name": seen.client.name},
        "unit": visit.unit,
        "starts": _plain_instant(visit.starts),
        "ends": _plain_instant(visit.ends),
        "planned_starts": _plain_instant(visit.planned_starts),
        "planned_ends": _plain_instant(visit.planned_ends),
        "kind": visit.kind.value,
        "services": sorted(visit.services),
        "staff": list(visit.staff),
        "planned_staff": list(visit.planned_staff),
        "performed": visit.performed,
        "registered_afterwards": visit.registered_afterwards,
        "marks": [mark.value for mark in Mark if mark in seen.marks],
    }


def _plain_instant(at: Instant | None) -> str | None:
    return None if at is None else at.isoformat()

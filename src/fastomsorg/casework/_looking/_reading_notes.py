"""
Journal notes read at a desk: which, by whom, and that they have been read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from fastomsorg.casework._at_desk import Gate, Sight, known_client, known_unit
from fastomsorg.casework._host import Host
from fastomsorg.hooks import Access
from fastomsorg.journal import JournalNote
from fastomsorg.terms import CaseKey, ClientId, Permission, UnitId

PAGE = 20
"""How many notes are logged, and count as read, before the first of them is handed over."""


@attrs.frozen
class Wanted:
    """
    The notes that are asked for (*urval*): of a client, a unit or both, within some days.
    """

    client: ClientId | None
    unit: UnitId | None
    first: dt.date | None
    last: dt.date | None
    unread: bool


def read_notes(host: Host, gate: Gate, wanted: Wanted) -> Iterator[JournalNote]:
    """
    The notes that the actor may read, each with a row in the read log.

    Denied is what is asked for and may not be read; what merely lies beyond is passed over, as if
    it were not there.
    """
    reach = gate.reach(Permission.VIEW)
    client, unit = wanted.client, wanted.unit
    if not reach or (unit is not None and unit not in reach):
        gate.deny(Permission.VIEW, "notes", unit=unit, client=client)
    if unit is not None:
        known_unit(host, unit)
    sight = Sight(host, gate)
    if client is not None:
        _require(host, gate, sight, client, unit)
    found = host.storage.notes(
        client=client,
        unit=unit,
        first=wanted.first,
        last=wanted.last,
        unread_by=gate.actor.id if wanted.unread else None,
    )
    within = (note for note in found if note.case.unit in reach)
    return _handed_over(gate, sight, _open_to(gate, sight, within), wanted)


def _require(host: Host, gate: Gate, sight: Sight, client: ClientId, unit: UnitId | None) -> None:
    """
    The client's notes may be asked for: where there is a case within reach, or by whoever may see
    all, so that somebody else's client and nobody at all are denied alike.
    """
    cases = [key for key in host.storage.cases(client=client) if unit in (None, key.unit)]
    at = [key.unit for key in cases if gate.allows(Permission.VIEW, unit=key.unit, client=client)]
    if not at:
        gate.require(Permission.VIEW, "notes", unit=unit, client=client)
    known_client(host, client)
    units = at or [unit for unit in (unit,) if unit is not None]
    if not sight.sees_client(client, *units):
        gate.deny(Permission.SEE_PROTECTED, "notes", unit=next(iter(units), None), client=client)


def _open_to(gate: Gate, sight: Sight, notes: Iterable[JournalNote]) -> Iterator[JournalNote]:
    """
    The notes of cases that may be seen: a note may say anything of a client who is protected.
    """
    seen: dict[CaseKey, bool] = {}
    for note in notes:
        key = note.case
        if key not in seen:
            may_view = gate.allows(Permission.VIEW, unit=key.unit, client=key.client)
            seen[key] = may_view and sight.sees_client(key.client, key.unit)
        if seen[key]:
            yield note


def _handed_over(
    gate: Gate, sight: Sight, notes: Iterator[JournalNote], wanted: Wanted
) -> Iterator[JournalNote]:
    """
    The notes, logged page by page. That there are none is an answer too, and logged.
    """
    page = list(islice(notes, PAGE))
    if not page:
        gate.record(gate.access(Permission.VIEW, "notes", wanted.unit, wanted.client))
    while page:
        gate.record(*(_row(gate, note) for note in page))
        yield from map(sight.note, page)
        page = list(islice(notes, PAGE))


def _row(gate: Gate, note: JournalNote) -> Access:
    key = note.case
    return gate.access(Permission.VIEW, "notes", key.unit, key.client, note=note.id)

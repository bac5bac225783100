"""
What is told to others, kept with the registration: the notes of the journal among it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from sqlalchemy import ColumnElement, Select, exists, select

from fastomsorg.hooks import AccessOutcome, DeliveryState, Outgoing
from fastomsorg.journal import JournalNote, kind_of
from fastomsorg.terms import CaseKey, ClientId, UnitId
from fastomsorg.wire import dumps, loads

from ._case_files import CaseFile
from ._part import Part, pages
from ._schema import Row as NewRow
from ._schema import access, case_file, is_note, notice, registration

_NOTES = (
    select(notice.c.content, registration.c.recorded_at)
    .select_from(notice)
    .join(registration, registration.c.position == notice.c.position)
    .where(is_note)
)


class Notices(Part):
    """
    The journal notes (*journalanteckningar*).
    """

    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        unread_by: str | None = None,
    ) -> Iterator[JournalNote]:
        wanted = _wanted_notes(client=client, unit=unit, first=first, last=last)
        if unread_by is not None:
            wanted = wanted.where(~_read_by(unread_by))
        order = (notice.c.on_day, notice.c.position, notice.c.place)
        for row in pages(self._session, wanted, order, {}):
            note = loads(JournalNote, row.content, trusted=True)
            yield attrs.evolve(note, recorded_at=row.recorded_at)


def rows_of_notices(
    notices: Sequence[Outgoing], position: int, files: Mapping[CaseKey, CaseFile]
) -> Iterator[NewRow]:
    for place, outgoing in enumerate(notices):
        yield {
            "position": position,
            "place": place,
            "id": outgoing.notice.id,
            "case_file": files[outgoing.notice.case].id,
            "kind": kind_of(outgoing.notice),
            "on_day": outgoing.notice.on,
            "not_before": outgoing.not_before,
            "content": dumps(outgoing.notice),
            "targets": len(set(outgoing.targets)),
        }


def rows_of_deliveries(
    notices: Sequence[Outgoing], position: int, files: Mapping[CaseKey, CaseFile]
) -> Iterator[NewRow]:
    for place, outgoing in enumerate(notices):
        for rank, target in enumerate(dict.fromkeys(outgoing.targets)):
            yield {
                "position": position,
                "place": place,
                "rank": rank,
                "target": target,
                "state": DeliveryState.PENDING,
                "case_file": files[outgoing.notice.case].id,
            }


def _wanted_notes(
    *,
    client: ClientId | None,
    unit: UnitId | None,
    first: dt.date | None,
    last: dt.date | None,
) -> Select[*tuple[Any, ...]]:
    wanted: Select[*tuple[Any, ...]] = _NOTES
    files = select(case_file.c.id)
    if client is not None:
        files = files.where(case_file.c.client == client)
    if unit is not None:
        files = files.where(case_file.c.unit == unit)
    if client is not None or unit is not None:
        wanted = wanted.where(notice.c.case_file.in_(files))
    if first is not None:
        wanted = wanted.where(notice.c.on_day >= first)
    if last is not None:
        wanted = wanted.where(notice.c.on_day <= last)
    return wanted


def _read_by(actor: str) -> ColumnElement[bool]:
    """
    Is there a row of the read log that says so (*läst*)?
    """
    return exists().where(
        access.c.actor == actor,
        access.c.note == notice.c.id,
        access.c.outcome == AccessOutcome.ALLOWED,
    )

"""
What is told to others: kept with the registration, and how far it has come with each of them.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import attrs
from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, select, update

from fastomsorg.hooks import AccessOutcome, Delivery, DeliveryState, Outgoing
from fastomsorg.journal import JournalNote, Notice, kind_of
from fastomsorg.terms import CaseKey, ClientId, Instant, UnitId, UnknownId
from fastomsorg.wire import dumps, loads

from ._case_files import CaseFile
from ._part import Part, pages
from ._schema import Row as NewRow
from ._schema import access, case_file, delivery, is_note, is_pending, notice, registration

_NOTES = (
    select(notice.c.content, registration.c.recorded_at)
    .select_from(notice)
    .join(registration, registration.c.position == notice.c.position)
    .where(is_note)
)
_DELIVERIES = (
    select(
        notice.c.content,
        delivery.c.told,
        delivery.c.target,
        delivery.c.state,
        registration.c.recorded_at,
        notice.c.not_before,
    )
    .select_from(delivery)
    .join(
        notice,
        (notice.c.position == delivery.c.position) & (notice.c.place == delivery.c.place),
    )
    .join(registration, registration.c.position == delivery.c.position)
)
_IN_ORDER = (delivery.c.position, delivery.c.place, delivery.c.rank)
_DUE = _DELIVERIES.where(
    is_pending,
    notice.c.not_before.is_(None) | (notice.c.not_before <= bindparam("now")),
)
_OF_CASE = (
    _DELIVERIES.join(case_file, case_file.c.id == notice.c.case_file)
    .where(case_file.c.client == bindparam("client"), case_file.c.unit == bindparam("unit"))
    .order_by(*_IN_ORDER)
)
_PLACE = select(notice.c.position, notice.c.place).where(notice.c.id == bindparam("notice"))
_SETTLE = update(delivery).where(
    delivery.c.position == bindparam("of_position"),
    delivery.c.place == bindparam("of_place"),
    delivery.c.target == bindparam("of_target"),
)


class Notices(Part):
    """
    Notices and deliveries (*meddelanden och leveranser*).
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

    def due(self, now: Instant) -> Iterator[Delivery]:
        for row in pages(self._session, _DUE, _IN_ORDER, {"now": now}):
            yield _delivery_of(row)

    def settle(self, notice: UUID, target: str, state: DeliveryState, told: Notice | None) -> None:
        with self._session.writing() as connection:
            place = connection.execute(_PLACE, {"notice": notice}).one_or_none()
            settled = 0
            if place is not None:
                values: NewRow = {"state": state}
                if told is not None:
                    values["told"] = dumps(told)
                where = {"of_position": place.position, "of_place": place.place}
                statement = _SETTLE.values(**values)
                settled = connection.execute(statement, {**where, "of_target": target}).rowcount
            if settled == 0:
                raise UnknownId("unknown_delivery", notice=str(notice), target=target)

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_OF_CASE, {"client": key.client, "unit": key.unit}).all()
        return tuple(_delivery_of(row) for row in rows)


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


def rows_of_deliveries(notices: Sequence[Outgoing], position: int) -> Iterator[NewRow]:
    for place, outgoing in enumerate(notices):
        for rank, target in enumerate(dict.fromkeys(outgoing.targets)):
            yield {
                "position": position,
                "place": place,
                "rank": rank,
                "target": target,
                "state": DeliveryState.PENDING,
                "told": None,
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


def _delivery_of(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        notice=_notice_of(row),
        target=row.target,
        state=row.state,
        recorded_at=row.recorded_at,
        not_before=row.not_before,
    )


def _notice_of(row: Row[*tuple[Any, ...]]) -> Notice:
    """
    What is told: a note carries the instant of its registration, unless it was derived anew.
    """
    told: Notice = loads(Notice, row.told or row.content, trusted=True)
    if row.told is None and isinstance(told, JournalNote):
        return attrs.evolve(told, recorded_at=row.recorded_at)
    return told

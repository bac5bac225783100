"""
How far each notice has come with each receiver, and who has claimed it.
"""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    bindparam,
    exists,
    select,
    tuple_,
    update,
)

from fastomsorg.hooks import Backlog, Delivery, DeliveryState
from fastomsorg.journal import Notice
from fastomsorg.terms import CaseKey, Instant, UnknownId
from fastomsorg.wire import dumps

from ._backlog import BACKLOG
from ._delivery_rows import (
    DELIVERIES,
    HAS_COME,
    IN_ORDER,
    ITS_NOTICE,
    NOW,
    PARKED,
    as_claimed,
    delivery_of,
)
from ._part import Part, pages
from ._schema import Row as NewRow
from ._schema import case_file, delivery, is_pending, is_unsettled, notice

_DUE = DELIVERIES.where(is_pending, HAS_COME)
_OF_CASE = (
    DELIVERIES.join(case_file, case_file.c.id == notice.c.case_file)
    .where(case_file.c.client == bindparam("client"), case_file.c.unit == bindparam("unit"))
    .order_by(*IN_ORDER)
)

_EARLIER, _ITS = delivery.alias("earlier"), notice.alias("its")
_BEHIND_ANOTHER = (
    exists()
    .where(
        _EARLIER.c.case_file == delivery.c.case_file,
        _EARLIER.c.target == delivery.c.target,
        is_unsettled(_EARLIER),
        tuple_(_EARLIER.c.position, _EARLIER.c.place)
        < tuple_(delivery.c.position, delivery.c.place),
        _ITS.c.position == _EARLIER.c.position,
        _ITS.c.place == _EARLIER.c.place,
        _ITS.c.not_before.is_(None) | (_ITS.c.not_before <= NOW),
    )
    .correlate(delivery)
)
_CLAIMABLE = (
    DELIVERIES.add_columns(*IN_ORDER)
    .where(
        is_pending,
        HAS_COME,
        delivery.c.retry_at.is_(None) | (delivery.c.retry_at <= NOW),
        delivery.c.claimed_until.is_(None) | (delivery.c.claimed_until <= NOW),
        ~_BEHIND_ANOTHER,
    )
    .order_by(*IN_ORDER)
    .limit(bindparam("limit"))
)
_THIS = (
    delivery.c.position == bindparam("of_position"),
    delivery.c.place == bindparam("of_place"),
    delivery.c.target == bindparam("of_target"),
)
_PLACE = (
    select(delivery.c.position, delivery.c.place, delivery.c.target)
    .join(notice, ITS_NOTICE)
    .where(notice.c.id == bindparam("notice"), delivery.c.target == bindparam("target"))
)


_LEASE = (
    update(delivery)
    .where(*_THIS)
    .values(claimed_until=bindparam("until"), attempts=delivery.c.attempts + 1)
)
_NOBODYS: NewRow = {"problem": None, "retry_at": None, "claimed_until": None}
_SETTLE = update(delivery).where(*_THIS, is_unsettled(delivery)).values(_NOBODYS)
_POSTPONE = (
    update(delivery)
    .where(*_THIS, is_pending, delivery.c.claimed_until == bindparam("lease"))
    .values(problem=bindparam("why"), retry_at=bindparam("again_at"), claimed_until=None)
)
_REDRIVE = update(delivery).where(PARKED).values(state=DeliveryState.PENDING, attempts=1)
_ACKNOWLEDGE = update(delivery).where(PARKED).values(_NOBODYS).values(state=DeliveryState.DELIVERED)


class Outbox(Part):
    """
    Deliveries (*leveranser*), and the lines they stand in.
    """

    def due(self, now: Instant) -> Iterator[Delivery]:
        for row in pages(self._session, _DUE, IN_ORDER, {"now": now}):
            yield delivery_of(row)

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_OF_CASE, {"client": key.client, "unit": key.unit}).all()
        return tuple(delivery_of(row) for row in rows)

    def outbox(
        self, *, target: str | None = None, state: DeliveryState | None = None
    ) -> Iterator[Delivery]:
        wanted: Select[*tuple[Any, ...]] = DELIVERIES
        if target is not None:
            wanted = wanted.where(delivery.c.target == target)
        if state is not None:
            wanted = wanted.where(delivery.c.state == state)
        if state in (DeliveryState.PENDING, DeliveryState.PARKED):
            wanted = wanted.where(is_unsettled(delivery))  # there is an index over those
        for row in pages(self._session, wanted, IN_ORDER, {}):
            yield delivery_of(row)

    def backlog(self, now: Instant) -> tuple[Backlog, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(BACKLOG, {"now": now}).all()
        return tuple(Backlog(*row) for row in rows)

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        wanted = _wanted(targets, cases)
        with self._session.reading() as connection:
            if connection.execute(wanted, {"now": now, "limit": 1}).first() is None:
                return ()  # nobody has to wait while it is found that there is nothing to do
        with self._session.writing() as connection:
            claiming = self._session.dialect.claiming(wanted)
            rows = connection.execute(claiming, {"now": now, "limit": limit}).all()
            if rows:
                leases = [{**_place_of(row), "until": until} for row in rows]
                connection.execute(_LEASE, leases)
        return tuple(as_claimed(row, until) for row in rows)

    def settle(
        self,
        notice: UUID,
        target: str,
        state: DeliveryState,
        told: Notice | None,
        *,
        problem: str | None = None,
    ) -> None:
        values: NewRow = {"state": state, "problem": problem}
        if told is not None:
            values["told"] = dumps(told)
        with self._session.writing() as connection:
            where = _found(connection, notice, target)
            connection.execute(_SETTLE.values(**values), where)

    def postpone(
        self,
        notice: UUID,
        target: str,
        *,
        claimed_until: Instant,
        retry_at: Instant,
        problem: str,
    ) -> None:
        with self._session.writing() as connection:
            where = _found(connection, notice, target)
            values = {"lease": claimed_until, "again_at": retry_at, "why": problem}
            connection.execute(_POSTPONE, {**where, **values})

    def redrive(self, *, notice: UUID | None = None, target: str | None = None) -> int:
        return self._change(_REDRIVE, notice, target)

    def acknowledge(self, notice: UUID, *, target: str | None = None) -> int:
        return self._change(_ACKNOWLEDGE, notice, target)

    def _change(self, statement: Update, notice: UUID | None, target: str | None) -> int:
        if target is not None:
            statement = statement.where(delivery.c.target == target)
        if notice is not None:
            statement = statement.where(_is_of(notice))
        with self._session.writing() as connection:
            return connection.execute(statement).rowcount


def _is_of(id: UUID) -> ColumnElement[bool]:
    return exists().where(ITS_NOTICE, notice.c.id == id).correlate(delivery)


def _wanted(
    targets: Collection[str] | None, cases: Collection[CaseKey] | None
) -> Select[*tuple[Any, ...]]:
    wanted: Select[*tuple[Any, ...]] = _CLAIMABLE
    if targets is not None:
        wanted = wanted.where(delivery.c.target.in_(sorted(targets)))
    if cases is not None:
        keys = sorted((key.client, key.unit) for key in cases)
        files = select(case_file.c.id).where(tuple_(case_file.c.client, case_file.c.unit).in_(keys))
        wanted = wanted.where(delivery.c.case_file.in_(files))
    return wanted


def _found(connection: Connection, id: UUID, target: str) -> NewRow:
    """
    Where the delivery stands (*plats*). Raises `UnknownId`.
    """
    row = connection.execute(_PLACE, {"notice": id, "target": target}).one_or_none()
    if row is None:
        raise UnknownId("unknown_delivery", notice=str(id), target=target)
    return _place_of(row)


def _place_of(row: Row[*tuple[Any, ...]]) -> NewRow:
    return {"of_position": row.position, "of_place": row.place, "of_target": row.target}

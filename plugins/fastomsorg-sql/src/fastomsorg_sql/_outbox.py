"""
How far each notice has come with each receiver, and who has claimed it.
"""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

import attrs
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    bindparam,
    case,
    exists,
    func,
    select,
    tuple_,
    update,
)

from fastomsorg.hooks import Backlog, Delivery, DeliveryState
from fastomsorg.journal import JournalNote, Notice
from fastomsorg.terms import CaseKey, Instant, UnknownId
from fastomsorg.wire import dumps, loads

from ._part import Part, pages
from ._schema import Row as NewRow
from ._schema import case_file, delivery, is_pending, is_unsettled, notice, registration
from ._types import Moment

_NOW = bindparam("now", type_=Moment())
_PARKED = delivery.c.state == DeliveryState.PARKED
_HAS_COME = notice.c.not_before.is_(None) | (notice.c.not_before <= _NOW)
_ITS_NOTICE = (notice.c.position == delivery.c.position) & (notice.c.place == delivery.c.place)
_ITS_REGISTRATION = registration.c.position == delivery.c.position
_IN_ORDER = (delivery.c.position, delivery.c.place, delivery.c.rank)

_DELIVERIES = (
    select(
        notice.c.content,
        delivery.c.told,
        delivery.c.target,
        delivery.c.state,
        registration.c.recorded_at,
        notice.c.not_before,
        delivery.c.attempts,
        delivery.c.problem,
        delivery.c.retry_at,
        delivery.c.claimed_until,
    )
    .select_from(delivery)
    .join(notice, _ITS_NOTICE)
    .join(registration, _ITS_REGISTRATION)
)
_DUE = _DELIVERIES.where(is_pending, _HAS_COME)
_OF_CASE = (
    _DELIVERIES.join(case_file, case_file.c.id == notice.c.case_file)
    .where(case_file.c.client == bindparam("client"), case_file.c.unit == bindparam("unit"))
    .order_by(*_IN_ORDER)
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
        _ITS.c.not_before.is_(None) | (_ITS.c.not_before <= _NOW),
    )
    .correlate(delivery)
)
_CLAIMABLE = (
    _DELIVERIES.add_columns(*_IN_ORDER)
    .where(
        is_pending,
        _HAS_COME,
        delivery.c.retry_at.is_(None) | (delivery.c.retry_at <= _NOW),
        delivery.c.claimed_until.is_(None) | (delivery.c.claimed_until <= _NOW),
        ~_BEHIND_ANOTHER,
    )
    .order_by(*_IN_ORDER)
    .limit(bindparam("limit"))
)
_THIS = (
    delivery.c.position == bindparam("of_position"),
    delivery.c.place == bindparam("of_place"),
    delivery.c.target == bindparam("of_target"),
)
_PLACE = (
    select(delivery.c.position, delivery.c.place, delivery.c.target)
    .join(notice, _ITS_NOTICE)
    .where(notice.c.id == bindparam("notice"), delivery.c.target == bindparam("target"))
)


def _latest(first: Any, *others: Any) -> Any:
    """
    The latest of several instants (*senast*), of which only the first is always there.
    """
    for other in others:
        first = case((other.is_not(None) & (other > first), other), else_=first)
    return first


_COULD_BE_TOLD = func.coalesce(notice.c.not_before, registration.c.recorded_at, type_=Moment())
_NEXT_AT = _latest(_COULD_BE_TOLD, delivery.c.retry_at, delivery.c.claimed_until)
_WAITS = is_pending & _HAS_COME
_BACKLOG = (
    select(
        delivery.c.target,
        func.count(case((_WAITS, 1))).label("waiting"),
        func.count(case((_WAITS & (delivery.c.claimed_until <= _NOW), 1))).label("unknown"),
        func.count(case((is_pending & ~_HAS_COME, 1))).label("ahead"),
        func.count(case((_PARKED, 1))).label("parked"),
        func.min(case((_WAITS, _COULD_BE_TOLD)), type_=Moment()).label("since"),
        func.min(case((is_pending, _NEXT_AT)), type_=Moment()).label("next_at"),
    )
    .select_from(delivery)
    .join(notice, _ITS_NOTICE)
    .join(registration, _ITS_REGISTRATION)
    .where(is_unsettled(delivery))
    .group_by(delivery.c.target)
    .order_by(delivery.c.target)
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
_REDRIVE = update(delivery).where(_PARKED).values(state=DeliveryState.PENDING, attempts=1)
_ACKNOWLEDGE = (
    update(delivery).where(_PARKED).values(_NOBODYS).values(state=DeliveryState.DELIVERED)
)


class Outbox(Part):
    """
    Deliveries (*leveranser*), and the lines they stand in.
    """

    def due(self, now: Instant) -> Iterator[Delivery]:
        for row in pages(self._session, _DUE, _IN_ORDER, {"now": now}):
            yield _delivery_of(row)

    def deliveries(self, key: CaseKey) -> tuple[Delivery, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_OF_CASE, {"client": key.client, "unit": key.unit}).all()
        return tuple(_delivery_of(row) for row in rows)

    def outbox(
        self, *, target: str | None = None, state: DeliveryState | None = None
    ) -> Iterator[Delivery]:
        wanted: Select[*tuple[Any, ...]] = _DELIVERIES
        if target is not None:
            wanted = wanted.where(delivery.c.target == target)
        if state is not None:
            wanted = wanted.where(delivery.c.state == state)
        if state in (DeliveryState.PENDING, DeliveryState.PARKED):
            wanted = wanted.where(is_unsettled(delivery))  # there is an index over those
        for row in pages(self._session, wanted, _IN_ORDER, {}):
            yield _delivery_of(row)

    def backlog(self, now: Instant) -> tuple[Backlog, ...]:
        with self._session.reading() as connection:
            rows = connection.execute(_BACKLOG, {"now": now}).all()
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
        return tuple(_claimed(row, until) for row in rows)

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
    return exists().where(_ITS_NOTICE, notice.c.id == id).correlate(delivery)


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


def _delivery_of(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        notice=_notice_of(row),
        target=row.target,
        state=row.state,
        recorded_at=row.recorded_at,
        not_before=row.not_before,
        attempts=row.attempts,
        problem=row.problem,
        retry_at=row.retry_at,
        claimed_until=row.claimed_until,
    )


def _claimed(row: Row[*tuple[Any, ...]], until: Instant) -> Delivery:
    found = _delivery_of(row)
    return attrs.evolve(
        found,
        attempts=found.attempts + 1,
        claimed_until=until,
        outcome_unknown=found.claimed_until is not None,
    )


def _notice_of(row: Row[*tuple[Any, ...]]) -> Notice:
    """
    What is told: a note carries the instant of its registration, unless it was derived anew.
    """
    told: Notice = loads(Notice, row.told or row.content, trusted=True)
    if row.told is None and isinstance(told, JournalNote):
        return attrs.evolve(told, recorded_at=row.recorded_at)
    return told

"""
How deliveries are read: the rows in which they stand, with their notices and registrations.
"""

from typing import Any

import attrs
from sqlalchemy import Row, bindparam, select

from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.journal import JournalNote, Notice
from fastomsorg.terms import Instant
from fastomsorg.wire import loads

from ._schema import delivery, notice, registration
from ._types import Moment

NOW = bindparam("now", type_=Moment())
PARKED = delivery.c.state == DeliveryState.PARKED
HAS_COME = notice.c.not_before.is_(None) | (notice.c.not_before <= NOW)
ITS_NOTICE = (notice.c.position == delivery.c.position) & (notice.c.place == delivery.c.place)
ITS_REGISTRATION = registration.c.position == delivery.c.position
IN_ORDER = (delivery.c.position, delivery.c.place, delivery.c.rank)

DELIVERIES = (
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
    .join(notice, ITS_NOTICE)
    .join(registration, ITS_REGISTRATION)
)


def delivery_of(row: Row[*tuple[Any, ...]]) -> Delivery:
    """
    The delivery that a row of `DELIVERIES` is (*leverans*).
    """
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


def as_claimed(row: Row[*tuple[Any, ...]], until: Instant) -> Delivery:
    """
    The same, claimed until then (*i anspråk*).
    """
    found = delivery_of(row)
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

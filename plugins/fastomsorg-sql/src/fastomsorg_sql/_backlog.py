"""
How much each receiver has not been told, counted in one statement.
"""

from typing import Any

from sqlalchemy import case, func, select

from ._delivery_rows import HAS_COME, ITS_NOTICE, ITS_REGISTRATION, NOW, PARKED
from ._schema import delivery, is_pending, is_unsettled, notice, registration
from ._types import Moment


def _latest(first: Any, *others: Any) -> Any:
    """
    The latest of several instants (*senast*), of which only the first is always there.
    """
    for other in others:
        first = case((other.is_not(None) & (other > first), other), else_=first)
    return first


_COULD_BE_TOLD = func.coalesce(notice.c.not_before, registration.c.recorded_at, type_=Moment())
_NEXT_AT = _latest(_COULD_BE_TOLD, delivery.c.retry_at, delivery.c.claimed_until)
_WAITS = is_pending & HAS_COME
BACKLOG = (
    select(
        delivery.c.target,
        func.count(case((_WAITS, 1))).label("waiting"),
        func.count(case((_WAITS & (delivery.c.claimed_until <= NOW), 1))).label("unknown"),
        func.count(case((is_pending & ~HAS_COME, 1))).label("ahead"),
        func.count(case((PARKED, 1))).label("parked"),
        func.min(case((_WAITS, _COULD_BE_TOLD)), type_=Moment()).label("since"),
        func.min(case((is_pending, _NEXT_AT)), type_=Moment()).label("next_at"),
    )
    .select_from(delivery)
    .join(notice, ITS_NOTICE)
    .join(registration, ITS_REGISTRATION)
    .where(is_unsettled(delivery))
    .group_by(delivery.c.target)
    .order_by(delivery.c.target)
)

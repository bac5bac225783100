"""
How far a notice has come.
"""

from enum import StrEnum

import attrs

from fastomsorg.journal import Notice
from fastomsorg.terms import Instant


class DeliveryState(StrEnum):
    """
    How far a notice has come with one plug-in (*leveransläge*).
    """

    PENDING = "pending"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


@attrs.frozen
class Delivery:
    """
    One notice on its way to one plug-in (*leverans*).
    """

    notice: Notice
    target: str
    state: DeliveryState
    recorded_at: Instant
    not_before: Instant | None = None

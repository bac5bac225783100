"""
The tables, as the latest migration leaves them.
"""

from ._columns import Row, metadata
from ._grants import actor, granted, setting
from ._ledger import (
    access,
    case_file,
    delivery,
    enactment_start,
    entry,
    is_note,
    is_pending,
    notice,
    registration,
    spell,
)
from ._people import absence, client, employment, membership, staff, unit, visit

__all__ = [
    "Row",
    "absence",
    "access",
    "actor",
    "case_file",
    "client",
    "delivery",
    "employment",
    "enactment_start",
    "entry",
    "granted",
    "is_note",
    "is_pending",
    "membership",
    "metadata",
    "notice",
    "registration",
    "setting",
    "spell",
    "staff",
    "unit",
    "visit",
]

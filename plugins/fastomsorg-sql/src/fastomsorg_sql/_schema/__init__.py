"""
The tables, as the latest migration leaves them.
"""

from ._accesses import access
from ._columns import Row, metadata
from ._erasing import NOBODY, erasing
from ._grants import actor, granted, setting
from ._ledger import case_file, enactment_start, entry, is_erased, registration
from ._notices import delivery, is_note, is_pending, is_unsettled, notice
from ._people import absence, client, employment, membership, staff, unit, visit
from ._spells import spell

__all__ = [
    "NOBODY",
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
    "erasing",
    "granted",
    "is_erased",
    "is_note",
    "is_pending",
    "is_unsettled",
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

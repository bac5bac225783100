"""
What everything at a desk passes: who gets in, and what they see of people.
"""

from ._at_desk import AtDesk
from ._gate import PURPOSES, Gate
from ._listing import Listing
from ._named_client import NamedClient
from ._seeing import (
    a_code,
    a_day,
    a_period,
    a_period_gone_by,
    an_instant,
    known_client,
    known_unit,
    past,
    several,
)
from ._sight import Sight

__all__ = [
    "PURPOSES",
    "AtDesk",
    "Gate",
    "Listing",
    "NamedClient",
    "Sight",
    "a_code",
    "a_day",
    "a_period",
    "a_period_gone_by",
    "an_instant",
    "known_client",
    "known_unit",
    "past",
    "several",
]

"""
What was registered, and the life of a case that follows from it.
"""

from ._case import PROPOSED, Case
from ._effects import Effect
from ._enactments import enactments, stays
from ._events import (
    ChangeWished,
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Entitlement,
    Event,
    LastDaySet,
    NeedChangeRecorded,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
    TakenOver,
)
from ._life import Holding, Life, Spell, life
from ._proposals import Proposed
from ._registration import Registration, known_by, without_annulled

__all__ = [
    "PROPOSED",
    "Case",
    "ChangeWished",
    "ConsentRecorded",
    "ContactChanged",
    "ContactProposed",
    "DoneRecorded",
    "Effect",
    "EnactmentMovedAway",
    "EnactmentStarted",
    "Entitlement",
    "Event",
    "Holding",
    "LastDaySet",
    "Life",
    "NeedChangeRecorded",
    "Proposed",
    "Registration",
    "RegistrationAnnulled",
    "ServicesChanged",
    "Spell",
    "StatusRecorded",
    "TakenOver",
    "enactments",
    "known_by",
    "life",
    "stays",
    "without_annulled",
]

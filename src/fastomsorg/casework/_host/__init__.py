"""
What a casework stands on: the ports of its host, the receivers, the routines assigned.
"""

from ._calling import Call, NoAnswer
from ._delivery_rules import AS_USUAL, DeliveryRules
from ._host import Host, no_measures, no_routines, nobody_matches, now, own_visits
from ._receivers import Receiver, Receivers, Unavailable, opened
from ._routines import AssignedRoutine, LocalOn, RoutineOn, StoredRoutines, keep, kept, routines_of

__all__ = [
    "AS_USUAL",
    "AssignedRoutine",
    "Call",
    "DeliveryRules",
    "Host",
    "LocalOn",
    "NoAnswer",
    "Receiver",
    "Receivers",
    "RoutineOn",
    "StoredRoutines",
    "Unavailable",
    "keep",
    "kept",
    "no_measures",
    "no_routines",
    "nobody_matches",
    "now",
    "opened",
    "own_visits",
    "routines_of",
]

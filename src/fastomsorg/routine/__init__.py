"""
The local routine as data: which local rules hold, at which unit, from which day.
"""

from ._assignments import NOTHING_LOCAL, Assignment, Assignments
from ._load import AimedShare, Band, Load, Span, Targets, TeamSize
from ._obligation_kinds import (
    EVERYBODY,
    Anchor,
    Applies,
    ChecklistItem,
    MetBy,
    ObligationKind,
    Responsible,
    Scope,
    TimeUnit,
    Within,
    Words,
)
from ._routine import LongerAbsence, Routine, Versions

__all__ = [
    "EVERYBODY",
    "NOTHING_LOCAL",
    "AimedShare",
    "Anchor",
    "Applies",
    "Assignment",
    "Assignments",
    "Band",
    "ChecklistItem",
    "Load",
    "LongerAbsence",
    "MetBy",
    "ObligationKind",
    "Responsible",
    "Routine",
    "Scope",
    "Span",
    "Targets",
    "TeamSize",
    "TimeUnit",
    "Versions",
    "Within",
    "Words",
]

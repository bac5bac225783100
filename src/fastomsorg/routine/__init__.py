"""
The local routine as data: which local rules hold, at which unit, from which day.
"""

from ._assignments import Assignment, Assignments
from ._load import AimedShare, Band, Load, Span, Targets, TeamSize
from ._obligation_kinds import (
    EVERYBODY,
    Anchor,
    Applies,
    ChecklistItem,
    MetBy,
    ObligationKind,
    Party,
    Responsible,
    Scope,
    TimeUnit,
    Within,
    Words,
)

__all__ = [
    "EVERYBODY",
    "AimedShare",
    "Anchor",
    "Applies",
    "Assignment",
    "Assignments",
    "Band",
    "ChecklistItem",
    "Load",
    "MetBy",
    "ObligationKind",
    "Party",
    "Responsible",
    "Scope",
    "Span",
    "Targets",
    "TeamSize",
    "TimeUnit",
    "Within",
    "Words",
]

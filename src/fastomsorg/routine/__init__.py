"""
The local routine as data: which local rules hold, at which unit, from which day.
"""

from ._assignments import Assignment, Assignments
from ._load import AimedShare, Band, Load, Span, Targets, TeamSize

__all__ = [
    "AimedShare",
    "Assignment",
    "Assignments",
    "Band",
    "Load",
    "Span",
    "Targets",
    "TeamSize",
]

"""
The local routine as data: which local rules hold, at which unit, from which day.
"""

from ._assignments import Assignment, Assignments

__all__ = ["Assignment", "Assignments"]

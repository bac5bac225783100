"""
The follow-up for a board: of which units, from what, against which aims.
"""

from ._following import Following

__all__ = ["Following"]

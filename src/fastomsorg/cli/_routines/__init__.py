"""
Routines: is one right, what does it say, which holds where.
"""

from ._keep import assign, assigned
from ._look import check, diff, list_, show
from ._tried import tried

__all__ = ["assign", "assigned", "check", "diff", "list_", "show", "tried"]

"""
Searches, statistics and the follow-up, and where they are calculated.
"""

from ._followup import followup
from ._search import search
from ._statistics import continuity, measure, measures, visits

__all__ = ["continuity", "followup", "measure", "measures", "search", "visits"]

"""
What is counted at a desk: answers, changes, continuity, measures, visits.
"""

from ._continuity import HOME_CARE, Continuity
from ._counting import Counting
from ._marking import SeenVisit
from ._measuring import MeasureReport, all_measures, measure_named
from ._over_ports import OverPorts
from ._publishing import publish_status
from ._searching import asked, search_changed, search_status
from ._views import FoundStaff, PublishedSearch, Search

__all__ = [
    "HOME_CARE",
    "Continuity",
    "Counting",
    "FoundStaff",
    "MeasureReport",
    "OverPorts",
    "PublishedSearch",
    "Search",
    "SeenVisit",
    "all_measures",
    "asked",
    "measure_named",
    "publish_status",
    "search_changed",
    "search_status",
]

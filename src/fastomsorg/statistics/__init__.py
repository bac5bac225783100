"""
Pure calculators: how answers and contacts are distributed, who has changed contact, who comes.
"""

from ._ages import OLDER, AgeCounts, AgeOf, counted_by_age
from ._changes import ChangedContacts, Succession, changed_contacts, successions, year_through
from ._continuity import ClientContinuity, Contacts, StaffContinuity, staff_continuity
from ._counted import Choice, Counted, Exclusion, counted, day_of_visit, looked_at
from ._distribution import StaffCases, StatusDistribution, status_distribution
from ._fortnight import Fortnight, LeftOut, fortnight
from ._indices import Indices, indices
from ._marks import Mark, MarkedVisit, marked
from ._measures import Figure, Material, Measure, Measured, Worded
from ._shares import Share, mean, median
from ._suppression import Published, suppressed, with_totals
from ._time import TimeContinuity, time_continuity

__all__ = [
    "OLDER",
    "AgeCounts",
    "AgeOf",
    "ChangedContacts",
    "Choice",
    "ClientContinuity",
    "Contacts",
    "Counted",
    "Exclusion",
    "Figure",
    "Fortnight",
    "Indices",
    "LeftOut",
    "Mark",
    "MarkedVisit",
    "Material",
    "Measure",
    "Measured",
    "Published",
    "Share",
    "StaffCases",
    "StaffContinuity",
    "StatusDistribution",
    "Succession",
    "TimeContinuity",
    "Worded",
    "changed_contacts",
    "counted",
    "counted_by_age",
    "day_of_visit",
    "fortnight",
    "indices",
    "looked_at",
    "marked",
    "mean",
    "median",
    "staff_continuity",
    "status_distribution",
    "successions",
    "suppressed",
    "time_continuity",
    "with_totals",
    "year_through",
]

"""
Pure calculators: how answers and contacts are distributed, who has changed contact.
"""

from ._ages import OLDER, AgeCounts, AgeOf, counted_by_age
from ._changes import ChangedContacts, Succession, changed_contacts, successions, year_through
from ._distribution import StaffCases, StatusDistribution, status_distribution

__all__ = [
    "OLDER",
    "AgeCounts",
    "AgeOf",
    "ChangedContacts",
    "StaffCases",
    "StatusDistribution",
    "Succession",
    "changed_contacts",
    "counted_by_age",
    "status_distribution",
    "successions",
    "year_through",
]

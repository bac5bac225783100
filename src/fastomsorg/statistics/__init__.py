"""
Pure calculators: how answers and contacts are distributed, who has changed contact, who comes.
"""

from ._ages import OLDER, AgeCounts, AgeOf, counted_by_age
from ._changes import ChangedContacts, Succession, changed_contacts, successions, year_through
from ._contacts import Contacts, Stays
from ._continuity import (
    ClientContinuity,
    ContinuityReport,
    StaffContinuity,
    continuity_report,
    staff_continuity,
)
from ._counted import (
    Choice,
    Counted,
    CountedVisit,
    Exclusion,
    Row,
    counted,
    counted_rows,
    day_of_visit,
    looked_at,
    row_of,
    rows_looked_at,
)
from ._distribution import (
    CaseRow,
    StaffCases,
    StatusDistribution,
    case_rows,
    distribution_of_rows,
    status_distribution,
)
from ._followup import Evidence, Followed, FollowUp, follow_up
from ._followup_aims import Aims, Kept
from ._followup_answers import Answers
from ._followup_cases import FollowedCase, State, Waited, followed
from ._followup_contacts import Changes, ContactLoad, Footing, TitleOf
from ._followup_published import published_sheet
from ._followup_shares import ByContact
from ._followup_sheet import HIDDEN, Hidden, Section, Sheet, SheetRow, Value, sheet
from ._followup_visits import CaseVisits, case_visits, scheduled_minutes, visits_of_unit
from ._followup_waits import Waits
from ._followup_words import facts_of, head, heading, shown, told_columns
from ._fortnight import Fortnight, LeftOut, fortnight
from ._indices import Indices, indices
from ._marks import Mark, MarkedVisit, marked
from ._measures import Figure, Material, Measure, Measured, Worded
from ._once import Seen, once, rows_once
from ._shares import Share, mean, median
from ._shipped import shipped_measures, standing_for
from ._status_counts import StaffRow, StatusCounts, counts_of, counts_of_rows
from ._suppression import Published, suppressed, with_totals
from ._time import TimeContinuity, time_continuity

__all__ = [
    "HIDDEN",
    "OLDER",
    "AgeCounts",
    "AgeOf",
    "Aims",
    "Answers",
    "ByContact",
    "CaseRow",
    "CaseVisits",
    "ChangedContacts",
    "Changes",
    "Choice",
    "ClientContinuity",
    "ContactLoad",
    "Contacts",
    "ContinuityReport",
    "Counted",
    "CountedVisit",
    "Evidence",
    "Exclusion",
    "Figure",
    "FollowUp",
    "Followed",
    "FollowedCase",
    "Footing",
    "Fortnight",
    "Hidden",
    "Indices",
    "Kept",
    "LeftOut",
    "Mark",
    "MarkedVisit",
    "Material",
    "Measure",
    "Measured",
    "Published",
    "Row",
    "Section",
    "Seen",
    "Share",
    "Sheet",
    "SheetRow",
    "StaffCases",
    "StaffContinuity",
    "StaffRow",
    "State",
    "StatusCounts",
    "StatusDistribution",
    "Stays",
    "Succession",
    "TimeContinuity",
    "TitleOf",
    "Value",
    "Waited",
    "Waits",
    "Worded",
    "case_rows",
    "case_visits",
    "changed_contacts",
    "continuity_report",
    "counted",
    "counted_by_age",
    "counted_rows",
    "counts_of",
    "counts_of_rows",
    "day_of_visit",
    "distribution_of_rows",
    "facts_of",
    "follow_up",
    "followed",
    "fortnight",
    "head",
    "heading",
    "indices",
    "looked_at",
    "marked",
    "mean",
    "median",
    "once",
    "published_sheet",
    "row_of",
    "rows_looked_at",
    "rows_once",
    "scheduled_minutes",
    "sheet",
    "shipped_measures",
    "shown",
    "staff_continuity",
    "standing_for",
    "status_distribution",
    "successions",
    "suppressed",
    "time_continuity",
    "told_columns",
    "visits_of_unit",
    "with_totals",
    "year_through",
]

"""
The questions the rules answer, one file each.
"""

from ._changed_days import ChangedDays, DayState, changed_days
from ._decide import decide
from ._given import Given, StaffOn, begun, nationally, persons
from ._local import NATIONAL, AlsoNoted, LocalChoice, LocalRules
from ._offer import Offer, offer
from ._persons import Judged, judged
from ._reason import Reason, Severity, blocking, warning
from ._taking_over import take_over
from ._title import title_of
from ._title_answers import TitleAnswer
from ._unhandled import unhandled
from ._verdict import Entry, Granted, Proposal, Refused, Verdict

__all__ = [
    "NATIONAL",
    "AlsoNoted",
    "ChangedDays",
    "DayState",
    "Entry",
    "Given",
    "Granted",
    "Judged",
    "LocalChoice",
    "LocalRules",
    "Offer",
    "Proposal",
    "Reason",
    "Refused",
    "Severity",
    "StaffOn",
    "TitleAnswer",
    "Verdict",
    "begun",
    "blocking",
    "changed_days",
    "decide",
    "judged",
    "nationally",
    "offer",
    "persons",
    "take_over",
    "title_of",
    "unhandled",
    "warning",
]

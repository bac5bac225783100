"""
The questions the rules answer, one file each.
"""

from ._changed_days import ChangedDays, DayState, changed_days
from ._decide import decide
from ._demanded import LOCAL_OBSTACLES
from ._demands import Demands
from ._given import (
    Absent,
    Carried,
    Further,
    Given,
    StaffOn,
    begun,
    nationally,
    nobody_absent,
    nobody_carried,
    nothing_further,
    persons,
)
from ._load import Load, Span
from ._local import NATIONAL, AlsoNoted, LocalChoice, LocalRules
from ._local_obstacle import LocalObstacle
from ._offer import Offer, offer
from ._over_limit import carrying, over_limit
from ._persons import Judged, judged
from ._reason import Reason, Severity, blocking, warning
from ._retention import (
    ClientFile,
    KeepLonger,
    Retention,
    ToErase,
    ToKeep,
    last_note,
    retention,
)
from ._search_terms import names_by_answer
from ._taking_over import take_over
from ._title import title_of
from ._title_answers import TitleAnswer
from ._unhandled import unhandled
from ._verdict import Entry, Granted, Proposal, Refused, Verdict

__all__ = [
    "LOCAL_OBSTACLES",
    "NATIONAL",
    "Absent",
    "AlsoNoted",
    "Carried",
    "ChangedDays",
    "ClientFile",
    "DayState",
    "Demands",
    "Entry",
    "Further",
    "Given",
    "Granted",
    "Judged",
    "KeepLonger",
    "Load",
    "LocalChoice",
    "LocalObstacle",
    "LocalRules",
    "Offer",
    "Proposal",
    "Reason",
    "Refused",
    "Retention",
    "Severity",
    "Span",
    "StaffOn",
    "TitleAnswer",
    "ToErase",
    "ToKeep",
    "Verdict",
    "begun",
    "blocking",
    "carrying",
    "changed_days",
    "decide",
    "judged",
    "last_note",
    "names_by_answer",
    "nationally",
    "nobody_absent",
    "nobody_carried",
    "nothing_further",
    "offer",
    "over_limit",
    "persons",
    "retention",
    "take_over",
    "title_of",
    "unhandled",
    "warning",
]

"""
The local routine as data: which local rules hold, at which unit, from which day.
"""

from ._anchors import FirstVisit
from ._assignments import NOTHING_LOCAL, Assignment, Assignments
from ._calendar import CalendarEntry, calendar_entry
from ._candidates import FULL, POINTS, Facts, Merit, Scored, ranked
from ._coverage import Away, AwayDays, Colleagues, Gap, StandIn, coverage
from ._difference import Difference, differences, said_by
from ._done import against_done
from ._explained import explained, in_words
from ._forecast import Cause, HeldSeat, Losing, Outlook, outlook
from ._informing import Related, nobody_knows
from ._load import AimedShare, Band, Load, Span, Targets, TeamSize
from ._loads import Against, Held, SeatLoad, StaffLoad, TeamLoad, loads, team_loads
from ._matching import Matching, Option, Pair, Room, Wanted, Worth, greedy, worth
from ._obligation import Lapse, Obligation, ObligationState
from ._obligation_kinds import (
    EVERYBODY,
    USUALLY_RESPONSIBLE,
    Anchor,
    Applies,
    ChecklistItem,
    MetBy,
    ObligationKind,
    Responsible,
    Scope,
    TimeUnit,
    Within,
    Words,
)
from ._obligations import obligations, unit_obligations
from ._problems import RoutineError, RoutineProblem, RoutineText
from ._reading import name_in, read_routine
from ._routine import LongerAbsence, Routine, RoutineOn, Versions
from ._schema import keys_of_tables, routine_schema
from ._shipped import profile, profiles

__all__ = [
    "EVERYBODY",
    "FULL",
    "NOTHING_LOCAL",
    "POINTS",
    "USUALLY_RESPONSIBLE",
    "Against",
    "AimedShare",
    "Anchor",
    "Applies",
    "Assignment",
    "Assignments",
    "Away",
    "AwayDays",
    "Band",
    "CalendarEntry",
    "Cause",
    "ChecklistItem",
    "Colleagues",
    "Difference",
    "Facts",
    "FirstVisit",
    "Gap",
    "Held",
    "HeldSeat",
    "Lapse",
    "Load",
    "LongerAbsence",
    "Losing",
    "Matching",
    "Merit",
    "MetBy",
    "Obligation",
    "ObligationKind",
    "ObligationState",
    "Option",
    "Outlook",
    "Pair",
    "Related",
    "Responsible",
    "Room",
    "Routine",
    "RoutineError",
    "RoutineOn",
    "RoutineProblem",
    "RoutineText",
    "Scope",
    "Scored",
    "SeatLoad",
    "Span",
    "StaffLoad",
    "StandIn",
    "Targets",
    "TeamLoad",
    "TeamSize",
    "TimeUnit",
    "Versions",
    "Wanted",
    "Within",
    "Words",
    "Worth",
    "against_done",
    "calendar_entry",
    "coverage",
    "differences",
    "explained",
    "greedy",
    "in_words",
    "keys_of_tables",
    "loads",
    "name_in",
    "nobody_knows",
    "obligations",
    "outlook",
    "profile",
    "profiles",
    "ranked",
    "read_routine",
    "routine_schema",
    "said_by",
    "team_loads",
    "unit_obligations",
    "worth",
]

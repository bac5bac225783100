"""
The shell a host holds: read, decide, store, tell.
"""

from ._casework import Casework
from ._continuity import Continuity
from ._cover_views import (
    Candidates,
    CoveredGap,
    Handed,
    HandOverPlan,
    LosingContact,
    ProposedContacts,
    RankedCandidate,
    UnitCoverage,
    UnitLoad,
    UnitOutlook,
    UnitProposal,
)
from ._delivering import DeliveryReport
from ._delivery_rules import DeliveryRules
from ._desk import Desk
from ._dues import Due
from ._examining import Examination, ReceiverState
from ._exporting import RememberedExport, remembered_export
from ._gate import PURPOSES
from ._handing_over import command_of
from ._host import Host
from ._import_report import ImportReport, TableFile, TableTally, TakenOverRow
from ._keeping_actors import KeptActor
from ._marking import SeenVisit
from ._measuring import MeasureReport, all_measures, measure_named
from ._named_client import NamedClient
from ._over_ports import OverPorts
from ._purge_report import DueFile, ErasedFile, KeptFile, PurgeReport
from ._reconciling import (
    Compared,
    ComparedReceiver,
    Difference,
    Differing,
    Reconciliation,
)
from ._routines import AssignedRoutine
from ._sampling import AccessSample
from ._search_views import FoundStaff, PublishedSearch, Search
from ._sight import Sight
from ._verifying import Anchoring
from ._views import (
    Candidate,
    CaseState,
    CaseTab,
    ClientTab,
    Explained,
    ProposedContact,
    Stamp,
    UnhandledClient,
    UnitContacts,
)
from ._weighing import AskedFor

__all__ = [
    "PURPOSES",
    "AccessSample",
    "Anchoring",
    "AskedFor",
    "AssignedRoutine",
    "Candidate",
    "Candidates",
    "CaseState",
    "CaseTab",
    "Casework",
    "ClientTab",
    "Compared",
    "ComparedReceiver",
    "Continuity",
    "CoveredGap",
    "DeliveryReport",
    "DeliveryRules",
    "Desk",
    "Difference",
    "Differing",
    "Due",
    "DueFile",
    "ErasedFile",
    "Examination",
    "Explained",
    "FoundStaff",
    "HandOverPlan",
    "Handed",
    "Host",
    "ImportReport",
    "KeptActor",
    "KeptFile",
    "LosingContact",
    "MeasureReport",
    "NamedClient",
    "OverPorts",
    "ProposedContact",
    "ProposedContacts",
    "PublishedSearch",
    "PurgeReport",
    "RankedCandidate",
    "ReceiverState",
    "Reconciliation",
    "RememberedExport",
    "Search",
    "SeenVisit",
    "Sight",
    "Stamp",
    "TableFile",
    "TableTally",
    "TakenOverRow",
    "UnhandledClient",
    "UnitContacts",
    "UnitCoverage",
    "UnitLoad",
    "UnitOutlook",
    "UnitProposal",
    "all_measures",
    "command_of",
    "measure_named",
    "remembered_export",
]

"""
The sockets: ports that do the work, hooks that introduce them, the panel that holds them.
"""

from ._access import Access, AccessOutcome
from ._audit import Anchor, Audited
from ._countable import Countable, CountableCases, CountablePeople
from ._deliveries import Backlog, Delivery, DeliveryState, Outbox
from ._describing import Describing
from ._eligibility import Obstacles, no_obstacles
from ._engines import CountsByUnit, CountsWithoutCases, Engine
from ._erasing import Erasable, Erasing
from ._exports import Export, Exported, ExportedMonth
from ._keeping import Keeping
from ._marking import HOOK_VERSION, PROJECT, hookimpl, hookspec
from ._panel import Panel
from ._people import Grants, Intake, People, Policy, Put, Reach, Visits
from ._postings import Answered, Draft, Outgoing, Posting
from ._receivers import (
    Finding,
    Journal,
    Listing,
    Plan,
    Planning,
    Standing,
    Transacting,
    content_of,
    shares_transaction,
)
from ._relations import Relations
from ._retention import Longer, nobody_keeps
from ._specs_of_keeping import AuditSpecs, KeepingSpecs
from ._specs_of_people import PeopleSpecs
from ._specs_of_receivers import ReceiverSpecs
from ._specs_of_reports import CalendarSpecs, PageSpecs
from ._specs_of_routine import CoverageSpecs, RoutineSpecs
from ._specs_of_statistics import StatisticsSpecs
from ._specs_of_storage import StorageSpecs
from ._storage import Storage

__all__ = [
    "HOOK_VERSION",
    "PROJECT",
    "Access",
    "AccessOutcome",
    "Anchor",
    "Answered",
    "AuditSpecs",
    "Audited",
    "Backlog",
    "CalendarSpecs",
    "Countable",
    "CountableCases",
    "CountablePeople",
    "CountsByUnit",
    "CountsWithoutCases",
    "CoverageSpecs",
    "Delivery",
    "DeliveryState",
    "Describing",
    "Draft",
    "Engine",
    "Erasable",
    "Erasing",
    "Export",
    "Exported",
    "ExportedMonth",
    "Finding",
    "Grants",
    "Intake",
    "Journal",
    "Keeping",
    "KeepingSpecs",
    "Listing",
    "Longer",
    "Obstacles",
    "Outbox",
    "Outgoing",
    "PageSpecs",
    "Panel",
    "People",
    "PeopleSpecs",
    "Plan",
    "Planning",
    "Policy",
    "Posting",
    "Put",
    "Reach",
    "ReceiverSpecs",
    "Relations",
    "RoutineSpecs",
    "Standing",
    "StatisticsSpecs",
    "Storage",
    "StorageSpecs",
    "Transacting",
    "Visits",
    "content_of",
    "hookimpl",
    "hookspec",
    "no_obstacles",
    "nobody_keeps",
    "shares_transaction",
]

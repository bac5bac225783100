"""
For those who write plug-ins: adapters in memory, builders, conformance suites.
"""

from ._case_builders import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_draft,
    a_posting,
    a_registration,
    accepted,
    annulled,
    answered,
    ended,
    registered,
    request,
    seated,
    started,
)
from ._every_event import every_event
from ._memory_people import MemoryPeople
from ._memory_policy import MemoryPolicy
from ._memory_receivers import MemoryJournal, MemoryPlan, MemoryPlanning
from ._memory_state import MemoryState
from ._memory_storage import MemoryStorage
from ._memory_store import MemoryPlugin, MemoryStore
from ._memory_visits import MemoryVisits
from ._notice_builders import a_contacts_change, a_note, a_snapshot, an_access
from ._people_builders import (
    a_client,
    a_staff_member,
    a_unit,
    a_visit,
    an_absence,
    an_actor,
    an_employment,
    tf_number,
)
from ._strategies import FEW_DAYS, envelopes, histories, histories_on_distinct_days
from ._suites import (
    GrantsConformance,
    IntakeConformance,
    JournalConformance,
    KeepingConformance,
    KeptStorage,
    PeopleConformance,
    PlanConformance,
    PlanningConformance,
    PolicyConformance,
    PolicyOf,
    StorageConformance,
    Suite,
    VisitsConformance,
    WholeStore,
    WholeStoreConformance,
)

__all__ = [
    "CASE",
    "FEW_DAYS",
    "FIRST_DAY",
    "FIRST_INSTANT",
    "GrantsConformance",
    "IntakeConformance",
    "JournalConformance",
    "KeepingConformance",
    "KeptStorage",
    "MemoryJournal",
    "MemoryPeople",
    "MemoryPlan",
    "MemoryPlanning",
    "MemoryPlugin",
    "MemoryPolicy",
    "MemoryState",
    "MemoryStorage",
    "MemoryStore",
    "MemoryVisits",
    "PeopleConformance",
    "PlanConformance",
    "PlanningConformance",
    "PolicyConformance",
    "PolicyOf",
    "StorageConformance",
    "Suite",
    "VisitsConformance",
    "WholeStore",
    "WholeStoreConformance",
    "a_client",
    "a_contacts_change",
    "a_draft",
    "a_note",
    "a_posting",
    "a_registration",
    "a_snapshot",
    "a_staff_member",
    "a_unit",
    "a_visit",
    "accepted",
    "an_absence",
    "an_access",
    "an_actor",
    "an_employment",
    "annulled",
    "answered",
    "ended",
    "envelopes",
    "every_event",
    "histories",
    "histories_on_distinct_days",
    "registered",
    "request",
    "seated",
    "started",
    "tf_number",
]

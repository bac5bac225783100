"""
For those who write plug-ins: adapters in memory, builders, conformance suites.
"""

from ._case_builders import (
    CASE,
    FIRST_DAY,
    FIRST_INSTANT,
    a_contacts_change,
    a_draft,
    a_note,
    a_posting,
    a_registration,
    a_snapshot,
    accepted,
    an_access,
    annulled,
    answered,
    ended,
    registered,
    request,
    seated,
    started,
)
from ._memory_people import MemoryPeople
from ._memory_policy import MemoryPolicy
from ._memory_receivers import MemoryJournal, MemoryPlan, MemoryPlanning
from ._memory_storage import MemoryStorage
from ._memory_store import MemoryPlugin, MemoryStore
from ._memory_visits import MemoryVisits
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
from ._suites import StorageConformance

__all__ = [
    "CASE",
    "FIRST_DAY",
    "FIRST_INSTANT",
    "MemoryJournal",
    "MemoryPeople",
    "MemoryPlan",
    "MemoryPlanning",
    "MemoryPlugin",
    "MemoryPolicy",
    "MemoryStorage",
    "MemoryStore",
    "MemoryVisits",
    "StorageConformance",
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
    "registered",
    "request",
    "seated",
    "started",
    "tf_number",
]

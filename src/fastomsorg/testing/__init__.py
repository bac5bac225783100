"""
For those who write plug-ins: adapters in memory, builders, conformance suites.
"""

from ._memory_people import MemoryPeople
from ._memory_policy import MemoryPolicy
from ._memory_receivers import MemoryJournal, MemoryPlan, MemoryPlanning
from ._memory_storage import MemoryStorage
from ._memory_store import MemoryPlugin, MemoryStore
from ._memory_visits import MemoryVisits

__all__ = [
    "MemoryJournal",
    "MemoryPeople",
    "MemoryPlan",
    "MemoryPlanning",
    "MemoryPlugin",
    "MemoryPolicy",
    "MemoryStorage",
    "MemoryStore",
    "MemoryVisits",
]

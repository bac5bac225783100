"""
What each port is: a suite of tests to inherit from.
"""

from ._anchoring import AnchorConformance
from ._auditing import AuditedConformance
from ._engine_town import a_contrary_municipality
from ._engines import (
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
)
from ._erased_chains import ErasedChainsConformance, ErasingChains
from ._erasing import ErasingConformance, ForgettingStore
from ._intake import IntakeConformance
from ._keeping import KeepingConformance
from ._people import PeopleConformance
from ._policy import GrantsConformance, PolicyConformance, PolicyOf
from ._receivers import JournalConformance, PlanConformance, PlanningConformance
from ._relations import RelationsConformance
from ._sharing import SharingConformance, TransactingStorage
from ._steps import AuditedStorage, KeptStorage, WholeStore
from ._storage import StorageConformance
from ._suite import Suite
from ._visits import VisitsConformance
from ._whole_store import WholeStoreConformance

__all__ = [
    "AnchorConformance",
    "AuditedConformance",
    "AuditedStorage",
    "CountsByUnitConformance",
    "CountsWithoutCasesConformance",
    "EngineConformance",
    "ErasedChainsConformance",
    "ErasingChains",
    "ErasingConformance",
    "ForgettingStore",
    "GrantsConformance",
    "IntakeConformance",
    "JournalConformance",
    "KeepingConformance",
    "KeptStorage",
    "PeopleConformance",
    "PlanConformance",
    "PlanningConformance",
    "PolicyConformance",
    "PolicyOf",
    "RelationsConformance",
    "SharingConformance",
    "StorageConformance",
    "Suite",
    "TransactingStorage",
    "VisitsConformance",
    "WholeStore",
    "WholeStoreConformance",
    "a_contrary_municipality",
]

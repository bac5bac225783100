"""
The conformance suites, with assertions that show what differed.
"""

import pytest

pytest.register_assert_rewrite("fastomsorg.testing._conformance")

from ._conformance import (  # noqa: E402
    AnchorConformance,
    AuditedConformance,
    AuditedStorage,
    CountsByUnitConformance,
    EngineConformance,
    ErasedChainsConformance,
    ErasingChains,
    ErasingConformance,
    ForgettingStore,
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
    RelationsConformance,
    SharingConformance,
    StorageConformance,
    Suite,
    TransactingStorage,
    VisitsConformance,
    WholeStore,
    WholeStoreConformance,
    a_contrary_municipality,
)

__all__ = [
    "AnchorConformance",
    "AuditedConformance",
    "AuditedStorage",
    "CountsByUnitConformance",
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

"""
The conformance suites, with assertions that show what differed.
"""

import pytest

pytest.register_assert_rewrite("fastomsorg.testing._conformance")

from ._conformance import (  # noqa: E402
    AnchorConformance,
    AuditedConformance,
    AuditedStorage,
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
)

__all__ = [
    "AnchorConformance",
    "AuditedConformance",
    "AuditedStorage",
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
]

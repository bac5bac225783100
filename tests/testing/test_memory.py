"""
The adapters in memory are what the ports say that they are.
"""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import pytest

from fastomsorg.care import Relation
from fastomsorg.hooks import Policy
from fastomsorg.terms import Actor, ClientId, Period, Permission, UnitId
from fastomsorg.testing import (
    AnchorConformance,
    AuditedConformance,
    ErasedChainsConformance,
    ErasingConformance,
    GrantsConformance,
    IntakeConformance,
    JournalConformance,
    KeepingConformance,
    MemoryAnchor,
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
    MemoryPolicy,
    MemoryRelations,
    MemoryStorage,
    MemoryStore,
    PeopleConformance,
    PlanConformance,
    PlanningConformance,
    PolicyConformance,
    RelationsConformance,
    SharedMemoryJournal,
    SharingConformance,
    StorageConformance,
    VisitsConformance,
    WholeStoreConformance,
)


class TestMemoryStorage(StorageConformance):
    @pytest.fixture
    def storage(self) -> MemoryStorage:
        return MemoryStorage()


class TestMemoryKeeping(KeepingConformance):
    @pytest.fixture
    def keeping(self) -> MemoryStorage:
        return MemoryStorage()

    @pytest.fixture
    def restored(self) -> Callable[[str], MemoryStore]:
        return MemoryStore.restored


class TestMemoryPeople(PeopleConformance):
    @pytest.fixture
    def people(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryRelations(RelationsConformance):
    @pytest.fixture
    def relations(self) -> MemoryRelations:
        return MemoryRelations()

    @pytest.fixture
    def relate(self, relations: MemoryRelations) -> Callable[[ClientId, Relation, Period], None]:
        return relations.relate


class TestMemoryIntake(IntakeConformance):
    @pytest.fixture
    def intake(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryVisits(VisitsConformance):
    @pytest.fixture
    def visits(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryPolicy(PolicyConformance):
    @pytest.fixture
    def policy_of(
        self,
    ) -> Callable[[Mapping[str, tuple[tuple[Permission, UnitId | None], ...]]], Policy]:
        def policy_of(given: Mapping[str, tuple[tuple[Permission, UnitId | None], ...]]) -> Policy:
            policy = MemoryPolicy()
            for actor, granted in given.items():
                policy.add_actor(Actor(actor))
                for permission, unit in granted:
                    policy.grant(actor, permission, unit)
            return policy

        return policy_of


class TestMemoryGrants(GrantsConformance):
    @pytest.fixture
    def grants(self) -> MemoryPolicy:
        return MemoryPolicy()


class TestMemoryStore(WholeStoreConformance):
    @pytest.fixture
    def whole_store(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryErasing(ErasingConformance):
    @pytest.fixture
    def erasing(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryStoreAsStorage(StorageConformance):
    @pytest.fixture
    def storage(self) -> MemoryStore:
        return MemoryStore()


class TestMemoryJournal(JournalConformance):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal()

    @pytest.fixture
    def stands(self, journal: MemoryJournal) -> Callable[[], Sequence[UUID]]:
        return lambda: [note.id for note in journal.notes]


class TestMemoryPlan(PlanConformance):
    @pytest.fixture
    def plan(self) -> MemoryPlan:
        return MemoryPlan()

    @pytest.fixture
    def stands(self, plan: MemoryPlan) -> Callable[[], Sequence[UUID]]:
        return lambda: [snapshot.id for snapshot in plan.snapshots]


class TestMemoryPlanning(PlanningConformance):
    @pytest.fixture
    def planning(self) -> MemoryPlanning:
        return MemoryPlanning()

    @pytest.fixture
    def stands(self, planning: MemoryPlanning) -> Callable[[], Sequence[UUID]]:
        return lambda: [change.id for change in planning.changes]


class TestMemoryChains(AuditedConformance):
    @pytest.fixture
    def audited(self) -> MemoryStorage:
        return MemoryStorage()


class TestMemoryAnchor(AnchorConformance):
    @pytest.fixture
    def anchor(self) -> MemoryAnchor:
        return MemoryAnchor()


class TestMemoryErasedChains(ErasedChainsConformance):
    @pytest.fixture
    def erasing_chains(self) -> MemoryStore:
        return MemoryStore()


class TestSharedMemoryJournal(SharingConformance):
    @pytest.fixture
    def sharing(self) -> SharedMemoryJournal:
        return SharedMemoryJournal()

    @pytest.fixture
    def storage(self, sharing: SharedMemoryJournal) -> MemoryStore:
        return sharing.store

    @pytest.fixture
    def stands(self, sharing: SharedMemoryJournal) -> Callable[[], Sequence[UUID]]:
        return lambda: [note.id for note in sharing.notes]


class TestSharedMemoryJournalAsAnyOther(JournalConformance):
    @pytest.fixture
    def journal(self) -> SharedMemoryJournal:
        return SharedMemoryJournal()

    @pytest.fixture
    def stands(self, journal: SharedMemoryJournal) -> Callable[[], Sequence[UUID]]:
        return lambda: [note.id for note in journal.notes]

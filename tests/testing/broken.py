"""
Adapters that are broken, and the tests of the suites that find them out.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import attrs
import pytest

from fastomsorg.testing import (
    CountsByUnitConformance,
    CountsWithoutCasesConformance,
    EngineConformance,
    GrantsConformance,
    IntakeConformance,
    JournalConformance,
    KeepingConformance,
    MemoryJournal,
    MemoryPlan,
    MemoryPlanning,
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

Adapter = TypeVar("Adapter", bound=type)


@attrs.frozen
class Broken:
    """
    An adapter that is broken, the suite for it, and the test that finds it out.
    """

    adapter: Any
    suite: Any
    fixture: str
    found_out_by: str

    @property
    def name(self) -> str:
        return f"Test{self.adapter.__name__}"

    def mended(self) -> "Broken":
        """
        The control: the adapter that was broken, before anybody did.
        """
        name = "And".join(base.__name__ for base in self.adapter.__bases__)
        sound = type(f"{name}For{self.suite.__name__}", self.adapter.__bases__, {})
        return attrs.evolve(self, adapter=sound)

    def suite_for_it(self) -> type:
        """
        The suite, run against the broken adapter.
        """

        @pytest.fixture
        def adapter(self_: object) -> object:
            return self.adapter()

        @pytest.fixture
        def restored(self_: object) -> object:
            return MemoryStore.restored

        @pytest.fixture
        def stands(self_: object, request: pytest.FixtureRequest) -> object:
            return lambda: _written(request.getfixturevalue(self.fixture))

        @pytest.fixture
        def shared(self_: object, request: pytest.FixtureRequest) -> object:
            return request.getfixturevalue(self.fixture).store

        @pytest.fixture
        def relate(self_: object, request: pytest.FixtureRequest) -> object:
            return request.getfixturevalue(self.fixture).relate

        fixtures = {self.fixture: adapter, "restored": restored, "stands": stands}
        if self.fixture == "sharing":
            fixtures["storage"] = shared
        if self.fixture == "relations":
            fixtures["relate"] = relate
        return type(self.name, (self.suite,), fixtures)


def _written(
    receiver: MemoryJournal | MemoryPlan | MemoryPlanning | SharedMemoryJournal,
) -> list[UUID]:
    match receiver:
        case MemoryJournal() | SharedMemoryJournal():
            return [note.id for note in receiver.notes]
        case MemoryPlan():
            return [snapshot.id for snapshot in receiver.snapshots]
        case MemoryPlanning():
            return [change.id for change in receiver.changes]


ALL: list[Broken] = []


@attrs.frozen
class FoundOutBy:
    """
    Says of an adapter which test of a suite finds it out.
    """

    suite: Any
    fixture: str

    def __call__(self, test: str) -> Callable[[Adapter], Adapter]:
        def add(adapter: Adapter) -> Adapter:
            ALL.append(Broken(adapter, self.suite, self.fixture, test))
            return adapter

        return add


storage_found_out_by = FoundOutBy(StorageConformance, "storage")
keeping_found_out_by = FoundOutBy(KeepingConformance, "keeping")
people_found_out_by = FoundOutBy(PeopleConformance, "people")
relations_found_out_by = FoundOutBy(RelationsConformance, "relations")
intake_found_out_by = FoundOutBy(IntakeConformance, "intake")
visits_found_out_by = FoundOutBy(VisitsConformance, "visits")
policy_found_out_by = FoundOutBy(PolicyConformance, "policy_of")
grants_found_out_by = FoundOutBy(GrantsConformance, "grants")
engine_found_out_by = FoundOutBy(EngineConformance, "engine")
by_unit_found_out_by = FoundOutBy(CountsByUnitConformance, "engine")
without_cases_found_out_by = FoundOutBy(CountsWithoutCasesConformance, "engine")
journal_found_out_by = FoundOutBy(JournalConformance, "journal")
plan_found_out_by = FoundOutBy(PlanConformance, "plan")
planning_found_out_by = FoundOutBy(PlanningConformance, "planning")
sharing_found_out_by = FoundOutBy(SharingConformance, "sharing")
whole_store_found_out_by = FoundOutBy(WholeStoreConformance, "whole_store")

"""
A store on a PostgreSQL server is what the ports say that it is.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import psycopg
import pytest
from fastomsorg_sql import Store

from fastomsorg.hooks import Grants, Policy
from fastomsorg.terms import Actor, Permission, UnitId
from fastomsorg.testing import (
    AuditedConformance,
    ErasedChainsConformance,
    ErasingConformance,
    GrantsConformance,
    IntakeConformance,
    KeepingConformance,
    PeopleConformance,
    PolicyConformance,
    StorageConformance,
    VisitsConformance,
    WholeStoreConformance,
)

OpenStore: TypeAlias = Callable[[str], Store]
Given: TypeAlias = Mapping[str, tuple[tuple[Permission, UnitId | None], ...]]


class TestStorage(StorageConformance):
    @pytest.fixture
    def storage(self, store: Store) -> Store:
        return store

    @pytest.fixture
    def reopened(self, open_store: OpenStore, url: str) -> Callable[[], Store]:
        return lambda: open_store(url)


class TestChains(AuditedConformance):
    @pytest.fixture
    def audited(self, store: Store) -> Store:
        return store

    @pytest.fixture
    def reopened(self, open_store: OpenStore, url: str) -> Callable[[], Store]:
        return lambda: open_store(url)


class TestErasing(ErasingConformance):
    @pytest.fixture
    def erasing(self, store: Store) -> Store:
        return store


class TestErasedChains(ErasedChainsConformance):
    @pytest.fixture
    def erasing_chains(self, store: Store) -> Store:
        return store


class TestKeeping(KeepingConformance):
    @pytest.fixture
    def keeping(self, store: Store) -> Store:
        return store

    @pytest.fixture
    def restored(self, open_store: OpenStore) -> Callable[[str], Store]:
        return lambda file: open_store(f"sqlite:///{file}?mode=rw")

    @pytest.fixture
    def spoil(self, sql: psycopg.Connection) -> Callable[[], None]:
        def spoil() -> None:
            sql.execute("UPDATE fastomsorg.spell SET \"primary\" = 'nobody'")
            sql.execute("DELETE FROM fastomsorg.spell WHERE unit = 'south'")

        return spoil


class TestPeople(PeopleConformance):
    @pytest.fixture
    def people(self, store: Store) -> Store:
        return store


class TestIntake(IntakeConformance):
    @pytest.fixture
    def intake(self, store: Store) -> Store:
        return store


class TestVisits(VisitsConformance):
    @pytest.fixture
    def visits(self, store: Store) -> Store:
        return store


class TestWholeStore(WholeStoreConformance):
    @pytest.fixture
    def whole_store(self, store: Store) -> Store:
        return store


class TestGrants(GrantsConformance):
    @pytest.fixture
    def grants(self, store: Store) -> Grants:
        return store.policy


class TestPolicy(PolicyConformance):
    @pytest.fixture
    def policy_of(self, store: Store, emptied: Callable[[], None]) -> Callable[[Given], Policy]:
        def policy_of(given: Given) -> Policy:
            emptied()
            policy = store.policy
            for actor, granted in given.items():
                policy.add_actor(Actor(actor))
                for permission, unit in granted:
                    policy.grant(actor, permission, unit)
            return policy

        return policy_of

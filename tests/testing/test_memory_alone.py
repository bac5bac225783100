"""
What the adapters in memory do besides what their ports say.
"""

import datetime as dt
import pickle
from contextlib import suppress
from pathlib import Path

import pytest

from fastomsorg.hooks import Panel
from fastomsorg.terms import Actor, Permission, Purpose, StoreError
from fastomsorg.testing import (
    CASE,
    MemoryPlan,
    MemoryPlugin,
    MemoryPolicy,
    MemoryStore,
    StorageConformance,
    a_draft,
    a_snapshot,
)

DAY = dt.date(2024, 5, 1)
ANNA = Actor("anna")


def test_a_plan_shows_the_lines_it_was_told_last() -> None:
    plan = MemoryPlan()
    before = plan.lines(CASE)
    plan.show(a_snapshot(a_draft(number=1), DAY, text="Britta"))
    plan.show(a_snapshot(a_draft(number=2), DAY, text="Greta"))

    assert before == ()
    assert plan.lines(CASE) == (("Ordinarie", "Greta"), ("Vice", ""))


def test_a_policy_can_be_for_some_purposes_only() -> None:
    policy = MemoryPolicy(purposes=frozenset({Purpose.CASE_HANDLING}))
    policy.add_actor(ANNA)
    policy.grant("anna", Permission.VIEW, "north")

    assert [
        policy.allows(ANNA, Permission.VIEW, "north", None, purpose)
        for purpose in (Purpose.CASE_HANDLING, Purpose.FOLLOW_UP)
    ] == [True, False]


def add_in_vain(store: MemoryStore, actor: Actor) -> None:
    """
    Add the actor in a transaction that then fails.
    """
    with suppress(KeyError), store.transaction():
        store.policy.add_actor(actor)
        raise KeyError


def test_grants_go_back_with_the_store_they_are_kept_with() -> None:
    store = MemoryStore()
    add_in_vain(store, ANNA)

    assert store.policy.actor("anna") is None


def test_a_backup_made_inside_a_transaction_is_a_store_outside_one(tmp_path: Path) -> None:
    store, file = MemoryStore(), str(tmp_path / "copy")
    with store.transaction():
        store.policy.add_actor(ANNA)
        store.backup(file)
    restored = MemoryStore.restored(file)
    add_in_vain(restored, Actor("bo"))

    assert restored.policy.actor("anna") == ANNA
    assert restored.policy.actor("bo") is None


def test_a_file_with_something_else_in_it_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "other"
    file.write_bytes(pickle.dumps({"store": "of somebody else"}))

    with pytest.raises(StoreError, match="store_not_ours"):
        MemoryStore.restored(str(file))


def test_one_name_is_one_store_for_every_port_and_another_name_another() -> None:
    panel = Panel.of(MemoryPlugin)
    opened: list[object] = [panel.storage("memory:a"), panel.people("memory:a")]

    assert opened == [panel.visits("memory:a")] * 2
    assert panel.storage("memory:b") is not panel.storage("memory:a")


def test_a_suite_without_its_adapter_says_what_to_override() -> None:
    fixture = StorageConformance.storage

    with pytest.raises(NotImplementedError, match="override the fixture 'storage'"):
        fixture.__wrapped__(StorageConformance())  # type: ignore[attr-defined]

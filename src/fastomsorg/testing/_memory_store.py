"""
Everything in one store in memory, and the plug-in that opens it.
"""

from __future__ import annotations

import pickle
from contextlib import AbstractContextManager
from pathlib import Path

from fastomsorg.hooks import (
    HOOK_VERSION,
    Anchor,
    Journal,
    People,
    Plan,
    Planning,
    Policy,
    Storage,
    Visits,
    hookimpl,
)
from fastomsorg.terms import StoreError

from ._memory_erasing import MemoryErasing
from ._memory_people import MemoryPeople
from ._memory_policy import MemoryPolicy
from ._memory_receivers import MemoryAnchor, MemoryJournal, MemoryPlan, MemoryPlanning
from ._memory_state import MemoryState
from ._memory_storage import MemoryStorage
from ._memory_visits import MemoryVisits


class MemoryStore(MemoryStorage, MemoryErasing, MemoryPeople, MemoryVisits):
    """
    Storage, people and visits in one (*allt i minnet*), with the `Intake` that fills them.

    *policy* is kept with them, and goes back with them when a transaction fails.
    """

    def __init__(self, state: MemoryState | None = None) -> None:
        super().__init__(state)
        self.policy = MemoryPolicy(self._state)

    def transaction(self) -> AbstractContextManager[None]:
        return self._state.transaction()

    @classmethod
    def restored(cls, file: str) -> MemoryStore:
        """
        The store that `backup` copied to *file*, of which you must know who wrote it.
        """
        state = pickle.loads(Path(file).read_bytes())  # noqa: S301
        if not isinstance(state, MemoryState):
            raise StoreError("store_not_ours", store=file)
        return cls(state)


class MemoryPlugin:
    """
    Opens ``memory:`` and ``memory:NAME`` (*minne*): one store for each name, for every port.

    *stores*, *journals*, *plans*, *plannings* and *anchors* are what has been opened, by URL.
    """

    fastomsorg_hook_version = HOOK_VERSION

    def __init__(self) -> None:
        self.stores: dict[str, MemoryStore] = {}
        self.journals: dict[str, MemoryJournal] = {}
        self.plans: dict[str, MemoryPlan] = {}
        self.plannings: dict[str, MemoryPlanning] = {}
        self.anchors: dict[str, MemoryAnchor] = {}

    @hookimpl
    def fastomsorg_open_storage(self, url: str) -> Storage | None:
        return self._store(url)

    @hookimpl
    def fastomsorg_open_people(self, url: str) -> People | None:
        return self._store(url)

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return self._store(url)

    @hookimpl
    def fastomsorg_open_policy(self, url: str) -> Policy | None:
        store = self._store(url)
        return None if store is None else store.policy

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        return self.journals.setdefault(url, MemoryJournal()) if _is_ours(url) else None

    @hookimpl
    def fastomsorg_open_plan(self, url: str) -> Plan | None:
        return self.plans.setdefault(url, MemoryPlan()) if _is_ours(url) else None

    @hookimpl
    def fastomsorg_open_planning(self, url: str) -> Planning | None:
        return self.plannings.setdefault(url, MemoryPlanning()) if _is_ours(url) else None

    @hookimpl
    def fastomsorg_open_anchor(self, url: str) -> Anchor | None:
        return self.anchors.setdefault(url, MemoryAnchor()) if _is_ours(url) else None

    def _store(self, url: str) -> MemoryStore | None:
        return self.stores.setdefault(url, MemoryStore()) if _is_ours(url) else None


def _is_ours(url: str) -> bool:
    return url.startswith("memory:")

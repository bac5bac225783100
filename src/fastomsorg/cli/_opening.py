"""
The store and those it tells, opened as the store remembers them.
"""

import json
from collections.abc import Callable
from typing import TypeVar

from fastomsorg.casework import Casework
from fastomsorg.hooks import Keeping, Panel, Storage
from fastomsorg.terms import Instant

Port = TypeVar("Port")

RECEIVERS = ("journal", "plan", "planning")
"""Who is told; each is also the name of the setting that lists their URLs."""


def opened(url: str, panel: Panel, clock: Callable[[], Instant]) -> Casework:
    """
    Open the store, and the receivers that its settings name.
    """
    storage = panel.storage(url)
    return Casework(
        storage=storage,
        people=panel.people(url),
        policy=panel.policy(url),
        journal=_each(storage, "journal", panel.journals),
        plan=_each(storage, "plan", panel.plans),
        planning=_each(storage, "planning", panel.plannings),
        clock=clock,
    )


def _each(storage: Storage, receiver: str, opener: Callable[[str], Port]) -> dict[str, Port]:
    return {url: opener(url) for url in receivers(storage, receiver)}


def receivers(storage: Storage, receiver: str) -> tuple[str, ...]:
    """
    The URLs of the receivers of a kind that the store remembers (*mottagare*).
    """
    kept = storage.setting(receiver) if isinstance(storage, Keeping) else None
    return tuple(json.loads(kept)) if kept else ()


def remember_receivers(storage: Keeping, receiver: str, urls: tuple[str, ...]) -> None:
    storage.set(receiver, json.dumps(urls))

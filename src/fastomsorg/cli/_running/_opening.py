"""
The store and those it tells, opened as the store remembers them.
"""

import json
from collections.abc import Callable

from fastomsorg.casework import Casework
from fastomsorg.hooks import Keeping, Panel, Storage
from fastomsorg.terms import Instant

RECEIVERS = ("journal", "plan", "planning")
"""Who is told; each is also the name of the setting that lists their URLs."""

ANCHOR = "anchor"
"""The setting that lists the URLs of who keeps checkpoints."""


VISITS = "visits"
"""The setting that lists the URLs of where visits are; without it they are in the store."""


def opened(
    url: str, panel: Panel, clock: Callable[[], Instant], *, visits: tuple[str, ...] = ()
) -> Casework:
    """
    Open the store, and the receivers that its settings name; one that cannot be opened waits.

    The *visits* are read from these URLs, else from those that the store remembers.
    """
    storage = panel.storage(url)
    return Casework.open(
        url,
        visits=visits or receivers(storage, VISITS) or None,
        journal=receivers(storage, "journal"),
        plan=receivers(storage, "plan"),
        planning=receivers(storage, "planning"),
        anchor=receivers(storage, ANCHOR),
        panel=panel,
        clock=clock,
    )


def receivers(storage: Storage, receiver: str) -> tuple[str, ...]:
    """
    The URLs of the receivers of a kind that the store remembers (*mottagare*).
    """
    kept = storage.setting(receiver) if isinstance(storage, Keeping) else None
    return tuple(json.loads(kept)) if kept else ()


def remember_receivers(storage: Keeping, receiver: str, urls: tuple[str, ...]) -> None:
    storage.set(receiver, json.dumps(urls))

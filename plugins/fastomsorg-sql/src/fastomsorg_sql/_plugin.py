"""
The plug-in: which addresses are ours, and what stands behind them.
"""

from collections.abc import Callable, Iterable

from fastomsorg.hooks import People, Policy, Storage, Visits, hookimpl

from ._address import address_of, is_ours
from ._network import mounts
from ._open import open_session
from ._store import Store


class Plugin:
    """
    Opens ``sqlite:`` and ``postgresql:`` addresses (*tillägg för databaser*): one store for each.

    *mounted* says what is mounted where, with its file system.
    """

    fastomsorg_hook_version = 1

    def __init__(self, mounted: Callable[[], Iterable[tuple[str, str]]] = mounts) -> None:
        self._mounted = mounted
        self._stores: dict[str, Store] = {}

    @hookimpl
    def fastomsorg_open_storage(self, url: str) -> Storage | None:
        return self.store(url)

    @hookimpl
    def fastomsorg_open_people(self, url: str) -> People | None:
        return self.store(url)

    @hookimpl
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        return self.store(url)

    @hookimpl
    def fastomsorg_open_policy(self, url: str) -> Policy | None:
        store = self.store(url)
        return None if store is None else store.policy

    def store(self, url: str) -> Store | None:
        """
        The store at *url* (*lagring*), the same each time, or None for an address of others.
        """
        if not is_ours(url):
            return None
        if url not in self._stores:
            self._stores[url] = Store(open_session(address_of(url), self._mounted()))
        return self._stores[url]

"""
Two administrators who take everything from each other at the same time.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

from fastomsorg_sql import Store

from fastomsorg.terms import Actor, NotAuthorised, Permission, UnknownId

PAIR = ("anna", "bo")
EVERYWHERE = (Permission.ADMIN, None)


def administrators_left(open_store: Callable[[], Store]) -> list[str]:
    """
    Who can still administer when both have tried.
    """
    grants = open_store().policy
    for id in PAIR:
        grants.add_actor(Actor(id))
        grants.grant(id, *EVERYWHERE)
    start = Barrier(len(PAIR))

    def take(store: Store, other: str) -> None:
        start.wait()
        with suppress(NotAuthorised, UnknownId):
            store.policy.revoke(other, *EVERYWHERE)

    stores = [open_store() for _ in PAIR]
    with ThreadPoolExecutor() as threads:
        list(threads.map(take, stores, reversed(PAIR)))
    return [id for id in PAIR if EVERYWHERE in grants.granted(id)]

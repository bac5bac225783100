"""
Looking through the chains, and letting what they came to be kept out of the database.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import attrs

from fastomsorg.casework._at_desk import Gate
from fastomsorg.casework._host import Host
from fastomsorg.hooks import Anchor, Audited
from fastomsorg.terms import CaseKey, FastomsorgError, Permission, PluginError, StoreError
from fastomsorg.wire import Checkpoint, Verification, verify

VERIFY_CASE = "verify_case"


@attrs.frozen
class Anchoring:
    """
    How a checkpoint was made and kept (*förankring*): *kept* are the URLs of the anchors that have
    it, *problems* what stood in the way at the others.

    Where something was found in the chains, nobody was asked to keep it.
    """

    verification: Verification
    kept: tuple[str, ...] = ()
    problems: tuple[FastomsorgError, ...] = ()

    @property
    def checkpoint(self) -> Checkpoint:
        return self.verification.checkpoint


def verify_all(host: Host, against: Sequence[Checkpoint] | None) -> Verification:
    """
    Look through all chains (*kontrollera kedjorna*), and compare with what was anchored.

    Without *against* it is the latest checkpoint of each anchor. Raises `PluginError` where one
    cannot be read: what it kept may be what would have told.
    """
    if against is None:
        found = (_latest(url, anchor) for url, anchor in host.anchors.items())
        against = [checkpoint for checkpoint in found if checkpoint is not None]
    return _verified(host, against)


def cases_of(host: Host, gate: Gate, chains: Iterable[str]) -> Mapping[str, CaseKey]:
    """
    Whose chains they are, as far as that is known and this actor may know; each case is logged,
    also one that the policy keeps from an administrator.
    """
    gate.check(Permission.ADMIN, VERIFY_CASE)
    storage = _audited(host)
    whose = {chain: storage.case_of(chain) for chain in dict.fromkeys(chains)}
    told = {
        key for key in dict.fromkeys(whose.values()) if key is not None and _may_know(gate, key)
    }
    return {chain: key for chain, key in whose.items() if key is not None and key in told}


def _may_know(gate: Gate, key: CaseKey) -> bool:
    may = gate.allows(Permission.ADMIN, unit=key.unit, client=key.client)
    if may:
        gate.record(gate.access(Permission.ADMIN, VERIFY_CASE, key.unit, key.client))
    else:
        gate.log_denied(Permission.ADMIN, VERIFY_CASE, unit=key.unit, client=key.client)
    return may


def anchor_all(host: Host, *, anyway: bool, also: Mapping[str, Anchor]) -> Anchoring:
    """
    Make a checkpoint (*kontrollpunkt*) and let every anchor keep it, *also* these.

    The chains are looked through first. Where they do not hold, also against the latest checkpoint
    of each anchor, it is only kept *anyway*: so what was kept before goes on showing it.
    """
    anchors = {**host.anchors, **also}
    latest: dict[str, Checkpoint | None] = {}
    problems: list[FastomsorgError] = []
    for url, anchor in anchors.items():
        with _noting(problems):
            latest[url] = _latest(url, anchor)
    verification = _verified(host, [each for each in latest.values() if each is not None])
    kept: list[str] = []
    for url in latest if verification.whole or anyway else ():
        with _noting(problems), _told_of(url):
            anchors[url].keep(verification.checkpoint)
            kept.append(url)
    return Anchoring(verification, tuple(kept), tuple(problems))


def _verified(host: Host, against: Sequence[Checkpoint]) -> Verification:
    storage = _audited(host)
    position = storage.settled()
    return verify(storage.links(), position=position, at=host.clock(), against=against)


def _audited(host: Host) -> Audited:
    """
    The storage, if it has chains. Raises `StoreError`.
    """
    storage = host.storage
    if not isinstance(storage, Audited):
        raise StoreError("store_without_chain", got=type(storage).__name__)
    return storage


def _latest(url: str, anchor: Anchor) -> Checkpoint | None:
    with _told_of(url):
        last = deque(anchor.kept(), maxlen=1)
    return last[0] if last else None


@contextmanager
def _told_of(url: str) -> Iterator[None]:
    """
    Let whatever an anchor raises say which it was.
    """
    try:
        yield
    except FastomsorgError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError("anchor_failed", anchor=url, error=type(error).__name__) from error


@contextmanager
def _noting(problems: list[FastomsorgError]) -> Iterator[None]:
    """
    One anchor that fails keeps no other from what it is to keep.
    """
    try:
        yield
    except FastomsorgError as problem:
        problems.append(problem)

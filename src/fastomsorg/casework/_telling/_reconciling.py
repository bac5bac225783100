"""
Does what stands at the receivers agree with what the ledger says that they were told?
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from uuid import UUID

import attrs

from fastomsorg.casework._host import Host, Receiver, Unavailable
from fastomsorg.hooks import DeliveryState, Finding, Listing, content_of
from fastomsorg.journal import Notice, NoticeKind, kind_of
from fastomsorg.terms import CaseKey

from ._handing import WrongAnswer


class Difference(StrEnum):
    """
    How receiver and ledger differ about a notice (*avvikelse*).

    *missing* was told and does not stand there; *extra* stands there, and the ledger does not say
    that it was told; *different* says something else than what was told; *doubled* stands there
    more than once.
    """

    MISSING = "missing"
    EXTRA = "extra"
    DIFFERENT = "different"
    DOUBLED = "doubled"


class Compared(StrEnum):
    """
    How a receiver was compared (*jämförelse*).

    *whole*: it listed all that stands there; *asked*: it was asked for what it was told, and what
    is extra or different there cannot be found; *cannot*: it can neither list nor be asked;
    *failed*: it raised, or could not be opened.
    """

    WHOLE = "whole"
    ASKED = "asked"
    CANNOT = "cannot"
    FAILED = "failed"


@attrs.frozen
class Differing:
    """
    A notice that receiver and ledger differ about (*avvikande meddelande*).

    *case* is None where the ledger knows of no such notice.
    """

    notice: UUID
    difference: Difference
    case: CaseKey | None = None


@attrs.frozen
class ComparedReceiver:
    """
    What a comparison with one receiver gave (*avstämd mottagare*); *told* is how many notices the
    ledger says it was told. *problem* is a code or the name of a class.
    """

    name: str
    kind: NoticeKind
    compared: Compared
    told: int = 0
    differing: tuple[Differing, ...] = ()
    problem: str | None = None


@attrs.frozen
class Reconciliation:
    """
    What a comparison with every receiver gave (*avstämning*).
    """

    receivers: tuple[ComparedReceiver, ...]

    @property
    def agrees(self) -> bool:
        """
        Was nothing found that differs, and did nothing fail?
        """
        return all(
            not each.differing and each.compared is not Compared.FAILED for each in self.receivers
        )


def reconcile(host: Host) -> Reconciliation:
    """
    Compare the ledger with every receiver, by the ids of the notices (*stäm av*).
    """
    compared = (_compared(host, name, kind, each) for name, kind, each in host.receivers)
    return Reconciliation(tuple(compared))


def _compared(host: Host, name: str, kind: NoticeKind, receiver: Receiver) -> ComparedReceiver:
    if isinstance(receiver, Unavailable):
        return ComparedReceiver(name, kind, Compared.FAILED, problem=receiver.problem.code)
    try:
        if isinstance(receiver, Listing):
            standing = _standing(receiver)
            find = receiver.find if isinstance(receiver, Finding) else None
            return _with_listed(host, name, kind, standing, find)
        if isinstance(receiver, Finding):
            return _with_asked(host, name, kind, receiver)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plug-in does
        return ComparedReceiver(name, kind, Compared.FAILED, problem=type(error).__name__)
    return ComparedReceiver(name, kind, Compared.CANNOT)


@attrs.define
class _Standing:
    """
    What a receiver lists: for each id a digest of what it says, and which came more than once.
    """

    said: dict[UUID, bytes | None] = attrs.Factory(dict)
    doubled: list[UUID] = attrs.Factory(list)


def _standing(receiver: Listing) -> _Standing:
    standing = _Standing()
    for each in receiver.listed():
        if each.id in standing.said:
            standing.doubled.append(each.id)
        standing.said[each.id] = None if each.content is None else _digest(each.content)
    return standing


def _with_listed(
    host: Host,
    name: str,
    kind: NoticeKind,
    standing: _Standing,
    find: Callable[[UUID], bool] | None,
) -> ComparedReceiver:
    """
    What was told after the listing was made is asked for before it is said to be missing.
    """
    differing: list[Differing] = []
    told, unexplained = 0, dict(standing.said)
    for notice, state in _outbox(host, name, kind):
        stands, said = notice.id in unexplained, unexplained.pop(notice.id, None)
        match state:
            case DeliveryState.DELIVERED:
                told += 1
                if not stands and not (find is not None and find(notice.id) is True):
                    differing.append(Differing(notice.id, Difference.MISSING, notice.case))
                elif stands and said not in (None, _digest(content_of(notice))):
                    differing.append(Differing(notice.id, Difference.DIFFERENT, notice.case))
            case DeliveryState.PARKED | DeliveryState.WITHDRAWN:
                if stands:
                    differing.append(Differing(notice.id, Difference.EXTRA, notice.case))
            case DeliveryState.PENDING:
                pass  # it may have been told, and not been noted yet
        if notice.id in standing.doubled:
            differing.append(Differing(notice.id, Difference.DOUBLED, notice.case))
    differing += [Differing(id, Difference.EXTRA) for id in unexplained]
    return ComparedReceiver(name, kind, Compared.WHOLE, told, tuple(differing))


def _with_asked(host: Host, name: str, kind: NoticeKind, receiver: Finding) -> ComparedReceiver:
    missing: list[Differing] = []
    told = 0
    for notice, state in _outbox(host, name, kind):
        if state is not DeliveryState.DELIVERED:
            continue
        told += 1
        found: object = receiver.find(notice.id)
        if not isinstance(found, bool):
            raise WrongAnswer
        if not found:
            missing.append(Differing(notice.id, Difference.MISSING, notice.case))
    return ComparedReceiver(name, kind, Compared.ASKED, told, tuple(missing))


def _outbox(host: Host, name: str, kind: NoticeKind) -> Iterator[tuple[Notice, DeliveryState]]:
    for delivery in host.storage.outbox(target=name):
        if kind_of(delivery.notice) is kind:
            yield delivery.notice, delivery.state


def _digest(content: str) -> bytes:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()

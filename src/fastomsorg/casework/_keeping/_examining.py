"""
Is everything in order? What waits, what is parked, what could not be opened, how the store is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from fastomsorg.casework._host import Host, Unavailable
from fastomsorg.decisions import Reason, warning
from fastomsorg.hooks import (
    Backlog,
    Delivery,
    DeliveryState,
    Describing,
    Finding,
    Listing,
    Panel,
    shares_transaction,
)
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import Instant, PluginError

LATE = dt.timedelta(days=1)
"""After so long somebody should look why nothing is told: it is tried more often than that."""


@attrs.frozen
class ReceiverState:
    """
    A receiver and what it can do (*mottagare*); *problem* is why it could not be opened.
    """

    name: str
    kind: NoticeKind
    finds: bool
    lists: bool
    in_transaction: bool
    problem: str | None = None


@attrs.frozen
class Examination:
    """
    How everything is at an instant (*genomgång*); *findings* are for a person to look at.

    *known_until* is the instant up to which what has been registered is known to be complete.
    """

    at: Instant
    known_until: Instant
    store: Mapping[str, str]
    receivers: tuple[ReceiverState, ...]
    backlog: tuple[Backlog, ...]
    parked: tuple[Delivery, ...]
    plugins: Mapping[str, int]
    left_out: tuple[PluginError, ...]
    findings: tuple[Reason, ...]


def examine(host: Host, panel: Panel | None, now: Instant) -> Examination:
    """
    Look through it all (*gå igenom*), and change nothing.
    """
    storage = host.storage
    receivers = tuple(_receivers(host))
    backlog = storage.backlog(now)
    store = _condition(storage)
    left_out = () if panel is None else panel.problems
    return Examination(
        at=now,
        known_until=storage.horizon(),
        store=store,
        receivers=receivers,
        backlog=backlog,
        parked=tuple(storage.outbox(state=DeliveryState.PARKED)),
        plugins={} if panel is None else panel.hook_versions,
        left_out=left_out,
        findings=(
            *_of_store(store),
            *_of_plugins(left_out),
            *_of_receivers(receivers),
            *_of_backlog(backlog, {each.name for each in receivers}, now),
        ),
    )


def _receivers(host: Host) -> Iterator[ReceiverState]:
    for target, kind, receiver in host.receivers:
        yield ReceiverState(
            name=target,
            kind=kind,
            finds=isinstance(receiver, Finding),
            lists=isinstance(receiver, Listing),
            in_transaction=shares_transaction(receiver),
            problem=receiver.problem.code if isinstance(receiver, Unavailable) else None,
        )


def _condition(storage: object) -> Mapping[str, str]:
    if isinstance(storage, Describing):
        return storage.condition()
    return {"kind": type(storage).__name__}


def _of_store(condition: Mapping[str, str]) -> Iterator[Reason]:
    if condition.get("unswept") == "yes":
        yield warning("store_unswept")


def _of_plugins(left_out: tuple[PluginError, ...]) -> Iterator[Reason]:
    for problem in left_out:
        plugin = str(problem.facts.get("plugin", ""))
        yield warning("plugin_left_out", plugin=plugin, error=problem.code)


def _of_receivers(receivers: tuple[ReceiverState, ...]) -> Iterator[Reason]:
    for each in receivers:
        if each.problem is not None:
            yield warning("receiver_unavailable", receiver=each.name, error=each.problem)


def _of_backlog(
    backlog: tuple[Backlog, ...], configured: set[str], now: Instant
) -> Iterator[Reason]:
    for each in backlog:
        if each.parked:
            yield warning("notices_parked", receiver=each.target, count=each.parked)
        if each.target not in configured:
            count = each.waiting + each.ahead + each.parked
            yield warning("notices_for_nobody", receiver=each.target, count=count)
        elif each.since is not None and each.since < now - LATE:
            yield warning(
                "notices_late", receiver=each.target, count=each.waiting, since=each.since
            )

"""
Receivers as they are opened: one that cannot be stops neither another nor a registration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import attrs

from fastomsorg.hooks import (
    Anchor,
    Finding,
    Journal,
    Plan,
    Planning,
    Transacting,
    shares_transaction,
)
from fastomsorg.journal import ContactsChanged, JournalNote, NoticeKind, PlanSnapshot
from fastomsorg.terms import FastomsorgError, Malformed
from fastomsorg.wire import Checkpoint

R = TypeVar("R", Journal, Plan, Planning, Anchor)
Receiver: TypeAlias = Journal | Plan | Planning


class Unavailable(Journal, Plan, Planning, Anchor):
    """
    In the place of a receiver that could not be opened (*mottagare som inte går att nå*).

    It is told nothing: the notices wait until it can be opened.
    """

    def __init__(self, problem: FastomsorgError) -> None:
        self.problem = problem

    def write(self, note: JournalNote) -> None:  # noqa: ARG002
        raise self.problem

    def show(self, snapshot: PlanSnapshot) -> None:  # noqa: ARG002
        raise self.problem

    def changed(self, change: ContactsChanged) -> None:  # noqa: ARG002
        raise self.problem

    def keep(self, checkpoint: Checkpoint) -> None:  # noqa: ARG002
        raise self.problem

    def kept(self) -> Iterator[Checkpoint]:
        raise self.problem


@attrs.frozen
class Receivers:
    """
    Everybody who is told (*mottagare*), by kind of notice and then by URL, or a name.
    """

    journals: Mapping[str, Journal] = attrs.field(factory=dict)
    plans: Mapping[str, Plan] = attrs.field(factory=dict)
    plannings: Mapping[str, Planning] = attrs.field(factory=dict)

    def of(self, kind: NoticeKind) -> Mapping[str, Receiver]:
        """
        Those who get notices of this kind.
        """
        match kind:
            case NoticeKind.JOURNAL:
                return self.journals
            case NoticeKind.PLAN:
                return self.plans
            case NoticeKind.PLANNING:
                return self.plannings

    def __iter__(self) -> Iterator[tuple[str, NoticeKind, Receiver]]:
        for kind in NoticeKind:
            for target, receiver in self.of(kind).items():
                yield target, kind, receiver

    def reachable(self) -> frozenset[str]:
        """
        Those who could be opened.
        """
        return frozenset(to for to, _, each in self if not isinstance(each, Unavailable))

    def problems(self) -> Mapping[str, FastomsorgError]:
        """
        Those who could not, and why.
        """
        return {to: each.problem for to, _, each in self if isinstance(each, Unavailable)}

    def sharing(self) -> frozenset[str]:
        """
        Those who write in the storage's own transaction.
        """
        return frozenset(to for to, _, each in self if shares_transaction(each))

    def blind(self) -> frozenset[str]:
        """
        Those who cannot say afterwards whether they were told.
        """
        asked = (to for to, _, each in self if not isinstance(each, Finding))
        return frozenset(asked) - self.sharing()

    def require_transactions(self, storage: object) -> None:
        """
        Raise `Malformed` where a transaction is to be shared that there is none of, or where one
        name stands for a receiver that shares it and another that does not.
        """
        sharing = self.sharing()
        apart = {to for to, _, each in self if not shares_transaction(each)}
        if mixed := sorted(sharing & apart):
            raise Malformed("receiver_shares_by_halves", receiver=mixed[0])
        if sharing and not isinstance(storage, Transacting):
            raise Malformed(
                "storage_shares_nothing",
                receiver=min(sharing),
                got=type(storage).__name__,
                expected=Transacting.__name__,
            )


def opened(urls: Sequence[str], opening: Callable[[str], R]) -> dict[str, R | Unavailable]:
    """
    The receivers at the URLs (*mottagare*); those that cannot be opened are `Unavailable`.
    """
    return {url: _one(url, opening) for url in urls}


def _one(url: str, opening: Callable[[str], R]) -> R | Unavailable:
    try:
        return opening(url)
    except FastomsorgError as problem:
        return Unavailable(problem)

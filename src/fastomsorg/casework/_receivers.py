"""
Receivers as they are opened: one that cannot be stops neither another nor a registration.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from fastomsorg.hooks import Journal, Plan, Planning
from fastomsorg.journal import ContactsChanged, JournalNote, PlanSnapshot
from fastomsorg.terms import FastomsorgError

R = TypeVar("R", Journal, Plan, Planning)


class Unavailable(Journal, Plan, Planning):
    """
    In the place of a receiver that could not be opened (*mottagare som inte går att nå*).

    Whatever it is told raises what stood in the way: the notices wait until it can be opened.
    """

    def __init__(self, problem: FastomsorgError) -> None:
        self.problem = problem

    def write(self, note: JournalNote) -> None:  # noqa: ARG002
        raise self.problem

    def show(self, snapshot: PlanSnapshot) -> None:  # noqa: ARG002
        raise self.problem

    def changed(self, change: ContactsChanged) -> None:  # noqa: ARG002
        raise self.problem

    def find(self, id: UUID) -> bool:  # noqa: ARG002
        raise self.problem


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

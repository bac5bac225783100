"""
What the rules say of a command.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from uuid import UUID

import attrs

from fastomsorg.history import Case, Event
from fastomsorg.terms import CaseKey, RegistrationId

from ._changed_days import ChangedDays
from ._reason import Reason

Entry: TypeAlias = tuple[CaseKey, tuple[Event, ...]]
"""The events that a command gives for one case."""


@attrs.frozen
class Granted:
    """
    Nothing stands in the way (*beviljat*): the events, and remarks that ride along.

    *registration* and *notices* (id and kind) are there when it has been stored.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[Reason, ...] = ()
    changed: tuple[ChangedDays, ...] = ()
    registration: RegistrationId | None = None
    notices: tuple[tuple[UUID, str], ...] = ()


@attrs.frozen
class Refused:
    """
    Something stands in the way (*nekat*): every obstacle with its basis, and the remarks.
    """

    reasons: tuple[Reason, ...]
    changed: tuple[ChangedDays, ...] = ()


Verdict: TypeAlias = Granted | Refused


@attrs.frozen
class Proposal:
    """
    What a command would give, and everything there is to say of it (*förslag*).
    """

    entries: tuple[Entry, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(
        cls, case: CaseKey, events: Iterable[Event], reasons: Iterable[Reason] = ()
    ) -> "Proposal":
        return cls(((case, tuple(events)),), tuple(reasons))


def upon(cases: Mapping[CaseKey, Case], entries: Iterable[Entry]) -> dict[CaseKey, Case]:
    """
    The cases as they would be with the entries registered.
    """
    after = dict(cases)
    for key, events in entries:
        after[key] = after[key].with_proposed(events)
    return after


def joined(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """
    The entries with one for each case.
    """
    events: dict[CaseKey, tuple[Event, ...]] = {}
    for key, added in entries:
        events[key] = events.get(key, ()) + added
    return tuple((key, added) for key, added in events.items() if added)

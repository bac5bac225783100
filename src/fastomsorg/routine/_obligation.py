"""
One thing that is to be done, and how it is with it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from fastomsorg.law import Citation
from fastomsorg.terms import ClientId, Consent, StaffId, Status, UnitId

from ._obligation_kinds import Anchor, ObligationKind, Responsible


class ObligationState(StrEnum):
    """
    How it is with something that is to be done (*läge för en bevakning*).

    *late* is from the day after the last one; *blocked* waits for the client's consent.
    """

    MET = "met"
    DUE = "due"
    LATE = "late"
    LAPSED = "lapsed"
    BLOCKED = "blocked"


class Lapse(StrEnum):
    """
    Why something no longer applies (*upphört*).
    """

    ENDED = "ended"
    MOVED = "moved"
    STATUS = "status"
    REPLACED = "replaced"
    SUPERSEDED = "superseded"
    NOBODY_TO_TELL = "nobody_to_tell"


@attrs.frozen
class Obligation:
    """
    One thing that is to be done (*bevakning*), for a client or, without one, for the whole unit.

    *from_day* is the day the limit counts from, None while it is not known; *due* the last day,
    None for a reminder. *number* counts those of the kind and anchor in the case from 1. *contact*
    is the client's contact on the day, or of what is to be done at the end, on the last one.
    *status* is what made it lapse.
    """

    client: ClientId | None
    unit: UnitId
    kind: ObligationKind
    number: int
    anchor: Anchor
    from_day: dt.date | None
    due: dt.date | None
    state: ObligationState
    on: dt.date
    routine: str
    met_on: dt.date | None = None
    lapse: Lapse | None = None
    lapsed_on: dt.date | None = None
    status: Status | None = None
    moved: bool = False
    ticked: frozenset[str] = frozenset()
    consent: Consent | None = None
    contact: StaffId | None = None

    @property
    def who(self) -> tuple[Responsible, ...]:
        return self.kind.who

    @property
    def basis(self) -> tuple[Citation, ...]:
        """
        The routine, and where it has it from (*stöd*).
        """
        return (Citation(self.routine, self.kind.source),)

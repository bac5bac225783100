"""
What a desk answers of load, coverage, candidates, hand-overs and days ahead.
"""

import datetime as dt

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework._at_desk import NamedClient
from fastomsorg.decisions import Reason
from fastomsorg.routine import (
    FULL,
    Gap,
    LongerAbsence,
    Losing,
    Outlook,
    Scored,
    StaffLoad,
    TeamLoad,
    Worth,
)
from fastomsorg.terms import CaseKey, ChangeReason, Period, Role, StaffId, UnitId


@attrs.frozen
class UnitLoad:
    """
    What everybody at a unit carries on a day (*belastning*), and how large the teams are.

    *routine* is the name of the routine whose limits are shown; *limited* whether it has any.
    """

    unit: UnitId
    on: dt.date
    routine: str
    limited: bool
    staff: tuple[tuple[StaffMember, StaffLoad], ...]
    teams: tuple[TeamLoad, ...]


@attrs.frozen
class CoveredGap:
    """
    Days on which a client's contact is away (*lucka i täckningen*), with names.
    """

    gap: Gap
    client: NamedClient
    away: StaffMember
    stands_in: tuple[StaffMember, ...]


@attrs.frozen
class UnitCoverage:
    """
    Who is away from whom at a unit, and who stands in (*täckning*).

    *longer* is from how long an absence is a longer one; None where the routine has no number.
    """

    unit: UnitId
    period: Period
    routine: str
    longer: LongerAbsence | None
    gaps: tuple[CoveredGap, ...]


@attrs.frozen
class RankedCandidate:
    """
    Somebody who could be asked (*möjlig kontakt*), with points and what stands in the way.
    """

    staff: StaffMember
    scored: Scored


@attrs.frozen
class Candidates:
    """
    Who could be asked for a client (*möjliga kontakter*), in order. Nothing is decided by it.
    """

    case: CaseKey
    client: NamedClient
    on: dt.date
    staff: tuple[RankedCandidate, ...]


@attrs.frozen
class ProposedContacts:
    """
    Who a client could get (*förslag för en brukare*), and why a seat was left empty.

    *lacks* are the seats that are to be filled. *score* is the points of whoever is proposed as
    primary, out of 100.
    """

    client: NamedClient
    lacks: tuple[Role, ...]
    primary: StaffMember | None
    deputy: StaffMember | None
    score: int | None
    why_not: tuple[Reason, ...] = ()


@attrs.frozen
class UnitProposal:
    """
    A contact for everybody who lacks one (*förslag för en enhet*). Nothing is registered by it.

    *worth* is what it comes to as whole, and *by_hand* what one would have come to who gave one
    client after the other whoever suited best.
    """

    unit: UnitId
    on: dt.date
    routine: str
    clients: tuple[ProposedContacts, ...]
    worth: Worth
    by_hand: Worth


@attrs.frozen
class Handed:
    """
    One seat in a plan (*uppdrag att lämna över*): how far the case had come, and who is to have it.

    *to* None leaves it where it is. *client* and *name* are for people to read.
    """

    case: CaseKey
    role: Role
    version: int
    to: StaffId | None
    reason: ChangeReason
    client: str = attrs.field(default="", repr=False)
    name: str = attrs.field(default="", repr=False)


@attrs.frozen
class HandOverPlan:
    """
    Who gets what from somebody on a day (*överlämningsplan*), to be reviewed by a person.
    """

    staff: StaffId
    on: dt.date
    parts: tuple[Handed, ...]

    @property
    def left(self) -> tuple[Handed, ...]:
        """
        What nobody is to take over (*utan mottagare*).
        """
        return tuple(part for part in self.parts if part.to is None)


@attrs.frozen
class LosingContact:
    """
    A contact that loses the ground (*förlorar sin grund*), with names.
    """

    losing: Losing
    client: NamedClient
    staff: StaffMember


@attrs.frozen
class UnitOutlook:
    """
    How a unit stands on a day to come (*prognos för en enhet*), with names.
    """

    outlook: Outlook
    routine: str
    losing: tuple[LosingContact, ...]
    unclear: tuple[StaffMember, ...]


HIGHEST_SCORE = FULL

"""
What a desk answers with when it is asked of a client, a unit, or somebody of the staff.
"""

import datetime as dt

import attrs

from fastomsorg.care import StaffMember, Unit
from fastomsorg.casework._at_desk import NamedClient
from fastomsorg.decisions import Reason, TitleAnswer
from fastomsorg.history import Spell
from fastomsorg.journal import Card
from fastomsorg.terms import (
    CaseKey,
    Instant,
    Period,
    RegistrationId,
    StaffId,
    Status,
)


@attrs.frozen
class CaseState:
    """
    The state of a case on a day (*läge*): None for status and stay outside every stay.
    """

    case: CaseKey
    on: dt.date
    spell: Spell | None

    @property
    def status(self) -> Status | None:
        return self.spell.status if self.spell else None

    @property
    def stay(self) -> Period | None:
        return self.spell.stay if self.spell else None


@attrs.frozen
class Stamp:
    """
    Who registered, and when (*skapad av*, *ändrad av*).
    """

    registration: RegistrationId
    by: str
    name: str = attrs.field(repr=False)
    at: Instant = attrs.field()


@attrs.frozen
class UnitContacts:
    """
    Who is contact at one unit (*kontakter på enheten*).
    """

    unit: Unit
    contacts: tuple[Card, ...] = ()


@attrs.frozen
class ProposedContact:
    """
    Who is to be proposed to the client (*föreslagen kontakt*), as the asker may see them.
    """

    staff: StaffId
    since: dt.date
    name: str = attrs.field(default="", repr=False)
    title: str = ""
    phone: str = attrs.field(default="", repr=False)
    email: str = attrs.field(default="", repr=False)


@attrs.frozen
class CaseTab:
    """
    The tab of one case (*flik fast omsorgskontakt*): what is, who registered it, who was told.

    *remarks* are the codes of what the rules would have refused in history taken over.
    """

    unit: Unit
    ongoing: bool
    status: Status | None
    contacts: tuple[Card, ...]
    created: Stamp | None
    changed: Stamp | None
    note_written: bool
    plan_updated: bool
    plan_lines: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    remarks: tuple[str, ...] = ()
    proposed: ProposedContact | None = None


@attrs.frozen
class ClientTab:
    """
    Everything of a client that the asker may see on a day (*brukarens flik*).

    *elsewhere* are the contacts at units beyond the asker's reach: the one thing units tell
    each other.
    """

    client: NamedClient
    on: dt.date
    cases: tuple[CaseTab, ...]
    elsewhere: tuple[UnitContacts, ...]


@attrs.frozen
class UnhandledClient:
    """
    A client nobody has handled yet (*ej hanterad*), and why.
    """

    client: NamedClient
    status: Status
    why: tuple[Reason, ...]


@attrs.frozen
class Candidate:
    """
    Somebody at the unit, and what stands in the way of choosing them (*valbar personal*).
    """

    staff: StaffMember
    answer: TitleAnswer
    reasons: tuple[Reason, ...]

    @property
    def selectable(self) -> bool:
        return not any(reason.blocks for reason in self.reasons)


@attrs.frozen
class Explained:
    """
    Whether somebody is entitled on a day, and by what (*behörighet med grund*).
    """

    staff: StaffMember
    on: dt.date
    answer: TitleAnswer

"""
What a desk answers its questions with.
"""

import datetime as dt

import attrs

from fastomsorg.care import Client, StaffMember, Unit
from fastomsorg.decisions import Reason, TitleAnswer
from fastomsorg.history import Spell
from fastomsorg.journal import Card
from fastomsorg.statistics import AgeCounts
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Instant,
    Period,
    RegistrationId,
    StaffId,
    Status,
    UnitId,
)


@attrs.frozen
class NamedClient:
    """
    A client as the asker may see them (*brukare*): without name and numbers where *protected*,
    unless the asker may see those.
    """

    id: ClientId
    protected: bool
    name: str | None = attrs.field(default=None, repr=False)
    personal_number: str | None = attrs.field(default=None, repr=False)
    customer_number: str | None = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, id: ClientId, client: Client | None, *, unmasked: bool) -> "NamedClient":
        if client is None or (client.protected and not unmasked):
            return cls(id, protected=True)
        numbers = (client.personal_number, client.customer_number)
        return cls(id, client.protected, client.name, *numbers)


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


@attrs.frozen
class FoundStaff:
    """
    Somebody who is contact for clients that were found (*personal med uppdrag*), by number.
    """

    id: StaffId
    name: str = attrs.field(repr=False)
    primary: int
    deputy: int
    clients: tuple[NamedClient, ...] | None

    @property
    def total(self) -> int:
        return self.primary + self.deputy


@attrs.frozen
class Search:
    """
    What a search found (*sökresultat*): counts by age; *clients* None where names were not asked.

    *remarks* say what the list of names rests on.
    """

    on: dt.date
    units: tuple[UnitId, ...]
    count: AgeCounts
    clients: tuple[NamedClient, ...] | None
    staff: tuple[FoundStaff, ...]
    remarks: tuple[Reason, ...] = ()
    engine: str = "python"


@attrs.frozen
class PublishedSearch:
    """
    How many have an answer, unit by unit (*tabell för publicering*): None is hidden.

    A row has those who are 65 or older, those under 65, those whose age is not known, and all of
    them; *totals* the same of every unit. Somebody at two units is counted at both.
    """

    on: dt.date
    units: tuple[UnitId, ...]
    threshold: int
    rows: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]

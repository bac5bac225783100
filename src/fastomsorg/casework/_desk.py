"""
One actor at work: every read and write is authorised, denied by default, and logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from fastomsorg.commands import Command
from fastomsorg.decisions import Offer, Verdict, offer, title_of
from fastomsorg.journal import JournalNote
from fastomsorg.law import rules_on
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Instant,
    Permission,
    RegistrationId,
    StaffId,
    Status,
    UnitId,
    UnknownId,
)

from ._gate import Gate
from ._host import Host
from ._import_history import Importer
from ._import_report import ImportReport, TableFile
from ._importing import import_tables
from ._lists import candidates, unhandled_clients
from ._purging import PurgeReport, purge
from ._searching import search_changed, search_status
from ._seeing import a_day, known_client, known_unit, named_client, past, searchable
from ._showing import case_tab, contacts_at
from ._submitting import ask, submit
from ._views import (
    Candidate,
    CaseState,
    ClientTab,
    Explained,
    NamedClient,
    Search,
    UnhandledClient,
    UnitContacts,
)


@attrs.frozen
class Desk:
    """
    One actor with one purpose (*skrivbord*): see `Casework.acting`.
    """

    host: Host
    gate: Gate

    # Commands -----------------------------------------------------------------------------------

    def submit(self, command: Command, *, request: RegistrationId | None = None) -> Verdict:
        """
        Decide the command and store what it gives (*registrera*): everything, or nothing.

        The same *request* id with the same content, from the same actor, is answered as the first
        time. Without one, the registration gets an id of its own. A receiver that cannot be told
        now is a remark; the registration stands.

        Raises `Malformed` where something is no command or no id, `NotAuthorised`,
        `RequestConflict` where the request id has other content, `StaleCase` where somebody else
        registered on the case meanwhile, `StoreError`.
        """
        return submit(self.host, self.gate, command, request)

    def ask(self, command: Command) -> Verdict:
        """
        Decide the command without storing anything (*pröva*): what would stand in the way?
        """
        return ask(self.host, self.gate, command)

    def import_tables(
        self,
        files: Sequence[TableFile],
        *,
        strict: bool = False,
        confirmed: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> ImportReport:
        """
        Read tables into the store (*läs in*): all of them or, where anything is wrong, none.

        *strict* refuses history that the rules would have refused; *confirmed* accepts that new
        enactments bring earlier contacts back. Raises `NotAuthorised`, `StoreError`.
        """
        self.gate.require(Permission.ADMIN, "import")
        now = self.host.clock()
        importer = Importer(self.host, self.gate.actor, now, strict, confirmed)
        return import_tables(importer, files, progress=progress)

    def purge(self, *, on: dt.date, do: bool) -> PurgeReport:
        """
        Erase every client's record whose time has run out on the day (*gallra*); with *do* false,
        only say which.

        Erased is everything at once, or nothing. Raises `NotAuthorised`, `Malformed` for a day that
        has not been, `StaleCase` where others keep registering, `StoreError`.
        """
        return purge(self.host, self.gate, on, do=do)

    # Questions ----------------------------------------------------------------------------------

    def offer(self, case: CaseKey, *, on: dt.date) -> Offer:
        """
        Must a contact be offered (*ska kontakt erbjudas*), by the law of the day?
        """
        self._require(Permission.VIEW, "offer", case)
        self._known(case, on)
        local = self.host.local(case.unit, on)
        return offer(self.host.storage.read(case), on=on, rules=rules_on(on), local=local)

    def state(self, case: CaseKey, *, on: dt.date, known: Instant | None = None) -> CaseState:
        """
        The state of the case on the day (*läge*), as far as was *known* then.
        """
        self._require(Permission.VIEW, "state", case)
        self._known(case, on)
        life = self.host.storage.read(case).as_known(past(self.host, known)).life
        return CaseState(case, on, life.on(on))

    def show(self, client: ClientId, *, on: dt.date, known: Instant | None = None) -> ClientTab:
        """
        The client's tab (*flik*): each case within reach in full, other units' contacts beside.
        """
        a_day(on)
        known = past(self.host, known)
        keys = tuple(self.host.storage.cases(client=client))
        within = [key for key in keys if self._may_view(key)]
        if not within:
            self.gate.require(Permission.VIEW, "show", client=client)
        known_client(self.host, client)
        for key in within:
            self._require(Permission.VIEW, "show", key)
        beyond = (contacts_at(self.host, key, on, known=known) for key in keys if key not in within)
        return ClientTab(
            client=self._named(within[0].unit if within else None)(client),
            on=on,
            cases=tuple(case_tab(self.host, key, on, known=known) for key in within),
            elsewhere=tuple(contacts for contacts in beyond if contacts.contacts),
        )

    def contacts(self, client: ClientId, *, on: dt.date) -> tuple[UnitContacts, ...]:
        """
        The contact card (*kontaktkort*): who is contact at each of the client's units on the day.
        """
        tab = self.show(client, on=on)
        here = tuple(UnitContacts(case.unit, case.contacts) for case in tab.cases)
        return tuple(unit for unit in (*here, *tab.elsewhere) if unit.contacts)

    def unhandled(self, unit: UnitId, *, on: dt.date) -> tuple[UnhandledClient, ...]:
        """
        The start page (*startsidan*): clients not handled on the day, and why.
        """
        self.gate.require(Permission.VIEW, "unhandled", unit=unit)
        known_unit(self.host, unit)
        a_day(on)
        return tuple(unhandled_clients(self.host, unit, on, self._named(unit), self._may_view))

    def selectable(self, unit: UnitId, *, on: dt.date) -> tuple[Candidate, ...]:
        """
        Who may be chosen at the unit on the day (*valbar personal*), and why the others may not.
        """
        self.gate.require(Permission.VIEW, "selectable", unit=unit)
        known_unit(self.host, unit)
        a_day(on)
        return tuple(candidates(self.host, unit, on))

    def explain(self, staff: StaffId, *, on: dt.date) -> Explained:
        """
        Is this person entitled on the day (*behörig*), by which ground and section?
        """
        reach = self.gate.reach(Permission.VIEW)
        member = self.host.people.staff(staff, on=a_day(on))
        at = sorted(member.units if member else ())
        unit = next((unit for unit in at if unit in reach), None)
        if unit is None and not reach.everywhere:
            self.gate.deny(Permission.VIEW, "explain")
        self.gate.require(Permission.VIEW, "explain", unit=unit)
        if member is None:
            raise UnknownId("unknown_staff", staff=staff)
        return Explained(member, on, title_of(member, on=on, rules=rules_on(on)))

    def search(
        self,
        status: Status,
        *,
        on: dt.date,
        units: Sequence[UnitId] = (),
        known: Instant | None = None,
        names: bool = False,
    ) -> Search:
        """
        Who has this answer on the day (*sök*), at these units or all within reach, by age.

        A client counts once; the counts of staff are by case. *names* adds clients, without name
        and numbers where protected.
        """
        at = searchable(self.host, self.gate, units, names=names)
        a_day(on)
        named = self._named(None) if names else None
        known = past(self.host, known)
        return search_status(self.host, at, status, on, known=known, named=named)

    def search_changed(
        self,
        *,
        on: dt.date,
        units: Sequence[UnitId] = (),
        known: Instant | None = None,
        names: bool = False,
    ) -> Search:
        """
        Whose primary was succeeded in the year up to the day (*har bytt kontakt senaste året*).
        """
        at = searchable(self.host, self.gate, units, names=names)
        a_day(on)
        named = self._named(None) if names else None
        return search_changed(self.host, at, on, known=past(self.host, known), named=named)

    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> Iterator[JournalNote]:
        """
        The journal notes (*journalanteckningar*) of a client, a unit or both, within reach.
        """
        reach = self.gate.reach(Permission.VIEW)
        if (unit is not None and unit not in reach) or not reach:
            self.gate.deny(Permission.VIEW, "notes", unit=unit, client=client)
        if unit is not None:
            known_unit(self.host, unit)
        if client is not None:
            known_client(self.host, client)
        found = self.host.storage.notes(client=client, unit=unit, first=first, last=last)
        return self._read_notes(note for note in found if note.case.unit in reach)

    def _read_notes(self, notes: Iterable[JournalNote]) -> Iterator[JournalNote]:
        """
        Those of cases that may be seen, with one row in the read log for each case.
        """
        seen: dict[CaseKey, bool] = {}
        for note in notes:
            if note.case not in seen:
                seen[note.case] = self._may_view(note.case)
                if seen[note.case]:
                    self._require(Permission.VIEW, "notes", note.case)
            if seen[note.case]:
                yield note

    def _named(self, unit: UnitId | None) -> Callable[[ClientId], NamedClient]:
        return lambda client: named_client(self.host, self.gate, client, unit)

    def _known(self, case: CaseKey, on: dt.date) -> None:
        known_client(self.host, case.client)
        known_unit(self.host, case.unit)
        a_day(on)

    def _require(self, permission: Permission, action: str, key: CaseKey) -> None:
        self.gate.require(permission, action, unit=key.unit, client=key.client)

    def _may_view(self, key: CaseKey) -> bool:
        return self.gate.allows(Permission.VIEW, unit=key.unit, client=key.client)

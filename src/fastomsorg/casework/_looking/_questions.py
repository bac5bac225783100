"""
What can be asked at a desk: every question is authorised, denied by default, and logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from fastomsorg.casework._at_desk import AtDesk, a_day, known_client, known_unit, past
from fastomsorg.casework._counting import (
    PublishedSearch,
    Search,
    asked,
    publish_status,
    search_changed,
    search_status,
)
from fastomsorg.decisions import Offer, offer, title_of
from fastomsorg.hooks import Engine
from fastomsorg.journal import JournalNote
from fastomsorg.law import rules_on
from fastomsorg.terms import (
    CaseKey,
    ClientId,
    Instant,
    Permission,
    StaffId,
    Status,
    UnitId,
    UnknownId,
)

from ._lists import candidates, unhandled_clients
from ._reading_notes import Wanted, read_notes
from ._showing import case_tab, contacts_at
from ._views import (
    Candidate,
    CaseState,
    ClientTab,
    Explained,
    UnhandledClient,
    UnitContacts,
)


@attrs.frozen
class Questions(AtDesk):
    """
    The questions of one actor with one purpose (*frågor*).
    """

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
        sight = self._sight()
        beyond = (
            contacts_at(self.host, sight, key, on, known=known) for key in keys if key not in within
        )
        return ClientTab(
            client=sight.client(client, *(key.unit for key in within)),
            on=on,
            cases=tuple(case_tab(self.host, sight, key, on, known=known) for key in within),
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
        return tuple(unhandled_clients(self.host, unit, on, self._sight(), self._may_view))

    def selectable(self, unit: UnitId, *, on: dt.date) -> tuple[Candidate, ...]:
        """
        Who may be chosen at the unit on the day (*valbar personal*), and why the others may not.
        """
        self.gate.require(Permission.VIEW, "selectable", unit=unit)
        known_unit(self.host, unit)
        a_day(on)
        return tuple(candidates(self.host, self._sight(), unit, on))

    def explain(self, staff: StaffId, *, on: dt.date) -> Explained:
        """
        Is this person entitled on the day (*behörig*), by which ground and section?
        """
        reach = self.gate.reach(Permission.VIEW)
        member = self.host.people.staff(staff, on=a_day(on))
        at = sorted(member.units if member else ())
        unit = next((unit for unit in at if unit in reach), None)
        if unit is None and not reach.everywhere:
            self.gate.deny(Permission.VIEW, "explain", staff=staff)
        self.gate.check(Permission.VIEW, "explain", unit=unit, staff=staff)
        self.gate.record(self.gate.access(Permission.VIEW, "explain", unit, None, staff=staff))
        if member is None:
            raise UnknownId("unknown_staff", staff=staff)
        seen = self._sight().staff(member, *(each for each in at if each in reach))
        return Explained(seen, on, title_of(member, on=on, rules=rules_on(on)))

    def search(
        self,
        status: Status,
        *,
        on: dt.date,
        units: Sequence[UnitId] = (),
        known: Instant | None = None,
        names: bool = False,
        engine: Engine | None = None,
    ) -> Search:
        """
        Who has this answer on the day (*sök*), at these units or all within reach, by age.

        A client counts once; the counts of staff are by case. The *engine* counts, or else this
        process does; it does not know what was known earlier. *names* adds the clients whom the
        actor may search, without name and numbers where protected; raises `NotAuthorised` where the
        law or the local rules do not let people be searched by their answer.
        """
        search = asked(self.host, self.gate, units, on, known, names=names, engine=engine)
        return search_status(search, status)

    def search_changed(
        self,
        *,
        on: dt.date,
        units: Sequence[UnitId] = (),
        known: Instant | None = None,
        names: bool = False,
        engine: Engine | None = None,
    ) -> Search:
        """
        Whose primary was succeeded in the year up to the day (*har bytt kontakt senaste året*).
        """
        search = asked(self.host, self.gate, units, on, known, names=names, engine=engine)
        return search_changed(search)

    def publish(
        self,
        status: Status,
        *,
        on: dt.date,
        units: Sequence[UnitId] = (),
        known: Instant | None = None,
    ) -> PublishedSearch:
        """
        How many have this answer at each unit (*tabell för publicering*), with small counts hidden.
        """
        return publish_status(asked(self.host, self.gate, units, on, known, names=False), status)

    def notes(
        self,
        *,
        client: ClientId | None = None,
        unit: UnitId | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
        unread: bool = False,
    ) -> Iterator[JournalNote]:
        """
        The journal notes (*journalanteckningar*) of a client, a unit or both, within reach.

        *unread* leaves out those that the actor has read here before, as the read log has it. Those
        of a client whose identity is protected are for whoever may see that. A few notes are logged
        at a time, and count as read, before the first of them is handed over.
        """
        return read_notes(self.host, self.gate, Wanted(client, unit, first, last, unread))

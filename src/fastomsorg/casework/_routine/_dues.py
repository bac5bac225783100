"""
What is to be done at a unit by its routine, as on a day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import attrs

from fastomsorg.casework._at_desk import AtDesk, NamedClient, Sight, a_day, known_unit
from fastomsorg.casework._host import Host
from fastomsorg.commands import RecordDone
from fastomsorg.decisions import Reason
from fastomsorg.history import Case, DoneRecorded, Event
from fastomsorg.hooks import Relations
from fastomsorg.journal import Wording
from fastomsorg.routine import (
    USUALLY_RESPONSIBLE,
    FirstVisit,
    Obligation,
    ObligationState,
    Related,
    Responsible,
    Routine,
    against_done,
    in_words,
    nobody_knows,
    obligations,
    unit_obligations,
)
from fastomsorg.terms import (
    ClientId,
    Instant,
    Party,
    Period,
    Permission,
    StaffId,
    UnitId,
    UnknownId,
    day_after,
    day_of,
)
from fastomsorg.texts import Language

OPEN = frozenset({ObligationState.DUE, ObligationState.LATE, ObligationState.BLOCKED})
"""What remains to be done."""


@attrs.frozen
class Due:
    """
    Something that is to be done (*bevakning*), with the client as the asker may see them, and the
    name of the contact; *changed* and *version* are those of the case's latest registration.
    """

    obligation: Obligation
    client: NamedClient | None = None
    contact_name: str = attrs.field(default="", repr=False)
    changed: Instant | None = None
    version: int = 0


@attrs.frozen
class Dues(AtDesk):
    """
    What one actor is told of what is to be done (*bevakningar*).
    """

    def due(
        self,
        unit: UnitId,
        *,
        on: dt.date,
        late: bool = False,
        everything: bool = False,
        who: Responsible | StaffId | None = None,
        routine: Callable[[UnitId, dt.date], Routine] | None = None,
    ) -> Iterator[Due]:
        """
        What remains to be done at the unit (*bevakningar*) as on the day, client by client in order
        of id, what is for the whole unit last.

        Only what is *late*, or with *everything* also what is met or has lapsed. *who* is a word
        for whose task it is, as ``contact``, or the id of somebody who is contact. *routine* tries
        another routine than the unit's own. Raises `NotAuthorised`, `UnknownId`, also of *who*.
        """
        self.gate.require(Permission.VIEW, "due", unit=unit)
        known_unit(self.host, unit)
        if who is not None:
            _known_responsible(self.host, who, a_day(on), (routine or self.host.routine)(unit, on))
        wanted = partial(_wanted, late=late, everything=everything, who=who)
        return (due for due in self._dues(unit, a_day(on), routine) if wanted(due.obligation))

    def _dues(
        self, unit: UnitId, on: dt.date, routine: Callable[[UnitId, dt.date], Routine] | None
    ) -> Iterator[Due]:
        routine_on = partial(routine or self.host.routine, unit)
        visited = FirstVisits(self.host, unit, on)
        related = relations_at(self.host, on)
        sight = self._sight()
        for key in self.host.storage.cases(unit=unit):
            if not self._may_view(key):
                continue
            case = self.host.storage.read(key)
            found = obligations(
                case,
                on=on,
                routine=routine_on,
                first_visit=visited.of(key.client),
                related=related(key.client),
            )
            if found:
                client = sight.client(key.client, unit)
                contacts = {each.contact for each in found}
                names = {staff: self._contact_name(sight, staff, unit, on) for staff in contacts}
                for each in found:
                    yield Due(each, client, names[each.contact], _changed(case), case.version)
        for each in unit_obligations(unit, on=on, routine=routine_on):
            yield Due(each)

    def _contact_name(self, sight: Sight, staff: StaffId | None, unit: UnitId, on: dt.date) -> str:
        member = None if staff is None else sight.host.people.staff(staff, on=on)
        return sight.staff(member, unit).name if member else ""


@attrs.define
class FirstVisits:
    """
    The first visits to the clients of a unit (*första besöken*), up to a day: read once, and only
    if a limit counts from them.
    """

    host: Host
    unit: UnitId
    on: dt.date
    _days: dict[ClientId, set[dt.date]] | None = None

    def of(self, client: ClientId) -> FirstVisit:
        """
        The first day in a stay on which the client was visited, or None.
        """

        def first_visit(stay: Period) -> dt.date | None:
            days = self._visited().get(client, set())
            return min((day for day in days if day in stay), default=None)

        return first_visit

    def _visited(self) -> dict[ClientId, set[dt.date]]:
        if self._days is None:
            days: defaultdict[ClientId, set[dt.date]] = defaultdict(set)
            until = Period(dt.date.min, day_after(self.on))
            for port in self.host.visits:
                for visit in port.visits(until, units=frozenset({self.unit})):
                    if visit.performed and visit.starts is not None:
                        days[visit.client].add(day_of(visit.starts))
            self._days = dict(days)
        return self._days


def relations_at(host: Host, on: dt.date) -> Callable[[ClientId], Related]:
    """
    Who stands in a relation to each client on the day (*närstående*), where the people port keeps
    that: asked once for a client, and only where somebody is to be told.
    """
    people = host.people
    if not isinstance(people, Relations):
        return lambda _: nobody_knows

    def of(client: ClientId) -> Related:
        everybody = cache(partial(people.relations, client, on=on))

        def related(party: Party) -> tuple[str, ...] | None:
            if party is Party.CARE_HOME:
                return None
            return tuple(each.id for each in everybody() if each.party is party)

        return related

    return of


def against(host: Host, case: Case, command: RecordDone) -> Iterator[Reason]:
    """
    What the unit's routine has against something being registered as done (*hinder för utfört*).
    """
    unit, client = case.key.unit, case.key.client
    return against_done(
        case,
        command,
        routine=partial(host.routine, unit),
        first_visit=FirstVisits(host, unit, command.on).of(client),
        related=relations_at(host, command.on)(client),
    )


def wordings(host: Host, unit: UnitId, events: tuple[Event, ...]) -> Mapping[str, Wording]:
    """
    What the routine calls the things that were done (*rutinens ord*), as notes say it.
    """
    found = {}
    for event in events:
        if isinstance(event, DoneRecorded):
            kind = host.routine(unit, event.on).obligation(event.kind)
            if kind is not None:
                items = {each.item: in_words(each.title, Language.SV) for each in kind.checklist}
                found[event.kind] = Wording(in_words(kind.title, Language.SV), items, kind.note)
    return found


def _known_responsible(
    host: Host, who: Responsible | StaffId, on: dt.date, version: Routine
) -> None:
    """
    Nothing to do would be a wrong answer for somebody who is not there (*okänd ansvarig*).
    """
    own = (each for kind in version.obligations for each in kind.who)
    words = tuple(dict.fromkeys((*USUALLY_RESPONSIBLE, *own)))
    if who not in words and host.people.staff(who, on=on) is None:
        raise UnknownId("unknown_responsible", got=who, expected=words)


def _wanted(
    obligation: Obligation, *, late: bool, everything: bool, who: Responsible | StaffId | None
) -> bool:
    if late and obligation.state is not ObligationState.LATE:
        return False
    if not everything and obligation.state not in OPEN:
        return False
    if who is None or who in obligation.who:
        return True
    return "contact" in obligation.who and obligation.contact == who


def _changed(case: Case) -> Instant:
    return case.registrations[-1].recorded_at

"""
The search: who has an answer on a day, whose contact changed; counts first, names on request.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework._at_desk import Gate, Listing, NamedClient, Sight, a_day, known_unit, past
from fastomsorg.casework._host import Host
from fastomsorg.decisions import Reason, names_by_answer
from fastomsorg.history import Life
from fastomsorg.hooks import CountablePeople, CountsWithoutCases, Engine
from fastomsorg.law import rules_on
from fastomsorg.statistics import (
    StaffRow,
    StatusCounts,
    case_rows,
    changed_contacts,
    counts_of,
    counts_of_rows,
    status_distribution,
)
from fastomsorg.terms import (
    CaseKey,
    Instant,
    Malformed,
    NotAuthorised,
    Permission,
    StaffId,
    Status,
    UnitId,
)

from ._over_ports import OverPorts
from ._reading_ports import ages_on
from ._views import FoundStaff, Search


@attrs.frozen
class Asked:
    """
    What is searched, and for whom (*sökning*): the permitted units, the day, as far as was known.
    """

    host: Host
    gate: Gate
    units: tuple[UnitId, ...]
    on: dt.date
    known: Instant | None
    listing: Listing | None
    remarks: tuple[Reason, ...]
    engine: Engine | None = None

    @property
    def engine_name(self) -> str:
        """
        What counted (*beräkningsmotor*).
        """
        return "python" if self.engine is None else self.engine.name

    def lives(self) -> Iterator[tuple[CaseKey, Life]]:
        """
        The lives at the units, one at a time: from the read model, or as far as was known.
        """
        return (life for unit in self.units for life in lives_at(self, unit))


def asked(
    host: Host,
    gate: Gate,
    units: Sequence[UnitId],
    on: dt.date,
    known: Instant | None,
    *,
    names: bool,
    engine: Engine | None = None,
) -> Asked:
    """
    The search if it may be made (*behörig sökning*); a denial is logged and raised.
    """
    if known is not None and engine is not None:
        raise Malformed("engine_knows_no_past", engine=engine.name)
    action = "search_names" if names else "search"
    at = permitted_units(host, gate, units, action)
    remarks = _lawful(host, gate, at) if names else ()
    gate.record(*(gate.access(Permission.SEARCH, action, unit, None) for unit in at))
    listing = Listing(gate, Sight(host, gate)) if names else None
    return Asked(host, gate, at, a_day(on), past(host, known), listing, remarks, engine)


def search_status(asked: Asked, status: Status) -> Search:
    """
    Everybody with the answer on the day (*sök på status*), by age and, for a yes, by contact.

    In which cases is looked at only where names are asked for.
    """
    if asked.listing is None:
        return _answer(asked, counts_at(asked, status, frozenset(asked.units)), None, {})
    cases: list[CaseKey] = []
    lives = _with_answer(asked.lives(), status, asked.on, cases)
    if asked.engine is None:
        ages = ages_on(asked.host.people, asked.on)
        found = status_distribution(lives, status=status, on=asked.on, age_of=ages)
    else:
        found = asked.engine.distribution(status, asked.on, units=frozenset(asked.units))
        deque(lives, maxlen=0)
    of_staff = {each.staff: (*each.primary, *each.deputy) for each in found.staff}
    return _answer(asked, counts_of(found), asked.listing.named(cases), of_staff)


def counts_at(asked: Asked, status: Status, units: frozenset[UnitId]) -> StatusCounts:
    """
    How many have the answer at some of the units (*antal med status*).
    """
    if asked.known is not None:
        lives = (life for unit in sorted(units) for life in lives_at(asked, unit))
        rows, ages = case_rows(lives, asked.on), ages_on(asked.host.people, asked.on)
        return counts_of_rows(rows, status=status, on=asked.on, age_of=ages)
    engine = asked.engine or OverPorts(asked.host)
    if isinstance(engine, CountsWithoutCases):
        return engine.status_counts(status, asked.on, units=units)
    return counts_of(engine.distribution(status, asked.on, units=units))


def _answer(
    asked: Asked,
    found: StatusCounts,
    clients: tuple[NamedClient, ...] | None,
    of_staff: Mapping[StaffId, Sequence[CaseKey]],
) -> Search:
    return Search(
        on=asked.on,
        units=asked.units,
        count=found.count,
        clients=clients,
        staff=tuple(_staff(asked, found.staff, of_staff)),
        remarks=asked.remarks,
        engine=asked.engine_name,
    )


def search_changed(asked: Asked) -> Search:
    """
    Everybody whose primary was succeeded during the last year (*har bytt kontakt*), by age.
    """
    if asked.engine is None:
        found = changed_contacts(
            asked.lives(), on=asked.on, age_of=ages_on(asked.host.people, asked.on)
        )
    else:
        found = asked.engine.changed(asked.on, units=frozenset(asked.units))
    return Search(
        on=asked.on,
        units=asked.units,
        count=found.count,
        clients=_named(asked, (succession.case for succession in found.successions)),
        staff=(),
        remarks=asked.remarks,
        engine=asked.engine_name,
    )


def lives_at(asked: Asked, unit: UnitId) -> Iterator[tuple[CaseKey, Life]]:
    """
    The lives at one of the units.
    """
    storage = asked.host.storage
    if asked.known is None:
        yield from storage.lives(unit=unit, on=asked.on)
    else:
        for key in storage.cases(unit=unit):
            yield key, storage.read(key).as_known(asked.known).life


def permitted_units(
    host: Host, gate: Gate, units: Sequence[UnitId], action: str
) -> tuple[UnitId, ...]:
    """
    The units to search: those asked for, each of which must be permitted, or all within reach.
    """
    reach = gate.reach(Permission.SEARCH)
    existing = (unit.id for unit in host.people.units())
    at = tuple(dict.fromkeys(units)) or tuple(unit for unit in existing if unit in reach)
    if not at:
        gate.deny(Permission.SEARCH, action)
    for unit in at:
        gate.check(Permission.SEARCH, action, unit=unit)
        known_unit(host, unit)
    return at


def _lawful(host: Host, gate: Gate, units: tuple[UnitId, ...]) -> tuple[Reason, ...]:
    """
    May people be searched by their answer here? By the law and the local rules of today.
    """
    today = host.today()
    remarks: dict[str, Reason] = {}
    for unit in units:
        local = host.local(unit, today)
        for reason in names_by_answer(gate.purpose, rules=rules_on(today), local=local):
            if reason.blocks:
                gate.log_denied(Permission.SEARCH, "search_names", unit=unit)
                raise NotAuthorised(
                    "names_not_searched",
                    unit=unit,
                    operator=local.operator.value,
                    purpose=gate.purpose.value,
                    sections=tuple(map(str, reason.basis)),
                )
            remarks.setdefault(reason.code, reason)
    return tuple(remarks.values())


def _with_answer(
    lives: Iterable[tuple[CaseKey, Life]], status: Status, on: dt.date, cases: list[CaseKey]
) -> Iterator[tuple[CaseKey, Life]]:
    """
    The lives with the answer on the day, whose cases are added to *cases* as they come.
    """
    for key, life in lives:
        spell = life.on(on)
        if spell is not None and spell.status is status:
            cases.append(key)
            yield key, life


def _named(asked: Asked, cases: Iterable[CaseKey]) -> tuple[NamedClient, ...] | None:
    return None if asked.listing is None else asked.listing.named(cases)


def _staff(
    asked: Asked, counted: Sequence[StaffRow], of_staff: Mapping[StaffId, Sequence[CaseKey]]
) -> Iterator[FoundStaff]:
    """
    One line for each of the staff, with the clients only where names are asked for.
    """
    held = {id: tuple(rows) for id, rows in groupby(counted, key=itemgetter(0))}
    members = _members(asked.host, tuple(held), asked.on)
    listing = asked.listing
    sight = listing.sight if listing else Sight(asked.host, asked.gate)
    for id, rows in held.items():
        member = members.get(id)
        yield FoundStaff(
            id=id,
            name=sight.staff(member, *(unit for _, unit, _, _ in rows)).name if member else "",
            primary=sum(primary for *_, primary, _ in rows),
            deputy=sum(deputy for *_, deputy in rows),
            clients=None if listing is None else listing.of_cases(of_staff[id]),
        )


def _members(host: Host, ids: Sequence[StaffId], on: dt.date) -> Mapping[StaffId, StaffMember]:
    """
    Those who exist among the ids, for their names.
    """
    if isinstance(host.people, CountablePeople):
        return {member.id: member for member in host.people.staff_among(ids, on=on)}
    return host.staff_on(ids, on)

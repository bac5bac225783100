"""
The search: who has an answer on a day, whose contact changed; counts first, names on request.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.decisions import Reason, names_by_answer
from fastomsorg.history import Life
from fastomsorg.hooks import CountablePeople, Engine
from fastomsorg.law import rules_on
from fastomsorg.statistics import (
    StaffCases,
    changed_contacts,
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

from ._gate import Gate
from ._host import Host
from ._listing import Listing
from ._named_client import NamedClient
from ._over_ports import OverPorts
from ._reading_ports import ages_on
from ._search_views import FoundStaff, Search
from ._seeing import a_day, known_unit, past
from ._sight import Sight


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
    """
    on = asked.on
    cases: list[CaseKey] = []
    lives = _with_answer(asked.lives(), status, on, cases)
    counts_here = asked.known is None and asked.listing is None
    engine = asked.engine or (OverPorts(asked.host) if counts_here else None)
    if engine is None:
        found = status_distribution(
            lives, status=status, on=on, age_of=ages_on(asked.host.people, on)
        )
    else:
        found = engine.distribution(status, on, units=frozenset(asked.units))
        deque(lives if asked.listing else (), maxlen=0)
    clients = _named(asked, cases)
    return Search(
        on=on,
        units=asked.units,
        count=found.count,
        clients=clients,
        staff=tuple(_staff(asked, found.staff)),
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


def _staff(asked: Asked, staff: Sequence[StaffCases]) -> Iterator[FoundStaff]:
    members = _members(asked.host, [held.staff for held in staff], asked.on)
    sight = asked.listing.sight if asked.listing else Sight(asked.host, asked.gate)
    for held in staff:
        keys = (*held.primary, *held.deputy)
        units = tuple(dict.fromkeys(key.unit for key in keys))
        member = members.get(held.staff)
        yield FoundStaff(
            id=held.staff,
            name=sight.staff(member, *units).name if member else "",
            primary=len(held.primary),
            deputy=len(held.deputy),
            clients=None if asked.listing is None else asked.listing.of_cases(keys),
        )


def _members(host: Host, ids: Sequence[StaffId], on: dt.date) -> Mapping[StaffId, StaffMember]:
    """
    Those who exist among the ids, for their names.
    """
    if isinstance(host.people, CountablePeople):
        return {member.id: member for member in host.people.staff_among(ids, on=on)}
    return host.staff_on(ids, on)

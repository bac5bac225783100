"""
What is known of each who could be contact for a client: the facts that points are given for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.casework._host import Host
from fastomsorg.casework._registering import absent_on, carried_at, further_at
from fastomsorg.decisions import Given, Reason, blocking, judged, over_limit, warning
from fastomsorg.history import Case, ChangeWished, Spell
from fastomsorg.routine import Facts, Room
from fastomsorg.terms import ClientId, Period, Role, StaffId, UnitId

LATELY = dt.timedelta(weeks=8)
"""How far back visits are looked at, to see who meets a client already."""


@attrs.frozen
class AskedFor:
    """
    What is asked for beyond the rules (*önskemål*): delegations and languages somebody must have,
    and the team that the client's home belongs to.
    """

    delegations: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    team: str = ""


NOTHING_ASKED = AskedFor()


@attrs.frozen
class Weighing:
    """
    A unit on a day (*enheten en dag*): its staff, what each carries, who met whom lately.
    """

    unit: UnitId
    on: dt.date
    staff: Mapping[StaffId, StaffMember]
    given: Given
    met: Mapping[ClientId, Counter[StaffId]]
    visits: Counter[ClientId]

    @classmethod
    def at(cls, host: Host, unit: UnitId, on: dt.date) -> Weighing:
        away = absent_on(host, on)
        staff = {
            member.id: attrs.evolve(member, available=False) if member.id in away else member
            for member in host.people.staff_of(unit, on=on)
        }
        met: defaultdict[ClientId, Counter[StaffId]] = defaultdict(Counter)
        visits: Counter[ClientId] = Counter()
        for port in host.visits:
            for visit in port.visits(Period(on - LATELY, on), units=frozenset({unit})):
                if visit.performed and visit.staff:
                    visits[visit.client] += 1
                    met[visit.client].update(set(visit.staff))
        given = Given(
            today=host.today(),
            staff={(id, on): member for id, member in staff.items()},
            local=host.local,
            carried=carried_at(host),
            further=further_at(host),
        )
        return cls(unit, on, staff, given, met, visits)

    def carried(self, staff: StaffId, role: Role) -> Fraction:
        clients = self.given.carried(staff, role, self.unit, self.on)
        return sum(clients.values(), Fraction())

    def most(self) -> Fraction:
        """
        For how many somebody may be primary; where no limit is set, as many as anybody is.
        """
        load = self.given.local(self.unit, self.on).load
        limit = load.limit(Role.PRIMARY).most if load else None
        if limit is not None:
            return Fraction(limit)
        return max((self.carried(id, Role.PRIMARY) for id in self.staff), default=Fraction())

    def room(self, staff: StaffId, heaviest: Fraction) -> Room:
        """
        For how many more there is room, were each as heavy as the heaviest (*utrymme*).
        """
        return Room(*(self._left(staff, role, heaviest) for role in (Role.PRIMARY, Role.DEPUTY)))

    def room_of(self, staff: StaffId, role: Role) -> Room:
        """
        For how many more somebody can hold one kind of seat, each weighing as most clients do.
        """
        return Room(self._left(staff, role, Fraction(1)))

    def _left(self, staff: StaffId, role: Role, heaviest: Fraction) -> int | None:
        load = self.given.local(self.unit, self.on).load
        most = load.limit(role).most if load else None
        return None if most is None else max(0, int((most - self.carried(staff, role)) / heaviest))

    def obstacles(self, member: StaffMember, role: Role, case: Case) -> tuple[Reason, ...]:
        """
        What the rules, the routine and the host have against somebody in the seat.
        """
        return judged(
            member.id,
            role,
            self.unit,
            self.on,
            self.given,
            client=case.key.client,
            services=case.services_on(self.on),
        ).reasons


def facts_of(
    weighing: Weighing, case: Case, role: Role, asked: AskedFor = NOTHING_ASKED
) -> Iterator[Facts]:
    """
    What speaks for and against each at the unit (*underlag*), but whoever holds the seat already.
    """
    spell = case.life.on(weighing.on)
    holding = spell.holder(role) if spell else None
    wished = wished_for(case, spell)
    client = case.key.client
    team = asked.team or _own_team(weighing, client, spell)
    most = weighing.most()
    for member in weighing.staff.values():
        if holding is not None and holding.staff == member.id:
            continue
        yield Facts(
            staff=member.id,
            reasons=(
                *weighing.obstacles(member, role, case),
                *_too_many(weighing, member, role, case),
                *_lacking(member, asked, weighing.on),
            ),
            wished=member.id == wished,
            visits=weighing.met[client][member.id] if client in weighing.met else 0,
            of_visits=weighing.visits[client],
            same_team=bool(team) and member.team == team,
            clients=weighing.carried(member.id, Role.PRIMARY),
            most=most,
        )


def wished_for(case: Case, spell: Spell | None) -> StaffId | None:
    """
    Whom the client has wished for, the last time it was said within the stay (*önskad kontakt*).
    """
    said = [
        event
        for registration in case.standing
        for event in registration.events
        if isinstance(event, ChangeWished) and spell is not None and event.on in spell.stay
    ]
    return max(said, key=lambda event: event.on).wished if said else None


def _own_team(weighing: Weighing, client: ClientId, spell: Spell | None) -> str:
    """
    The team of whoever is contact now, else of whoever the client meets the most.
    """
    holders = [spell.holder(role) for role in (Role.PRIMARY, Role.DEPUTY)] if spell else []
    for holding in holders:
        member = weighing.staff.get(holding.staff) if holding else None
        if member is not None and member.team:
            return member.team
    met: Counter[str] = Counter()
    for id, visits in weighing.met.get(client, Counter()).items():
        met[weighing.staff[id].team if id in weighing.staff else ""] += visits
    met.pop("", None)
    return min(met, key=lambda team: (-met[team], team), default="")


def _too_many(weighing: Weighing, member: StaffMember, role: Role, case: Case) -> Iterator[Reason]:
    on, services = weighing.on, case.services_on(weighing.on)
    yield from over_limit(member.id, role, case.key, on, services, weighing.given)


def _lacking(member: StaffMember, asked: AskedFor, on: dt.date) -> Iterator[Reason]:
    """
    What somebody lacks of what was asked for; another team is only a remark.
    """
    if lacking := asked.delegations - member.delegations:
        delegations = tuple(sorted(lacking))
        yield blocking("delegation_asked", staff=member.id, day=on, delegations=delegations)
    if unspoken := asked.languages - member.languages:
        languages = tuple(sorted(unspoken))
        yield blocking("language_asked", staff=member.id, day=on, languages=languages)
    if asked.team and member.team != asked.team:
        yield warning("team_asked", staff=member.id, day=on, team=asked.team)

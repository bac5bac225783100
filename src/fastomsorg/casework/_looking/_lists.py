"""
The lists of a unit: who is not handled yet, who may be chosen.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from fastomsorg.care import StaffMember
from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.decisions import Given, Reason, judged, title_of, unhandled, warning
from fastomsorg.law import rules_on
from fastomsorg.terms import CaseKey, Role, StaffId, Status, UnitId

from ._views import Candidate, UnhandledClient


def unhandled_clients(
    host: Host,
    unit: UnitId,
    on: dt.date,
    sight: Sight,
    may_view: Callable[[CaseKey], bool],
) -> Iterator[UnhandledClient]:
    """
    The clients of the unit that nobody has handled on the day (*startsidan*), with the reasons.

    A client who is handled but whose deputy should be looked at comes along, with warnings only.
    """
    members = {member.id: member for member in host.people.staff_of(unit, on=on)}
    for key, life in host.storage.lives(unit=unit, on=on):
        spell = life.on(on)
        if spell is None:
            continue
        held = {holding.staff for role in Role if (holding := spell.holder(role))}
        _fill(members, held, host, on)
        given = Given(
            today=host.today(),
            staff={(id, on): member for id, member in members.items() if id in held},
            local=host.local,
        )
        why = unhandled(spell, unit, on, given)
        if why and may_view(key):
            why = (*why, *_proposed(host, key, spell.status, on))
            yield UnhandledClient(sight.client(key.client, unit), spell.status, why)


def _proposed(host: Host, key: CaseKey, status: Status, on: dt.date) -> Iterator[Reason]:
    """
    Who is to be proposed to somebody that has not said yes, to be known beside why they wait.
    """
    proposed = None if status is Status.ACCEPTED else host.storage.read(key).proposed_on(on)
    if proposed is not None:
        yield warning("contact_proposed", staff=proposed.staff, day=proposed.period.start)


def _fill(members: dict[StaffId, StaffMember], held: set[StaffId], host: Host, on: dt.date) -> None:
    members.update(host.staff_on(held - members.keys(), on))


def candidates(host: Host, sight: Sight, unit: UnitId, on: dt.date) -> Iterator[Candidate]:
    """
    Everybody at the unit on the day (*valbar personal*), and what stands in the way of each.
    """
    rules = rules_on(on)
    for member in host.people.staff_of(unit, on=on):
        given = Given(today=host.today(), staff={(member.id, on): member}, local=host.local)
        found = judged(member.id, Role.PRIMARY, unit, on, given)
        answer = title_of(member, on=on, rules=rules)
        yield Candidate(sight.staff(member, unit), answer, found.reasons)

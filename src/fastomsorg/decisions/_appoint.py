"""
May these contacts be appointed, replaced or ended?
"""

from collections.abc import Iterator

from fastomsorg.commands import AppointContactPerson, AppointContacts, EndContact
from fastomsorg.history import Case, ContactChanged
from fastomsorg.terms import Role, Status, day_after

from ._given import Given
from ._persons import CARE_CONTACT
from ._reason import Reason, blocking, warning
from ._seats import Seats, reason_given, seated
from ._verdict import Proposal
from ._whether_known import known, within_stay


def appointment(case: Case, command: AppointContacts, given: Given) -> Proposal:
    """
    Appoint or replace contacts of a client who has accepted (*utse*, *byta*).

    Another primary than the one who holds the seat needs a reason. A deputy who becomes primary
    leaves an empty seat.
    """
    reasons = [*known(case.key, given), *within_stay(case, command.on)]
    spell = case.life.on(command.on)
    seats = Seats(
        case.key,
        command.on,
        command.primary,
        command.deputy,
        before=spell,
        reason=command.reason,
        text=command.text,
        services=case.services_on(command.on),
    )
    changes, obstacles = seated(seats, given)
    reasons.extend(obstacles)
    if spell is not None and spell.status is not Status.ACCEPTED:
        reasons.append(blocking("not_accepted", day=command.on, status=spell.status.value))
    if seats.nothing_new:
        reasons.append(blocking("nothing_changed"))
    reasons.extend(_deputy_wanted(seats, given))
    return Proposal.of(case.key, changes, reasons)


def _deputy_wanted(seats: Seats, given: Given) -> Iterator[Reason]:
    local = given.local(seats.case.unit, seats.on)
    if local.deputy_required and seats.deputy_after is None:
        yield blocking("deputy_missing", basis=local.basis_of("deputy_required"))


def ending(case: Case, command: EndContact, given: Given) -> Proposal:
    """
    Let seats fall empty after the last day (*avsluta kontakt*): accepted, contact to follow.
    """
    reasons = [*known(case.key, given), *within_stay(case, command.last_day)]
    after = day_after(command.last_day)
    held = {role: case.life.holder_on(command.last_day, role) for role in command.roles}
    left = {role: case.life.holder_on(after, role) for role, staff in held.items() if staff}
    for role, staff in sorted(held.items()):
        if staff is None:
            reasons.append(blocking("seat_empty", role=role.value, day=command.last_day))
        elif role in CARE_CONTACT:
            reasons.extend(reason_given(command.reason, command.text, staff=staff))
    if not held or (any(held.values()) and not any(left.values())):
        reasons.append(blocking("nothing_changed"))
    if held.get(Role.PRIMARY) is not None:
        reasons.append(warning("becomes_vacant", day=after))
    events = [
        ContactChanged(after, role, None, command.reason, command.text) for role in sorted(held)
    ]
    return Proposal.of(case.key, events, reasons)


def contact_person(case: Case, command: AppointContactPerson, given: Given) -> Proposal:
    """
    Appoint a contact person where there is no care contact (*utse kontaktman*); no title needed.
    """
    reasons = [*known(case.key, given), *within_stay(case, command.on)]
    spell = case.life.on(command.on)
    seats = Seats(
        case.key,
        command.on,
        command.person,
        command.deputy,
        before=spell,
        roles=(Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON),
        services=case.services_on(command.on),
    )
    changes, obstacles = seated(seats, given)
    reasons.extend(obstacles)
    if spell is not None and spell.primary is not None:
        reasons.append(blocking("primary_holds_seat", staff=spell.primary.staff, day=command.on))
    if seats.nothing_new:
        reasons.append(blocking("nothing_changed"))
    return Proposal.of(case.key, changes, reasons)

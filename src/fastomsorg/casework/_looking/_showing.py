"""
The client's tab: what is on a day at each unit, who registered it, who has been told.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import attrs

from fastomsorg.care import StaffMember, Unit
from fastomsorg.casework._at_desk import Sight
from fastomsorg.casework._host import Host
from fastomsorg.history import (
    Case,
    ContactChanged,
    Registration,
    Spell,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.journal import NoticeKind, cards_of, kind_of, plan_lines_of
from fastomsorg.terms import CaseKey, Instant, Role, StaffId, UnitId

from ._views import CaseTab, ProposedContact, Stamp, UnitContacts

UNTOLD = frozenset({DeliveryState.PENDING, DeliveryState.PARKED})


def unit_named(host: Host, id: UnitId) -> Unit:
    """
    The unit, or one with its id alone where the people's register does not know it.
    """
    return host.people.unit(id) or Unit(id, id)


def contacts_at(
    host: Host, sight: Sight, key: CaseKey, on: dt.date, *, known: Instant | None = None
) -> UnitContacts:
    """
    Who is contact at the unit on the day, as the people's register had them and the actor may see
    them.
    """
    case = host.storage.read(key).as_known(known)
    spell = case.life.on(on)
    people = sight.people(_holders(host, spell, on, known), key.unit)
    return UnitContacts(unit_named(host, key.unit), cards_of(spell, people))


def case_tab(
    host: Host, sight: Sight, key: CaseKey, on: dt.date, *, known: Instant | None = None
) -> CaseTab:
    """
    The tab of one case on the day, as far as was known, as the actor may see it.
    """
    case = host.storage.read(key).as_known(known)
    spell = case.life.on(on)
    people = sight.people(_holders(host, spell, on, known), key.unit)
    created, changed = (_as_seen(stamp, sight, key.unit) for stamp in _stamps(case, on))
    known_then = {registration.id for registration in case.registrations}
    deliveries = tuple(
        delivery
        for delivery in host.storage.deliveries(key)
        if delivery.notice.registration in known_then
    )
    return CaseTab(
        unit=unit_named(host, key.unit),
        ongoing=spell is not None,
        status=spell.status if spell else None,
        contacts=cards_of(spell, people),
        created=created,
        changed=changed,
        note_written=_note_written(host, case, deliveries),
        plan_updated=_told(NoticeKind.PLAN, deliveries),
        plan_lines=plan_lines_of(spell, people),
        remarks=tuple(dict.fromkeys(_remarks(case.standing))),
        proposed=_proposed(host, sight, case, on, known),
    )


def _proposed(
    host: Host, sight: Sight, case: Case, on: dt.date, known: Instant | None
) -> ProposedContact | None:
    """
    Who is to be proposed on the day: no contact, and so on no card.
    """
    proposed = case.proposed_on(on)
    if proposed is None:
        return None
    since = proposed.period.start
    members = host.staff_on([proposed.staff], on, known=known)
    member = sight.people(members, case.key.unit).get(proposed.staff)
    if member is None:
        return ProposedContact(proposed.staff, since)
    return ProposedContact(member.id, since, member.name, member.title, member.phone, member.email)


def _holders(
    host: Host, spell: Spell | None, on: dt.date, known: Instant | None
) -> Mapping[StaffId, StaffMember]:
    """
    Whoever holds a seat, as the people's register had them.
    """
    held = (spell.holder(role) for role in Role) if spell else ()
    return host.staff_on((holding.staff for holding in held if holding), on, known=known)


def _stamps(case: Case, on: dt.date) -> tuple[Stamp | None, Stamp | None]:
    """
    The first and the latest registration that made the day what it is, within the stay.
    """
    spell = case.life.on(on)
    if spell is None:
        return None, None
    made = [
        registration
        for registration in case.standing
        if any(
            isinstance(event, StatusRecorded | ContactChanged)
            and spell.stay.start <= event.on <= on
            for event in registration.events
        )
    ]
    if not made:
        return None, None
    return _stamp(made[0]), _stamp(made[-1]) if len(made) > 1 else None


def _stamp(registration: Registration) -> Stamp:
    taken_over = _taken_over(registration)
    actor = registration.actor
    if taken_over is None:
        return Stamp(registration.id, actor.id, actor.name, registration.recorded_at)
    at = taken_over.recorded_at or registration.recorded_at
    return Stamp(registration.id, taken_over.by or actor.id, taken_over.by, at)


def _as_seen(stamp: Stamp | None, sight: Sight, unit: UnitId) -> Stamp | None:
    if stamp is None or not sight.hides_staff(stamp.by, unit):
        return stamp
    return attrs.evolve(stamp, name="")


def _taken_over(registration: Registration) -> TakenOver | None:
    found = (event for event in registration.events if isinstance(event, TakenOver))
    return next(found, None)


def _remarks(registrations: Iterable[Registration]) -> Iterator[str]:
    for registration in registrations:
        taken_over = _taken_over(registration)
        yield from taken_over.remarks if taken_over else ()


def _note_written(host: Host, case: Case, deliveries: tuple[Delivery, ...]) -> bool:
    """
    Is there a note, and has every journal that was to get one got it?
    """
    key = case.key
    standing = {registration.id for registration in case.standing}
    notes = host.storage.notes(client=key.client, unit=key.unit)
    if not any(note.registration in standing for note in notes):
        return False
    return not any(
        kind_of(delivery.notice) is NoticeKind.JOURNAL and delivery.state in UNTOLD
        for delivery in deliveries
    )


def _told(kind: NoticeKind, deliveries: tuple[Delivery, ...]) -> bool:
    """
    Has everything of the kind that is not waiting for its day been told?
    """
    states = {
        delivery.state
        for delivery in deliveries
        if kind_of(delivery.notice) is kind
        and not (delivery.state is DeliveryState.PENDING and delivery.not_before is not None)
    }
    return DeliveryState.DELIVERED in states and states.isdisjoint(UNTOLD)

"""
Who sits where after a command: the wishes for two seats, judged together.
"""

import datetime as dt
from collections.abc import Iterator

import attrs

from fastomsorg.history import ContactChanged, Spell
from fastomsorg.terms import KEEP, CaseKey, ChangeReason, Keep, Role, Service, StaffId

from ._demanded import in_one_team
from ._given import Given
from ._over_limit import over_limit
from ._persons import CARE_CONTACT, Judged, judged
from ._reason import Reason, blocking


@attrs.frozen
class Seats:
    """
    What is asked of two seats (*platser*): a first one and its deputy, from a day.

    KEEP says nothing of a seat, None empties it. *services* is what the client has been granted.
    """

    case: CaseKey
    on: dt.date
    first: StaffId | None | Keep
    deputy: StaffId | None | Keep
    before: Spell | None
    roles: tuple[Role, Role] = CARE_CONTACT
    reason: ChangeReason | None = None
    text: str = ""
    services: frozenset[Service] = frozenset()

    def held(self, role: Role) -> StaffId | None:
        """
        Who holds the seat on the day, as it stands.
        """
        holding = self.before.holder(role) if self.before else None
        return holding.staff if holding else None

    @property
    def asked(self) -> tuple[tuple[Role, StaffId | None], ...]:
        """
        The seats that something is said of.
        """
        wishes = zip(self.roles, (self.first, self.deputy), strict=True)
        return tuple((role, staff) for role, staff in wishes if not isinstance(staff, Keep))

    @property
    def first_after(self) -> StaffId | None:
        return self.held(self.roles[0]) if self.first is KEEP else self.first

    @property
    def deputy_after(self) -> StaffId | None:
        deputy = self.held(self.roles[1]) if self.deputy is KEEP else self.deputy
        return None if deputy == self.first_after else deputy

    @property
    def nothing_new(self) -> bool:
        return all(self.held(role) == staff for role, staff in self.asked)


def seated(seats: Seats, given: Given) -> tuple[tuple[ContactChanged, ...], tuple[Reason, ...]]:
    """
    The seat changes, and what stands in their way.

    Only somebody newly put in a seat is judged; what entitles them is frozen into the event.
    """
    reasons = [*_obstacles_together(seats), *_other_teams(seats, given)]
    events = []
    for role, staff in seats.asked:
        found = _judged(seats, role, staff, given)
        if staff != seats.held(role):
            reasons.extend(found.reasons)
            reasons.extend(_too_many(seats, role, staff, given))
        events.append(
            ContactChanged(
                on=seats.on,
                role=role,
                staff=staff,
                reason=seats.reason,
                text=seats.text,
                entitlement=found.entitlement,
            )
        )
    return tuple(events), tuple(reasons)


def _judged(seats: Seats, role: Role, staff: StaffId | None, given: Given) -> Judged:
    if staff is None:
        return Judged(())
    key = seats.case
    return judged(
        staff, role, key.unit, seats.on, given, client=key.client, services=seats.services
    )


def _too_many(seats: Seats, role: Role, staff: StaffId | None, given: Given) -> Iterator[Reason]:
    if staff is not None:
        yield from over_limit(staff, role, seats.case, seats.on, seats.services, given)


def _other_teams(seats: Seats, given: Given) -> Iterator[Reason]:
    """
    Two who have sat together since before are left in peace.
    """
    first, deputy = seats.first_after, seats.deputy_after
    if seats.roles != CARE_CONTACT or first is None or deputy is None or seats.nothing_new:
        return
    local = given.local(seats.case.unit, seats.on)
    members = [given.staff.get((staff, seats.on)) for staff in (first, deputy)]
    yield from in_one_team(members[0], members[1], seats.on, local)


def _obstacles_together(seats: Seats) -> Iterator[Reason]:
    held = seats.held(seats.roles[0])
    if held is not None and seats.first_after != held and seats.roles == CARE_CONTACT:
        yield from reason_given(seats.reason, seats.text, staff=held)
    if seats.deputy is KEEP or seats.deputy is None:
        return
    if seats.first_after is None and seats.deputy != seats.held(seats.roles[1]):
        yield blocking("deputy_without_primary", staff=seats.deputy, day=seats.on)
    elif seats.deputy == seats.first_after:
        yield blocking("same_person_in_both_seats", staff=seats.deputy, day=seats.on)


def reason_given(reason: ChangeReason | None, text: str, *, staff: StaffId) -> Iterator[Reason]:
    """
    Is it said why *staff* leaves the seat? *other* needs words of its own.
    """
    if reason is None:
        yield blocking("reason_missing", staff=staff)
    elif reason is ChangeReason.OTHER and not text.strip():
        yield blocking("reason_text_missing", staff=staff)

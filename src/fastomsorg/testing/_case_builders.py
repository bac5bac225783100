"""
Events, registrations and what is stored with them, for tests.

A request and the registration it gives are known by a number: `request(3)`.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from fastomsorg.history import (
    Case,
    ContactChanged,
    EnactmentStarted,
    Event,
    LastDaySet,
    Registration,
    RegistrationAnnulled,
    StatusRecorded,
)
from fastomsorg.hooks import Access, Draft, Outgoing, Posting
from fastomsorg.terms import (
    Act,
    CaseKey,
    EnactmentId,
    Instant,
    Purpose,
    RegistrationId,
    Role,
    Service,
    Setting,
    StaffId,
    Status,
)

from ._people_builders import an_actor

CASE = CaseKey("6016254", "north")
FIRST_INSTANT = dt.datetime(2024, 1, 1, 8, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2024, 1, 1)
PERSONAL_CARE = frozenset({Service.PERSONAL_CARE})


def request(number: int) -> RegistrationId:
    """
    The id of the request with this number.
    """
    return UUID(int=number)


def started(
    on: dt.date,
    last_day: dt.date | None = None,
    *,
    enactment: EnactmentId = "e1",
    setting: Setting = Setting.HOME_CARE,
    act: Act = Act.SOL,
    services: frozenset[Service] = PERSONAL_CARE,
    counts: bool = True,
) -> EnactmentStarted:
    """
    Home care under SoL begins (*verkställighet påbörjad*).
    """
    return EnactmentStarted(
        on=on,
        enactment=enactment,
        setting=setting,
        act=act,
        services=services,
        counts=counts,
        last_day=last_day,
    )


def ended(
    last_day: dt.date | None, *, enactment: EnactmentId = "e1", on: dt.date = FIRST_DAY
) -> LastDaySet:
    """
    The enactment gets a last day (*sista dag*), or with None goes on again.
    """
    return LastDaySet(on, enactment, last_day)


def answered(status: Status, on: dt.date) -> StatusRecorded:
    """
    The client's answer (*status*).
    """
    return StatusRecorded(on, status)


def accepted(
    on: dt.date, primary: StaffId, deputy: StaffId | None = None
) -> tuple[StatusRecorded, ContactChanged, ContactChanged]:
    """
    A yes with both seats (*tackar ja*), as one registration has it.
    """
    return (
        answered(Status.ACCEPTED, on),
        seated(Role.PRIMARY, primary, on),
        seated(Role.DEPUTY, deputy, on),
    )


def seated(role: Role, staff: StaffId | None, on: dt.date) -> ContactChanged:
    """
    Somebody, or with None nobody, takes the seat (*byte av kontakt*).
    """
    return ContactChanged(on, role, staff)


def annulled(number: int, on: dt.date = FIRST_DAY) -> RegistrationAnnulled:
    """
    The registration of `request(number)` counts no longer (*makulering*).
    """
    return RegistrationAnnulled(on, request(number), "felregistrerad")


def a_registration(
    *events: Event,
    number: int = 1,
    case: CaseKey = CASE,
    recorded_at: Instant | None = None,
) -> Registration:
    """
    The registration of `request(number)`, at the position *number*, an hour after the one before.
    """
    return Registration(
        id=request(number),
        case=case,
        position=number,
        recorded_at=recorded_at or FIRST_INSTANT + number * dt.timedelta(hours=1),
        actor=an_actor(),
        purpose=Purpose.CASE_HANDLING,
        events=events,
        rulebook="rulebook/1",
        routine="routine/1",
    )


def registered(*envelopes: Iterable[Event], case: CaseKey = CASE) -> tuple[Registration, ...]:
    """
    One registration for each of *envelopes*, numbered from 1.
    """
    return tuple(
        a_registration(*events, number=number, case=case)
        for number, events in enumerate(envelopes, start=1)
    )


def a_draft(
    *events: Event,
    number: int = 1,
    case: CaseKey = CASE,
    entries: tuple[tuple[CaseKey, tuple[Event, ...]], ...] = (),
) -> Draft:
    """
    The draft of `request(number)`: *events* on one case, or *entries* on several.
    """
    return Draft(
        id=request(number),
        digest=f"digest of {number}",
        answer=f"answer to {number}",
        actor=an_actor(),
        purpose=Purpose.CASE_HANDLING,
        rulebook="rulebook/1",
        routine="routine/1",
        entries=entries or ((case, events),),
        salt=f"salt of {number}",
    )


def a_posting(
    draft: Draft,
    *upon: Case,
    notices: tuple[Outgoing, ...] = (),
    access: Access | None = None,
) -> Posting:
    """
    The draft, to be stored upon the cases as read; with none given, upon cases still empty.
    """
    cases = upon or tuple(Case(key) for key, _ in draft.entries)
    return Posting(draft, cases, notices, () if access is None else (access,))

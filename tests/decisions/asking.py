"""
Commands about Agda at unit A, unless they say otherwise.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from fastomsorg.care import Assessment
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Correct,
    EndContact,
    MoveClient,
    PlainCommand,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.terms import CaseKey, ChangeReason, RegistrationId, Role, Service, Status
from tests.decisions.casebook import AGDA, A

WISH = ChangeReason.CLIENT_WISH
ASSESSED = Assessment("Endast trygghetslarm", "Vill inte ha någon kontakt", "Susanne APO")
NOWHERE = UUID(int=999)


def day(month: int, day: int, year: int = 2024) -> dt.date:
    return dt.date(year, month, day)


def starts(
    on: dt.date,
    last_day: dt.date | None = None,
    *,
    id: str = "e1",
    case: CaseKey = A,
    services: frozenset[Service] = frozenset({Service.PERSONAL_CARE}),
    **more: Any,
) -> StartEnactment:
    return StartEnactment(case, id, on, last_day, services=services, **more)


def ends(
    last_day: dt.date | None, *, id: str | None = "e1", case: CaseKey = A, **more: Any
) -> ChangeEnactment:
    """
    The enactment gets a last day, or with None has none any more.
    """
    on = more.pop("on", last_day) or day(6, 1)
    return ChangeEnactment(case, on, id, last_day=last_day, **more)


def grants(
    on: dt.date, *services: Service, id: str | None = "e1", case: CaseKey = A, **more: Any
) -> ChangeEnactment:
    """
    Other services are granted from the day.
    """
    return ChangeEnactment(case, on, id, services=frozenset(services), **more)


def moves(on: dt.date, from_unit: str = "a", to_unit: str = "b", **more: Any) -> MoveClient:
    return MoveClient(more.pop("client", AGDA), from_unit, to_unit, on, **more)


def yes(on: dt.date, primary: Any = "britta", *, case: CaseKey = A, **more: Any) -> RecordStatus:
    return RecordStatus(case, Status.ACCEPTED, on, primary, **more)


def no(on: dt.date, *, case: CaseKey = A, **more: Any) -> RecordStatus:
    return RecordStatus(case, Status.DECLINED, on, **more)


def no_need(
    on: dt.date, assessment: Assessment | None = ASSESSED, *, case: CaseKey = A, **more: Any
) -> RecordStatus:
    return RecordStatus(case, Status.NO_NEED, on, assessment=assessment, **more)


def appoints(
    on: dt.date, *, case: CaseKey = A, reason: ChangeReason | None = WISH, **seats: Any
) -> AppointContacts:
    return AppointContacts(case, on, reason=reason, **seats)


def leaves(
    last_day: dt.date,
    *roles: Role,
    case: CaseKey = A,
    reason: ChangeReason | None = ChangeReason.STAFF_LEFT,
    **more: Any,
) -> EndContact:
    return EndContact(case, last_day, frozenset(roles), reason, **more)


def contact_person(
    on: dt.date, person: Any = "britta", *, case: CaseKey = A, **more: Any
) -> AppointContactPerson:
    return AppointContactPerson(case, on, person, **more)


def wishes(on: dt.date, wished: str | None = None, *, case: CaseKey = A) -> RequestChange:
    return RequestChange(case, on, "Vill byta", wished)


def does(on: dt.date, kind: str = "welcome_talk", *, case: CaseKey = A) -> RecordDone:
    return RecordDone(case, on, kind)


def annuls(registration: RegistrationId, reason: str = "felregistrerad", **more: Any) -> Annul:
    return Annul(registration, reason, **more)


def corrects(registration: RegistrationId, *commands: PlainCommand, **more: Any) -> Correct:
    return Correct(registration, more.pop("reason", "fel dag"), commands, **more)

"""
Commands about the client's answer and who the contact is.
"""

from fastomsorg.care import Assessment
from fastomsorg.commands import (
    AppointContactPerson,
    AppointContacts,
    EndContact,
    RecordDone,
    RecordStatus,
    RequestChange,
)
from fastomsorg.terms import KEEP, CaseKey, Keep, StaffId

from . import _options as option
from ._reading import Misused


def status(
    client: option.Client,
    unit: option.Unit,
    status: option.Answer,
    on: option.On,
    primary: option.Primary = None,
    deputy: option.Deputy = None,
    no_primary: option.NoPrimary = False,
    no_deputy: option.NoDeputy = False,
    assessment: option.AssessmentText = None,
    persons_view: option.PersonsView = None,
    assessed_by: option.AssessedBy = None,
    reason: option.WhyChanged = None,
    text: option.Comment = None,
) -> RecordStatus:
    """
    Register the client's answer, with the contacts that a yes is given for (*registrera status*).
    """
    return RecordStatus(
        case=CaseKey(client, unit),
        status=status,
        on=on,
        primary=_seat("primary", primary, empty=no_primary),
        deputy=_seat("deputy", deputy, empty=no_deputy),
        assessment=_assessment(assessment, persons_view, assessed_by),
        reason=reason,
        text=text or "",
    )


def appoint(
    client: option.Client,
    unit: option.Unit,
    on: option.First,
    primary: option.Primary = None,
    deputy: option.Deputy = None,
    no_deputy: option.NoDeputy = False,
    reason: option.WhyChanged = None,
    text: option.Comment = None,
) -> AppointContacts:
    """
    Appoint or replace the primary, the deputy, or both (*utse*, *byta*).
    """
    if not (primary or deputy or no_deputy):
        raise Misused("at_least_one", names=("--primary", "--deputy", "--no-deputy"))
    return AppointContacts(
        case=CaseKey(client, unit),
        on=on,
        primary=primary or KEEP,
        deputy=_seat("deputy", deputy, empty=no_deputy),
        reason=reason,
        text=text or "",
    )


def end_contact(
    client: option.Client,
    unit: option.Unit,
    last_day: option.Last,
    role: option.Seats,
    reason: option.WhyChanged = None,
    text: option.Comment = None,
) -> EndContact:
    """
    Let a seat fall empty after a last day (*avsluta kontakt*).
    """
    return EndContact(CaseKey(client, unit), last_day, frozenset(role), reason, text or "")


def contact_person(
    client: option.Client,
    unit: option.Unit,
    on: option.First,
    person: option.Person = None,
    deputy: option.Deputy = None,
    no_person: option.NoPerson = False,
    no_deputy: option.NoDeputy = False,
) -> AppointContactPerson:
    """
    Appoint a contact person where there is no care contact (*kontaktman*).
    """
    if not (person or deputy or no_person or no_deputy):
        names = ("--person", "--deputy", "--no-person", "--no-deputy")
        raise Misused("at_least_one", names=names)
    return AppointContactPerson(
        case=CaseKey(client, unit),
        on=on,
        person=_seat("person", person, empty=no_person),
        deputy=_seat("deputy", deputy, empty=no_deputy),
    )


def wish(
    client: option.Client,
    unit: option.Unit,
    on: option.On,
    text: option.WhatWish = None,
    staff: option.Wished = None,
) -> RequestChange:
    """
    Register that the client wishes for another contact (*önskemål om byte*).
    """
    return RequestChange(CaseKey(client, unit), on, text or "", staff)


def done(
    client: option.Client,
    unit: option.Unit,
    on: option.On,
    kind: option.Kind,
    text: option.Comment = None,
) -> RecordDone:
    """
    Register that something that was due has been done (*utfört*).
    """
    return RecordDone(CaseKey(client, unit), on, kind, text or "")


def _seat(name: str, staff: StaffId | None, *, empty: bool) -> StaffId | None | Keep:
    if staff and empty:
        raise Misused("at_most_one", names=(f"--{name}", f"--no-{name}"))
    return None if empty else staff or KEEP


def _assessment(
    assessment: str | None, persons_view: str | None, by: str | None
) -> Assessment | None:
    """
    What is not stated is left blank, for the rules to ask for.
    """
    if not (assessment or persons_view or by):
        return None
    return Assessment(assessment or "", persons_view or "", by or "")

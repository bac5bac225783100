"""
Commands about the client's answer and who the contact is.
"""

from fastomsorg.care import Assessment
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.commands import (
    AppointContactPerson,
    AppointContacts,
    EndContact,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
)
from fastomsorg.terms import KEEP, CaseKey, ChangeOf, Keep, OfferForm, StaffId

NOT_SAID: frozenset[OfferForm] = frozenset()


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
    offered: option.Offered = NOT_SAID,
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
        offered=offered,
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
    item: option.Items = None,
) -> RecordDone:
    """
    Register that something that was due has been done (*utfört*), or points of its checklist.
    """
    items = frozenset(item or ())
    return RecordDone(CaseKey(client, unit), on, kind, text or "", items=items)


def propose_contact(
    client: option.Client,
    unit: option.Unit,
    on: option.First,
    staff: option.Proposed = None,
    nobody: option.NobodyProposed = False,
) -> ProposeContact:
    """
    Choose who is to be proposed to a client that has not said yes (*föreslå kontakt*).
    """
    if bool(staff) == nobody:
        names = ("--staff", "--nobody")
        raise Misused("at_most_one" if nobody else "at_least_one", names=names)
    return ProposeContact(CaseKey(client, unit), on, staff)


def need(
    client: option.Client,
    unit: option.Unit,
    on: option.On,
    what: option.WhatChanged = ChangeOf.NEED,
    text: option.Comment = None,
) -> NeedChanged:
    """
    Register that the need, or the aid decision, has changed (*förändrat behov*).
    """
    return NeedChanged(CaseKey(client, unit), on, what, text or "")


def consent(
    client: option.Client,
    unit: option.Unit,
    consent: option.Said,
    on: option.On,
    to: option.To,
    about: option.About = None,
    person: option.OnePerson = None,
    text: option.Comment = None,
) -> RecordConsent:
    """
    Register what the client says to somebody else being told (*samtycke*).
    """
    return RecordConsent(
        CaseKey(client, unit), on, to, consent, about or "", person or "", text or ""
    )


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

"""
What the client answers, and who the contact is.
"""

import datetime as dt

import attrs

from fastomsorg.care import Assessment
from fastomsorg.terms import (
    KEEP,
    CaseKey,
    ChangeReason,
    Keep,
    OfferForm,
    Role,
    StaffId,
    Status,
)

from ._checking import checked


@attrs.frozen(field_transformer=checked)
class RecordStatus:
    """
    Register the client's answer (*registrera status*), with the contacts a yes is given for.

    Without a word about a seat, it stays as it is, and somebody who was proposed becomes primary
    with a yes; None empties it. *reason* is needed where another primary steps down. *offered* is
    how the offer was made.
    """

    case: CaseKey
    status: Status
    on: dt.date
    primary: StaffId | None | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    assessment: Assessment | None = None
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False
    offered: frozenset[OfferForm] = frozenset()


@attrs.frozen(field_transformer=checked)
class AppointContacts:
    """
    Appoint or replace the primary, the deputy, or both (*utse*, *byta*) from day *on*.

    Without a word about a seat, it stays as it is; None empties it.
    """

    case: CaseKey
    on: dt.date
    primary: StaffId | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class EndContact:
    """
    Let a seat fall empty after *last_day* (*avsluta kontakt*): still accepted, contact to follow.
    """

    case: CaseKey
    last_day: dt.date
    roles: frozenset[Role]
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class AppointContactPerson:
    """
    Appoint a contact person (*kontaktman*) and perhaps a deputy, where there is no care contact.

    Without a word about a seat, it stays as it is; None empties it.
    """

    case: CaseKey
    on: dt.date
    person: StaffId | None | Keep = KEEP
    deputy: StaffId | None | Keep = KEEP
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class ProposeContact:
    """
    Choose who is to be proposed to a client that has not said yes (*föreslå kontakt*); None takes
    the proposal back.

    Whoever is proposed holds no seat, and becomes primary with the client's yes.
    """

    case: CaseKey
    on: dt.date
    staff: StaffId | None
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class RequestChange:
    """
    Register that the client wishes for another contact (*önskemål om byte*).
    """

    case: CaseKey
    on: dt.date
    text: str = attrs.field(default="", repr=False)
    wished: StaffId | None = None
    confirmed: bool = False

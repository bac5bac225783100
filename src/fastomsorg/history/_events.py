"""
Facts that a granted command gave. Each has *on*, the day it holds from.
"""

import datetime as dt
from typing import TypeAlias

import attrs

from fastomsorg.care import Assessment
from fastomsorg.law import Ground
from fastomsorg.terms import (
    Act,
    ChangeOf,
    ChangeReason,
    Consent,
    EnactmentId,
    Instant,
    OfferForm,
    Party,
    RegistrationId,
    Role,
    Service,
    Setting,
    StaffId,
    Status,
    UnitId,
)


@attrs.frozen
class EnactmentStarted:
    """
    An enactment begins at the unit (*verkställighet påbörjad*), or goes on here after a move.

    *last_day* is what was known then; `LastDaySet` may say otherwise. *counts* says whether its
    days make a stay, frozen as the law and the routine of that day had it.
    """

    on: dt.date
    enactment: EnactmentId
    setting: Setting
    act: Act
    services: frozenset[Service]
    counts: bool
    last_day: dt.date | None = None
    decided_on: dt.date | None = None
    ordered_on: dt.date | None = None
    moved_from: UnitId | None = None


@attrs.frozen
class ServicesChanged:
    """
    Other services are granted from the day (*ändrade insatser*).
    """

    on: dt.date
    enactment: EnactmentId
    services: frozenset[Service]


@attrs.frozen
class LastDaySet:
    """
    The enactment has another last day (*sista dag*), or, with None, no last day any more.
    """

    on: dt.date
    enactment: EnactmentId
    last_day: dt.date | None


@attrs.frozen
class EnactmentMovedAway:
    """
    From the day the enactment goes on at another unit (*flytt*); here it ends the day before.
    """

    on: dt.date
    enactment: EnactmentId
    to: UnitId


@attrs.frozen
class StatusRecorded:
    """
    The client's answer (*status*) from the day, and how the offer was made, where that was said.
    """

    on: dt.date
    status: Status
    assessment: Assessment | None = None
    offered: frozenset[OfferForm] = frozenset()


@attrs.frozen
class Entitlement:
    """
    What entitled somebody to be appointed on the day (*grund*), frozen as it was judged then.

    *last_day* is the last day the ground holds, or None; *citations* are the sections and
    *remarks* the codes that stood in the verdict.
    """

    ground: Ground | None
    last_day: dt.date | None = None
    citations: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@attrs.frozen
class ContactChanged:
    """
    From the day *staff* holds the seat, or with None nobody (*byte av kontakt*).
    """

    on: dt.date
    role: Role
    staff: StaffId | None
    reason: ChangeReason | None = None
    text: str = attrs.field(default="", repr=False)
    entitlement: Entitlement | None = None


@attrs.frozen
class ContactProposed:
    """
    From the day *staff* is to be proposed to the client (*föreslagen kontakt*), with None nobody.

    No seat is held by that. It ends with the client's answer, with the stay, or when another is
    proposed.
    """

    on: dt.date
    staff: StaffId | None
    entitlement: Entitlement | None = None


@attrs.frozen
class ChangeWished:
    """
    The client wished for another contact (*önskemål om byte*), perhaps for somebody by name.
    """

    on: dt.date
    text: str = attrs.field(default="", repr=False)
    wished: StaffId | None = None


@attrs.frozen
class DoneRecorded:
    """
    Something that was due was done (*utfört*): a welcome talk, a plan.

    With *items* only these points of its checklist were; without, all of it.
    """

    on: dt.date
    kind: str
    text: str = attrs.field(default="", repr=False)
    items: frozenset[str] = frozenset()


@attrs.frozen
class NeedChangeRecorded:
    """
    The client's need, or the aid decision, has changed (*förändrat behov*) from the day.
    """

    on: dt.date
    of: ChangeOf = ChangeOf.NEED
    text: str = attrs.field(default="", repr=False)


@attrs.frozen
class ConsentRecorded:
    """
    What the client says to somebody else being told (*samtycke*), from the day.

    *to* is who; *person* is the id of one among them, blank for all. *about* is the kind of
    obligation that it is for, blank for whatever there is to tell.
    """

    on: dt.date
    to: Party
    consent: Consent
    about: str = ""
    person: str = ""
    text: str = attrs.field(default="", repr=False)


@attrs.frozen
class RegistrationAnnulled:
    """
    An earlier registration counts no longer (*makulering*), whatever days it speaks of.
    """

    on: dt.date
    registration: RegistrationId
    reason: str = attrs.field(repr=False)


@attrs.frozen
class TakenOver:
    """
    This registration came from another system (*övertagen*), with that system's time and name.

    *remarks* are the codes of what the rules would have refused it for.
    """

    on: dt.date
    recorded_at: Instant | None
    by: str = attrs.field(default="", repr=False)
    remarks: tuple[str, ...] = ()


Event: TypeAlias = (
    EnactmentStarted
    | ServicesChanged
    | LastDaySet
    | EnactmentMovedAway
    | StatusRecorded
    | ContactChanged
    | ContactProposed
    | ChangeWished
    | DoneRecorded
    | NeedChangeRecorded
    | ConsentRecorded
    | RegistrationAnnulled
    | TakenOver
)

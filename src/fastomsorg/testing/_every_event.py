"""
One of every event there is, with everything filled in and with as little as can be.
"""

import datetime as dt

from fastomsorg.care import Assessment
from fastomsorg.history import (
    ChangeWished,
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Entitlement,
    Event,
    LastDaySet,
    NeedChangeRecorded,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.law import Ground
from fastomsorg.terms import (
    Act,
    ChangeOf,
    ChangeReason,
    Consent,
    OfferForm,
    Party,
    Role,
    Service,
    Setting,
    Status,
)

from ._case_builders import FIRST_INSTANT, request

DAY = dt.date(2024, 2, 29)
TEXT = 'Åsa sade: "nej"\n\t– så klart; 👵🏽 \\ \' %s {x} <b>'


def every_event() -> tuple[Event, ...]:
    """
    Every kind of event (*händelse*): first in full, then bare.
    """
    return (*_in_full(), *_bare())


def _in_full() -> tuple[Event, ...]:
    entitlement = Entitlement(
        Ground.TRANSITION, dt.date(2033, 6, 30), ("SoL (2025:400) 25 kap. 4 §",), ("reading_a",)
    )
    return (
        EnactmentStarted(
            on=DAY,
            enactment="e/1 å",
            setting=Setting.SPECIAL_HOUSING,
            act=Act.LSS,
            services=frozenset({Service.ALARM, Service.MEALS}),
            counts=False,
            last_day=dt.date(2024, 12, 31),
            decided_on=dt.date(2024, 2, 1),
            ordered_on=dt.date(2024, 2, 15),
            moved_from="south",
        ),
        ServicesChanged(DAY, "e/1 å", frozenset({Service.MEDICATION})),
        LastDaySet(DAY, "e/1 å", dt.date(9999, 12, 31)),
        EnactmentMovedAway(DAY, "e/1 å", "east"),
        StatusRecorded(
            DAY, Status.NO_NEED, Assessment(TEXT, "vill inte", "susapo"), frozenset(OfferForm)
        ),
        ContactChanged(DAY, Role.DEPUTY, "brs89", ChangeReason.OTHER, TEXT, entitlement),
        ChangeWished(DAY, TEXT, "greal"),
        DoneRecorded(DAY, "welcome_talk", TEXT, frozenset({"keys", "åäö"})),
        ContactProposed(DAY, "brs89", entitlement),
        NeedChangeRecorded(DAY, ChangeOf.AID_DECISION, TEXT),
        ConsentRecorded(DAY, Party.RELATIVES, Consent.GIVEN, "tell_relatives", "n-1", TEXT),
        RegistrationAnnulled(DAY, request(7), TEXT),
        TakenOver(DAY, FIRST_INSTANT, TEXT, ("not_accepted", "title_missing")),
    )


def _bare() -> tuple[Event, ...]:
    return (
        EnactmentStarted(DAY, "e2", Setting.HOME_CARE, Act.SOL, frozenset(), counts=True),
        ServicesChanged(DAY, "e2", frozenset()),
        LastDaySet(DAY, "e2", None),
        StatusRecorded(DAY, Status.ACCEPTED),
        ContactChanged(DAY, Role.CONTACT_PERSON, None),
        ContactChanged(DAY, Role.PRIMARY, "brs89", entitlement=Entitlement(None)),
        ChangeWished(DAY),
        DoneRecorded(DAY, "plan"),
        ContactProposed(DAY, None),
        NeedChangeRecorded(DAY),
        ConsentRecorded(DAY, Party.CARE_HOME, Consent.WITHDRAWN),
        TakenOver(DAY, None),
    )

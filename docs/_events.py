"""
The reference of what is registered, made from the classes of the events.
"""

import datetime as dt
from typing import get_args
from uuid import UUID

from docs._classes import section
from docs._markdown import joined, made_from
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
    Registration,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.law import Ground
from fastomsorg.terms import (
    Act,
    Actor,
    CaseKey,
    ChangeOf,
    ChangeReason,
    Consent,
    OfferForm,
    Party,
    Purpose,
    Role,
    Service,
    Setting,
    Status,
)

REQUEST = UUID("0b6f9f2e-3f5c-4a53-9d3e-6f0f4a1f7c10")
AT = dt.datetime(2025, 2, 17, 9, 11, tzinfo=dt.UTC)
ON = dt.date(2025, 2, 17)
ENACTMENT = "v-1"

ASSESSMENT = Assessment("Endast trygghetslarm", "Vill inte ha någon", "Susanne APO, enhetschef")
ENTITLEMENT = Entitlement(
    Ground.CERTIFICATE, citations=("SoL (2001:453) 3 kap. 3 d §",), remarks=("no_evidence",)
)

OPENING = f"""\
# What is registered

{made_from("src/fastomsorg/history")}

A granted command gives one **registration** for each case it writes to: an envelope that never
changes, with one event or more in it. Every event has *on*, the day it holds from. What was the
case on a day is not stored: it [follows from the events](../explanation/life.md).

The examples are the events as plain data, as they are stored and sent: a field that is what it
would be if left out is not written, and `type` tells the events apart. A class may be renamed, its
tag may not.
"""

EXAMPLES: tuple[Event, ...] = (
    EnactmentStarted(
        ON,
        ENACTMENT,
        Setting.HOME_CARE,
        Act.SOL,
        frozenset({Service.PERSONAL_CARE, Service.SHOPPING}),
        counts=True,
        decided_on=dt.date(2025, 2, 3),
    ),
    ServicesChanged(ON, ENACTMENT, frozenset({Service.PERSONAL_CARE, Service.ALARM})),
    LastDaySet(ON, ENACTMENT, dt.date(2025, 6, 30)),
    EnactmentMovedAway(ON, ENACTMENT, "nord-hemtjanst"),
    StatusRecorded(ON, Status.NO_NEED, ASSESSMENT),
    ContactChanged(ON, Role.PRIMARY, "brs89", ChangeReason.CLIENT_WISH, entitlement=ENTITLEMENT),
    ContactProposed(ON, "brs89", ENTITLEMENT),
    ChangeWished(ON, "Vill ha någon som talar finska", "greal"),
    DoneRecorded(ON, "welcome_talk", items=frozenset({"keys", "phones"})),
    NeedChangeRecorded(ON, ChangeOf.AID_DECISION, "Fler insatser"),
    ConsentRecorded(ON, Party.RELATIVES, Consent.GIVEN, "tell_relatives", "n-1", "Gäller dottern"),
    RegistrationAnnulled(ON, REQUEST, "Fel brukare"),
    TakenOver(ON, dt.datetime(2024, 11, 1, 12, 30, tzinfo=dt.UTC), "Susanne APO", ("not_at_unit",)),
)


def page() -> str:
    """
    The whole page, in Markdown.
    """
    envelope = Registration(
        id=REQUEST,
        case=CaseKey("6016254", "sus-hemtjanst"),
        position=7,
        recorded_at=AT,
        actor=Actor("susapo", "Susanne APO", "Enhetschef"),
        purpose=Purpose.CASE_HANDLING,
        events=(StatusRecorded(ON, Status.DECLINED, offered=frozenset({OfferForm.SPOKEN})),),
        rulebook="9f2c…",
        routine="national",
    )
    by_kind = {type(example): example for example in EXAMPLES}
    events = (part for kind in get_args(Event) for part in section(kind, by_kind[kind], level=3))
    return joined(
        [
            OPENING,
            "## The envelope",
            *section(Registration, envelope, level=3),
            "## Events",
            *events,
            "## Values inside events",
            *section(Assessment, ASSESSMENT, level=3),
            *section(Entitlement, ENTITLEMENT, level=3),
        ]
    )

"""
One of everything that becomes plain data, with every field filled in at least once.
"""

import datetime as dt
from uuid import UUID

from fastomsorg.care import (
    Absence,
    Absentee,
    Assessment,
    Certificate,
    Client,
    Employment,
    Enactment,
    StaffMember,
    Unit,
    Visit,
    VisitKind,
)
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Correct,
    EndContact,
    HandOver,
    MoveClient,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    SeenCase,
    StartEnactment,
)
from fastomsorg.decisions import ChangedDays, DayState, Granted, Refused, blocking, warning
from fastomsorg.history import (
    ChangeWished,
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Entitlement,
    Holding,
    LastDaySet,
    Life,
    NeedChangeRecorded,
    Registration,
    RegistrationAnnulled,
    ServicesChanged,
    Spell,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.journal import Card, ContactsChanged, JournalNote, PlanSnapshot
from fastomsorg.law import Citation, Ground
from fastomsorg.terms import (
    KEEP,
    Act,
    Actor,
    CaseKey,
    ChangeOf,
    ChangeReason,
    Consent,
    OfferForm,
    Party,
    Period,
    Purpose,
    Role,
    Service,
    Setting,
    Status,
    Title,
)

DAY = dt.date(2025, 2, 17)
LATER = dt.date(2025, 3, 1)
AT = dt.datetime(2025, 2, 17, 9, 11, 5, tzinfo=dt.UTC)
ID = UUID("0b2f6a0e-7d0c-4c3a-9d61-0f6a3c1d2e4f")
OTHER = UUID("5e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9")
CASE = CaseKey("6016254", "sus-hemtjanst")
BOSS = Actor("susapo", "Susanne APO", "Enhetschef")
SERVICES = frozenset({Service.MEALS, Service.ALARM, Service.PERSONAL_CARE})
ASSESSMENT = Assessment("Bara larm", "Vill inte", "Susanne APO")

EVENTS = (
    EnactmentStarted(
        DAY, "v1", Setting.SHORT_TERM, Act.LSS, SERVICES, True, LATER, DAY, DAY, "norr"
    ),
    ServicesChanged(DAY, "v1", frozenset({Service.COMPANY})),
    LastDaySet(DAY, "v1", LATER),
    LastDaySet(DAY, "v1", None),
    EnactmentMovedAway(DAY, "v1", "norr"),
    StatusRecorded(DAY, Status.NO_NEED, ASSESSMENT),
    StatusRecorded(DAY, Status.DECLINED, offered=frozenset({OfferForm.SPOKEN, OfferForm.ADAPTED})),
    ContactChanged(
        DAY,
        Role.PRIMARY,
        "brs89",
        ChangeReason.CLIENT_WISH,
        "Önskade Britta",
        Entitlement(
            Ground.TRANSITION, dt.date(2033, 6, 30), ("SoL (2001:453) 3 kap. 3 d §",), ("r",)
        ),
    ),
    ContactChanged(DAY, Role.DEPUTY, None),
    ChangeWished(DAY, "Hellre Greta", "greal"),
    DoneRecorded(DAY, "welcome_talk", "Hemma hos Eva", frozenset({"keys"})),
    ContactProposed(DAY, "brs89", Entitlement(Ground.CERTIFICATE)),
    ContactProposed(DAY, None),
    NeedChangeRecorded(DAY, ChangeOf.AID_DECISION, "Fler insatser"),
    ConsentRecorded(
        DAY, Party.RELATIVES, Consent.WITHDRAWN, "tell_relatives", "n-1", "Inte dottern"
    ),
    RegistrationAnnulled(DAY, OTHER, "Fel brukare"),
    TakenOver(DAY, AT, "Anna", ("title_missing",)),
    TakenOver(DAY, None),
)

REGISTRATION = Registration(
    ID, CASE, 7, AT, BOSS, Purpose.CASE_HANDLING, EVENTS, "law-2025", "lund"
)

NOTICES = (
    JournalNote(
        ID,
        CASE,
        OTHER,
        DAY,
        BOSS,
        "Fast omsorgskontakt",
        "accepted/1",
        {
            "on": DAY,
            "at": AT,
            "id": ID,
            "n": 2,
            "share": 0.5,
            "ok": True,
            "none": None,
            "names": ("a", ("b", DAY)),
        },
        "Brukaren tackar ja.",
        AT,
    ),
    PlanSnapshot(ID, CASE, OTHER, DAY, (("Fast omsorgskontakt", "Britta Söder, 07012365498"),)),
    ContactsChanged(
        ID, CASE, OTHER, DAY, (Card(Role.PRIMARY, "brs89", "Britta", "Usk", "070", "b@m.se", DAY),)
    ),
)

STATUS = RecordStatus(
    CASE,
    Status.ACCEPTED,
    DAY,
    primary="brs89",
    deputy=None,
    assessment=ASSESSMENT,
    reason=ChangeReason.OTHER,
    text="Semester",
    confirmed=True,
)
COMMANDS = (
    StartEnactment(
        CASE, "v1", DAY, LATER, Setting.SPECIAL_HOUSING, Act.LSS, SERVICES, DAY, DAY, True
    ),
    ChangeEnactment(CASE, DAY, "v1", SERVICES, LATER, confirmed=True),
    ChangeEnactment(CASE, DAY, last_day=None),
    ChangeEnactment(CASE, DAY),
    MoveClient("6016254", "sus-hemtjanst", "norr-hemtjanst", DAY, confirmed=True),
    STATUS,
    RecordStatus(CASE, Status.ACCEPTED, DAY, primary=KEEP, deputy="keep"),
    AppointContacts(CASE, DAY, "brs89", KEEP, ChangeReason.SCHEDULING, "Nytt schema", True),
    AppointContacts(CASE, DAY, deputy=None),
    EndContact(
        CASE, DAY, frozenset({Role.PRIMARY, Role.DEPUTY}), ChangeReason.STAFF_LEFT, "Slutar", True
    ),
    AppointContactPerson(CASE, DAY, "brs89", None, True),
    RequestChange(CASE, DAY, "Vill byta", "greal", True),
    RecordDone(CASE, DAY, "welcome_talk", "Klart", True, frozenset({"keys"})),
    RecordStatus(CASE, Status.DECLINED, DAY, offered=frozenset(OfferForm)),
    ProposeContact(CASE, DAY, "brs89", True),
    NeedChanged(CASE, DAY, ChangeOf.AID_DECISION, "Fler insatser", True),
    RecordConsent(
        CASE, DAY, Party.RELATIVES, Consent.GIVEN, "tell_relatives", "n-1", "Dottern", True
    ),
    Annul(ID, "Fel brukare", True),
    HandOver(
        "brs89",
        DAY,
        (
            AppointContacts(CASE, DAY, "greal", KEEP, ChangeReason.STAFF_LEFT, confirmed=True),
            AppointContactPerson(CASE, DAY, "greal"),
        ),
        (SeenCase(CASE, 3),),
        True,
    ),
    HandOver("brs89", DAY, ()),
    Correct(ID, "Fel dag", (STATUS, MoveClient("c", "a", "b", DAY)), True),
)

STAY = Period(DAY)
LIFE = Life(
    (
        Spell(
            Period(DAY, LATER),
            STAY,
            Status.ACCEPTED,
            Holding("brs89", DAY, ID),
            Holding("greal", DAY, OTHER),
        ),
        Spell(
            STAY, STAY, Status.DECLINED, None, None, Holding("a", DAY, ID), Holding("b", DAY, ID)
        ),
    )
)

EMPLOYMENT = Employment("Kommunen", Title.ASSISTANT_NURSE, True, Period(DAY, LATER), "Avtal")
THINGS = (
    CASE,
    BOSS,
    LIFE,
    EMPLOYMENT,
    Client("6016254", "Eva Sandgreen", "19511021TF21", "6016254", DAY, False, True),
    StaffMember(
        "brs89",
        "Britta Söder",
        frozenset({"b", "a"}),
        "Undersköterska",
        "07012365498",
        "britta@mail.se",
        "SE2120000001-1A",
        "brs89",
        True,
        False,
        Certificate(DAY, "Sett av Susanne"),
        (EMPLOYMENT,),
        frozenset({"insulin"}),
        frozenset({"fi", "sv"}),
        "Blå",
    ),
    Unit("sus-hemtjanst", "Sus hemtjänst", "Sus", "Karlstad"),
    Enactment(
        "v1",
        DAY,
        LATER,
        Setting.HOME_CARE,
        Act.SOL,
        ((DAY, SERVICES), (LATER, frozenset())),
        True,
        DAY,
        DAY,
        "a",
        "b",
    ),
    Visit(
        "b1",
        "6016254",
        "sus-hemtjanst",
        AT,
        None,
        AT,
        AT,
        VisitKind.MEAL,
        SERVICES,
        ("x", "y"),
        ("z",),
        False,
        True,
    ),
    Absence(Absentee.CLIENT, "6016254", Period(DAY), "Sjukhus"),
)

REASON = blocking(
    "title_missing", staff="brs89", on=DAY, basis=(Citation("SoL (2025:400)", "25 kap. 4 §"),)
)
CHANGED = ChangedDays(CASE, Period(DAY, LATER), None, DayState(Status.ACCEPTED, "brs89"))
VERDICTS = (
    Granted(
        ((CASE, EVENTS[:3]), (CaseKey("6016254", "norr"), ())),
        (warning("enactment_short", days=3),),
        (CHANGED,),
        ID,
        ((OTHER, "journal"),),
    ),
    Granted(()),
    Refused((REASON,), (CHANGED,)),
)

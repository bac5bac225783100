"""
The names that stored and sent data knows each kind by. A class may be renamed; its tag may not.
"""

from collections.abc import Mapping

from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    CaseCommand,
    ChangeEnactment,
    Command,
    Correct,
    EndContact,
    HandOver,
    MoveClient,
    NeedChanged,
    PlainCommand,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    SeatCommand,
    StartEnactment,
)
from fastomsorg.decisions import Granted, Refused, Verdict
from fastomsorg.history import (
    ChangeWished,
    ConsentRecorded,
    ContactChanged,
    ContactProposed,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
    NeedChangeRecorded,
    RegistrationAnnulled,
    ServicesChanged,
    StatusRecorded,
    TakenOver,
)
from fastomsorg.journal import ContactsChanged, JournalNote, Notice, PlanSnapshot

TAG = "type"
"""The key that a tag stands under."""

EVENT_TAGS: Mapping[type, str] = {
    EnactmentStarted: "enactment_started",
    ServicesChanged: "services_changed",
    LastDaySet: "last_day_set",
    EnactmentMovedAway: "enactment_moved_away",
    StatusRecorded: "status_recorded",
    ContactChanged: "contact_changed",
    ContactProposed: "contact_proposed",
    ChangeWished: "change_wished",
    DoneRecorded: "done_recorded",
    NeedChangeRecorded: "need_change_recorded",
    ConsentRecorded: "consent_recorded",
    RegistrationAnnulled: "registration_annulled",
    TakenOver: "taken_over",
}

COMMAND_TAGS: Mapping[type, str] = {
    StartEnactment: "start_enactment",
    ChangeEnactment: "change_enactment",
    MoveClient: "move_client",
    RecordStatus: "record_status",
    AppointContacts: "appoint_contacts",
    EndContact: "end_contact",
    AppointContactPerson: "appoint_contact_person",
    ProposeContact: "propose_contact",
    RequestChange: "request_change",
    RecordDone: "record_done",
    NeedChanged: "need_changed",
    RecordConsent: "record_consent",
    Annul: "annul",
    Correct: "correct",
    HandOver: "hand_over",
}

NOTICE_TAGS: Mapping[type, str] = {
    JournalNote: "journal_note",
    PlanSnapshot: "plan_snapshot",
    ContactsChanged: "contacts_changed",
}

VERDICT_TAGS: Mapping[type, str] = {Granted: "granted", Refused: "refused"}

TAGS: Mapping[type, str] = {**EVENT_TAGS, **COMMAND_TAGS, **NOTICE_TAGS, **VERDICT_TAGS}

UNIONS: tuple[object, ...] = (
    Event,
    Notice,
    Verdict,
    SeatCommand,
    CaseCommand,
    PlainCommand,
    Command,
)
"""What is told apart by its tag."""

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
    MoveClient,
    PlainCommand,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.decisions import Granted, Refused, Verdict
from fastomsorg.history import (
    ChangeWished,
    ContactChanged,
    DoneRecorded,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
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
    ChangeWished: "change_wished",
    DoneRecorded: "done_recorded",
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
    RequestChange: "request_change",
    RecordDone: "record_done",
    Annul: "annul",
    Correct: "correct",
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
    CaseCommand,
    PlainCommand,
    Command,
)
"""What is told apart by its tag."""

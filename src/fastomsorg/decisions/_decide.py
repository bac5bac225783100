"""
What do the rules say of this command?
"""

from collections.abc import Mapping
from typing import assert_never

import attrs

from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
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
    StartEnactment,
)
from fastomsorg.history import Case
from fastomsorg.terms import CaseKey

from ._annul import annulled_by, annulment
from ._answer import answer
from ._appoint import appointment, contact_person, ending
from ._changed_days import changed_days
from ._consent import consent, need_changed
from ._enactments import change, start
from ._given import Given
from ._hand_over import hand_over, of_case
from ._lapses import lapses_and_revivals
from ._move import move
from ._over_limit import carrying
from ._propose import proposed
from ._reason import blocking
from ._verdict import Granted, Proposal, Refused, Verdict, joined, upon
from ._wish import done, wish


def decide(cases: Mapping[CaseKey, Case], command: Command, given: Given) -> Verdict:
    """
    Grant the command, or refuse it with every obstacle there is (*pröva*).

    *cases* holds every case the command writes to, also those without registrations yet.
    """
    proposal = _proposal(cases, command, given)
    entries = joined(proposal.entries)
    after = upon(cases, entries)
    touched = [(cases[key], after[key]) for key, _ in entries]
    changed = tuple(days for pair in touched for days in changed_days(*pair))
    annulled = (
        frozenset({annulled_by(command)}) if isinstance(command, Annul | Correct) else frozenset()
    )
    several = isinstance(command, HandOver)
    lapsing = [
        of_case(reason, pair[0].key) if several else reason
        for pair in touched
        for reason in lapses_and_revivals(*pair, annulled=annulled, confirmed=command.confirmed)
    ]
    reasons = tuple(dict.fromkeys((*proposal.reasons, *lapsing)))
    if any(reason.blocks for reason in reasons):
        return Refused(reasons, changed)
    return Granted(entries, reasons, changed)


def _proposal(cases: Mapping[CaseKey, Case], command: Command, given: Given) -> Proposal:
    match command:
        case Annul():
            return annulment(cases, command.registration, command.reason, given)
        case Correct():
            return _correction(cases, command, given)
        case HandOver():
            return hand_over(cases, command, given)
        case _:
            return _plain(cases, command, given)


def _correction(cases: Mapping[CaseKey, Case], command: Correct, given: Given) -> Proposal:
    """
    Take back and register anew in one: each command sees what those before it gave.
    """
    whole = annulment(cases, command.annul, command.reason, given)
    if not command.commands:
        return attrs.evolve(whole, reasons=(*whole.reasons, blocking("commands_missing")))
    for each in command.commands:
        now = upon(cases, whole.entries)
        part = _plain(now, each, carrying(given, now))
        whole = Proposal(whole.entries + part.entries, whole.reasons + part.reasons)
    return whole


def _plain(cases: Mapping[CaseKey, Case], command: PlainCommand, given: Given) -> Proposal:
    match command:
        case StartEnactment():
            return start(cases, command, given)
        case ChangeEnactment():
            return change(cases[command.case], command, given)
        case MoveClient():
            return move(cases[command.from_case], command, given)
        case RecordStatus():
            return answer(cases[command.case], command, given)
        case AppointContacts():
            return appointment(cases[command.case], command, given)
        case EndContact():
            return ending(cases[command.case], command, given)
        case AppointContactPerson():
            return contact_person(cases[command.case], command, given)
        case ProposeContact():
            return proposed(cases[command.case], command, given)
        case RequestChange() | RecordDone() | NeedChanged() | RecordConsent():
            return _told(cases[command.case], command, given)
        case _:
            assert_never(command)


def _told(
    case: Case, command: RequestChange | RecordDone | NeedChanged | RecordConsent, given: Given
) -> Proposal:
    """
    What changes nothing in the life of a case: what was said, done or came to be known.
    """
    match command:
        case RequestChange():
            return wish(case, command, given)
        case RecordDone():
            return done(case, command, given)
        case NeedChanged():
            return need_changed(case, command, given)
        case RecordConsent():
            return consent(case, command, given)
        case _:
            assert_never(command)

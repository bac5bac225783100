"""
May this registration be annulled?
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from fastomsorg.commands import Annul, Correct
from fastomsorg.history import (
    Case,
    EnactmentMovedAway,
    EnactmentStarted,
    Event,
    LastDaySet,
    Registration,
    RegistrationAnnulled,
    ServicesChanged,
)
from fastomsorg.terms import CaseKey, EnactmentId, RegistrationId

from ._reason import Reason, blocking
from ._verdict import Proposal


def annulment(
    cases: Mapping[CaseKey, Case], registration: RegistrationId, reason: str, today: dt.date
) -> Proposal:
    """
    Let the registration count no longer, in every case it wrote to (*makulera*).

    What a move rests on cannot be annulled before the move, nor a move before what was changed
    at the unit it led to.
    """
    written = {key: case for key, case in cases.items() if _found(case, registration)}
    reasons = [] if reason.strip() else [blocking("reason_for_annulment_missing")]
    if not written:
        reasons.append(blocking("unknown_registration", registration=str(registration)))
    for case in written.values():
        reasons.extend(_obstacles(case, registration))
    event = RegistrationAnnulled(today, registration, reason)
    return Proposal(
        entries=tuple((key, (event,)) for key in written),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def annulled_by(command: Annul | Correct) -> RegistrationId:
    """
    The registration that the command takes back.
    """
    return command.registration if isinstance(command, Annul) else command.annul


def _found(case: Case, id: RegistrationId) -> Registration | None:
    return next((each for each in case.registrations if each.id == id), None)


def _obstacles(case: Case, id: RegistrationId) -> Iterator[Reason]:
    target = next((each for each in case.standing if each.id == id), None)
    if target is None:
        yield blocking("already_annulled", registration=str(id))
        return

    touched = frozenset(_enactments_touched(case, target))
    moved_here = frozenset(
        event.enactment
        for event in target.events
        if isinstance(event, EnactmentStarted) and event.moved_from is not None
    )
    later = [each for each in case.standing if each.position > target.position]
    for registration in later:
        for event in registration.events:
            if isinstance(event, EnactmentMovedAway) and event.enactment in touched:
                yield blocking("move_rests_on_it", registration=str(registration.id))
            elif _changes(event, moved_here):
                yield blocking("later_change_rests_on_it", registration=str(registration.id))


def _changes(event: Event, enactments: frozenset[EnactmentId]) -> bool:
    return isinstance(event, LastDaySet | ServicesChanged) and event.enactment in enactments


def _enactments_touched(case: Case, registration: Registration) -> Iterator[EnactmentId]:
    """
    The enactments whose days or services would change, also through an annulment taken back.
    """
    for event in registration.events:
        if isinstance(event, EnactmentStarted | LastDaySet | ServicesChanged | EnactmentMovedAway):
            yield event.enactment
        elif isinstance(event, RegistrationAnnulled):
            target = _found(case, event.registration)
            if target is not None and target.position < registration.position:
                yield from _enactments_touched(case, target)

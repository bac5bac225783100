"""
May this registration be annulled?
"""

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

from ._at_stake import at_stake, found
from ._enactments import id_free
from ._given import Given
from ._reason import Reason, blocking
from ._verdict import Proposal


def annulment(
    cases: Mapping[CaseKey, Case], registration: RegistrationId, reason: str, given: Given
) -> Proposal:
    """
    Let the registration count no longer, in every case it wrote to (*makulera*).

    What a move rests on cannot be annulled before the move, nor a move before what was changed
    at the unit it led to. The same goes for an annulment, and what it would let count again.
    """
    written = {key: case for key, case in cases.items() if found(case, registration)}
    event = RegistrationAnnulled(given.today, registration, reason)
    reasons = [] if reason.strip() else [blocking("reason_for_annulment_missing")]
    if not written:
        reasons.append(blocking("unknown_registration", registration=str(registration)))
    for key, case in written.items():
        target = next((each for each in case.standing if each.id == registration), None)
        if target is None:
            reasons.append(blocking("already_annulled", registration=str(registration)))
        else:
            reasons.extend(_resting(case, target))
            for enactment in _started_again(case, event):
                reasons.extend(id_free(enactment, key, cases, given))
    return Proposal(tuple((key, (event,)) for key in written), tuple(reasons))


def annulled_by(command: Annul | Correct) -> RegistrationId:
    """
    The registration that the command takes back.
    """
    return command.registration if isinstance(command, Annul) else command.annul


def _resting(case: Case, target: Registration) -> Iterator[Reason]:
    """
    The later registrations that are only possible because of the target.

    What they rest on is what they say, or let stand again by annulling an annulment; and for a
    move also what they took away from before it.
    """
    stakes = tuple(at_stake(case, target))
    touched = {_enactment(event) for _, event in stakes} - {None}
    moved = {_enactment(event) for _, event in stakes if _is_of_a_move(event)}
    first = min((registration.position for registration, _ in stakes), default=target.position)
    for later in case.standing:
        if later.position <= target.position:
            continue
        for registration, event in at_stake(case, later):
            id = _enactment(event)
            stands, before = registration in case.standing, registration.position < first
            if stands and isinstance(event, EnactmentMovedAway) and id in touched:
                yield blocking("move_rests_on_it", registration=str(registration.id))
            elif id in moved and not stands and before:
                yield blocking("later_change_rests_on_it", registration=str(later.id))
            elif id in moved and stands and not before and _changes(event):
                yield blocking("later_change_rests_on_it", registration=str(registration.id))


def _enactment(event: Event) -> EnactmentId | None:
    match event:
        case EnactmentStarted() | ServicesChanged() | LastDaySet() | EnactmentMovedAway():
            return event.enactment
        case _:
            return None


def _is_of_a_move(event: Event) -> bool:
    if isinstance(event, EnactmentStarted):
        return event.moved_from is not None
    return isinstance(event, EnactmentMovedAway)


def _changes(event: Event) -> bool:
    return isinstance(event, LastDaySet | ServicesChanged)


def _started_again(case: Case, annulled: RegistrationAnnulled) -> Iterator[EnactmentId]:
    """
    The enactments whose start stands again, for it was an annulment that is annulled.
    """
    for registration in case.with_proposed((annulled,)).standing[:-1]:
        if registration not in case.standing:
            for event in registration.events:
                if isinstance(event, EnactmentStarted) and event.moved_from is None:
                    yield event.enactment

"""
May this answer be registered?
"""

from collections.abc import Iterator

from fastomsorg.care import Assessment
from fastomsorg.commands import RecordStatus
from fastomsorg.history import Case, Event, StatusRecorded
from fastomsorg.law import basis_of
from fastomsorg.terms import KEEP, Keep, StaffId, Status

from ._given import Given
from ._reason import Reason, blocking, warning
from ._seats import Seats, seated
from ._verdict import Proposal
from ._whether_known import known, not_ahead, within_stay


def answer(case: Case, command: RecordStatus, given: Given) -> Proposal:
    """
    Register the client's answer, with the contacts a yes is given for (*registrera status*).

    *Accepted* needs a primary, unless there is one already or the local rules let the contact
    follow (handbook 1.5). *No need* needs an individual assessment (prop. 2021/22:116 p. 36–37).
    """
    reasons = [
        *known(case.key, given),
        *not_ahead(command.on, given),
        *within_stay(case, command.on),
        *_assessed(command, given),
    ]
    events: list[Event] = [
        StatusRecorded(command.on, command.status, command.assessment, command.offered)
    ]
    if command.status is not Status.ACCEPTED:
        reasons.extend(_contacts_without_acceptance(command))
    else:
        seats = Seats(
            case.key,
            command.on,
            _primary(case, command),
            command.deputy,
            before=case.life.on(command.on),
            reason=command.reason,
            text=command.text,
            services=case.services_on(command.on),
        )
        changes, obstacles = seated(seats, given)
        events.extend(changes)
        reasons.extend(obstacles)
        reasons.extend(_seats_left_empty(seats, given))
    return Proposal.of(case.key, events, reasons)


def _primary(case: Case, command: RecordStatus) -> StaffId | None | Keep:
    """
    Whoever was proposed, where nobody is named and nobody holds the seat (*föreslagen kontakt*).
    """
    proposed = case.proposed_on(command.on)
    if command.primary is KEEP and proposed is not None:
        return proposed.staff
    return command.primary


def _contacts_without_acceptance(command: RecordStatus) -> Iterator[Reason]:
    named = (command.primary, command.deputy)
    if any(staff is not None and not isinstance(staff, Keep) for staff in named):
        yield blocking("contact_without_acceptance", status=command.status.value)


def _seats_left_empty(seats: Seats, given: Given) -> Iterator[Reason]:
    local = given.local(seats.case.unit, seats.on)
    if seats.first_after is None:
        stands = warning if local.contact_to_follow else blocking
        code = "contact_to_follow" if local.contact_to_follow else "primary_missing"
        law = basis_of(given.rules(seats.on).documentation)
        by_choice = local.basis_of("contact_to_follow") if local.contact_to_follow else ()
        yield stands(code, basis=law + by_choice)
    elif local.deputy_required and seats.deputy_after is None:
        yield blocking("deputy_missing", basis=local.basis_of("deputy_required"))


def _assessed(command: RecordStatus, given: Given) -> Iterator[Reason]:
    """
    *No need* is refused without its three parts, whatever the local rules say.
    """
    if command.status is not Status.NO_NEED:
        return
    basis = basis_of(given.rules(command.on).assessment)
    if command.assessment is None:
        yield blocking("assessment_missing", basis=basis)
        return
    for code in _blanks(command.assessment):
        yield blocking(code, basis=basis)


def _blanks(assessment: Assessment) -> Iterator[str]:
    if not assessment.reason.strip():
        yield "assessment_reason_missing"
    if not assessment.persons_view.strip():
        yield "persons_view_missing"
    if not assessment.by.strip():
        yield "assessor_missing"

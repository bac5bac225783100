"""
May somebody be proposed to a client that has not said yes?
"""

from collections.abc import Iterator

from fastomsorg.commands import ProposeContact
from fastomsorg.history import Case, ContactProposed
from fastomsorg.terms import Role, Status

from ._given import Given
from ._persons import Judged, judged
from ._reason import Reason, blocking
from ._verdict import Proposal
from ._whether_known import known, within_stay


def proposed(case: Case, command: ProposeContact, given: Given) -> Proposal:
    """
    Choose who is to be proposed (*föreslå kontakt*), judged as a primary would be, or with None
    take the proposal back.
    """
    found = (
        judged(command.staff, Role.PRIMARY, case.key.unit, command.on, given)
        if command.staff is not None
        else Judged(())
    )
    reasons = [
        *known(case.key, given),
        *within_stay(case, command.on),
        *found.reasons,
        *_not_needed(case, command),
    ]
    event = ContactProposed(command.on, command.staff, found.entitlement)
    return Proposal.of(case.key, [event], reasons)


def _not_needed(case: Case, command: ProposeContact) -> Iterator[Reason]:
    """
    Whoever has said yes is appointed somebody; whoever is proposed already, is.
    """
    if case.life.status_on(command.on) is Status.ACCEPTED:
        yield blocking("accepted_already", day=command.on)
    standing = case.proposed_on(command.on)
    if command.staff is None and standing is None:
        yield blocking("nobody_proposed", day=command.on)
    elif command.staff is not None and standing and standing.staff == command.staff:
        yield blocking("nothing_changed")

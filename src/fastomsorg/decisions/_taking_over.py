"""
May history from another system be taken over?
"""

from fastomsorg.commands import RecordStatus
from fastomsorg.history import Case, TakenOver
from fastomsorg.terms import Instant, Role

from ._answer import answer
from ._given import Given
from ._reason import Reason, Severity
from ._verdict import Granted, Refused, Verdict

CANNOT_BE = frozenset(
    {
        "unknown_client",
        "unknown_unit",
        "unknown_staff",
        "outside_stay",
        "day_in_future",
        "contact_without_acceptance",
        "same_person_in_both_seats",
        "deputy_without_primary",
    }
)
"""What refuses a row whatever happened: it cannot have."""


def take_over(
    case: Case, command: RecordStatus, given: Given, *, by: str, recorded_at: Instant | None
) -> Verdict:
    """
    Register what happened as it happened (*ta över historik*), by whom and when it was registered.

    What the rules would have refused is kept as remarks on the registration. Only what cannot
    have been is refused; a deputy alone can be, where a primary left earlier in the stay.
    """
    proposal = answer(case, command, given)
    impossible = tuple(reason for reason in proposal.reasons if _impossible(reason, case, command))
    if impossible:
        return Refused(impossible)

    remarks = tuple(
        Reason(reason.code, Severity.WARNING, reason.facts, reason.basis)
        for reason in proposal.reasons
        if reason.blocks
    )
    fact = TakenOver(command.on, recorded_at, by, tuple(remark.code for remark in remarks))
    entries = tuple((key, (*events, fact)) for key, events in proposal.entries)
    return Granted(entries, remarks)


def _impossible(reason: Reason, case: Case, command: RecordStatus) -> bool:
    if reason.code == "deputy_without_primary":
        return not _primary_left(case, command)
    return reason.blocks and reason.code in CANNOT_BE


def _primary_left(case: Case, command: RecordStatus) -> bool:
    """
    Did somebody hold the primary's seat earlier in the stay?
    """
    spell = case.life.on(command.on)
    return spell is not None and any(
        spell.stay.start <= contact.period.start < command.on
        for contact in case.life.contacts(Role.PRIMARY)
    )

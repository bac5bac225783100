"""
May a wish, or something that was done, be registered?
"""

from fastomsorg.commands import RecordDone, RequestChange
from fastomsorg.history import Case, ChangeWished, DoneRecorded
from fastomsorg.terms import Role

from ._given import Given
from ._reason import blocking
from ._verdict import Proposal
from ._whether_known import begun_by, known, not_ahead, within_stay


def wish(case: Case, command: RequestChange, given: Given) -> Proposal:
    """
    Register that the client wishes for another contact (*önskemål om byte*).

    The person shall be able to change contact (SOU 2020:70 p. 112).
    """
    reasons = [
        *known(case.key, given),
        *not_ahead(command.on, given),
        *within_stay(case, command.on),
    ]
    spell = case.life.on(command.on)
    if spell is not None and all(spell.holder(role) is None for role in Role):
        reasons.append(blocking("no_contact_to_change", day=command.on))
    if command.wished is not None and (command.wished, command.on) not in given.staff:
        reasons.append(blocking("unknown_staff", staff=command.wished))
    event = ChangeWished(command.on, command.text, command.wished)
    return Proposal.of(case.key, [event], reasons)


def done(case: Case, command: RecordDone, given: Given) -> Proposal:
    """
    Register that something that was due has been done (*utfört*), perhaps after the stay.

    What the routine says of it is for `Given.due` to know: is there such a thing, was it due to
    exist by then, has it been done already?
    """
    reasons = [
        *known(case.key, given),
        *not_ahead(command.on, given),
        *begun_by(case, command.on),
        *given.due(case, command),
    ]
    if not command.kind.strip():
        reasons.append(blocking("kind_missing"))
    event = DoneRecorded(command.on, command.kind, command.text, command.items)
    return Proposal.of(case.key, [event], reasons)

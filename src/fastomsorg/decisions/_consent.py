"""
May a consent, or a changed need, be registered?
"""

from collections.abc import Iterator

from fastomsorg.commands import NeedChanged, RecordConsent
from fastomsorg.history import Case, ConsentRecorded, NeedChangeRecorded
from fastomsorg.terms import Consent

from ._given import Given
from ._reason import Reason, blocking
from ._verdict import Proposal
from ._whether_known import begun_by, known, not_ahead, within_stay


def need_changed(case: Case, command: NeedChanged, given: Given) -> Proposal:
    """
    Register that the need, or the aid decision, has changed (*förändrat behov*).
    """
    reasons = [
        *known(case.key, given),
        *not_ahead(command.on, given),
        *within_stay(case, command.on),
    ]
    event = NeedChangeRecorded(command.on, command.of, command.text)
    return Proposal.of(case.key, [event], reasons)


def consent(case: Case, command: RecordConsent, given: Given) -> Proposal:
    """
    Register what the client says to others being told (*samtycke*), perhaps after the stay.

    Nobody has to consent to being told themselves, and only what was given can be withdrawn.
    """
    reasons = [
        *known(case.key, given),
        *not_ahead(command.on, given),
        *begun_by(case, command.on),
        *_pointless(case, command),
    ]
    event = ConsentRecorded(
        command.on, command.to, command.consent, command.about, command.person, command.text
    )
    return Proposal.of(case.key, [event], reasons)


def _pointless(case: Case, command: RecordConsent) -> Iterator[Reason]:
    if not command.to.needs_consent:
        yield blocking("consent_not_needed", to=command.to.value)
    elif command.consent is Consent.WITHDRAWN:
        standing = case.consent_on(
            command.on, command.to, about=command.about, person=command.person
        )
        if standing is not Consent.GIVEN:
            yield blocking("no_consent_to_withdraw", to=command.to.value, day=command.on)

"""
Who is to be told something, and what the client says to that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from fastomsorg.terms import Consent, Party

from ._known import Known
from ._obligation_kinds import ObligationKind

Related: TypeAlias = Callable[[Party], tuple[str, ...] | None]
"""The ids of those who stand in that relation to the client; None where nobody keeps that."""


def nobody_knows(_party: Party) -> None:
    """
    Nobody keeps who is related to whom (*okänt*).
    """
    return


def nobody_to_tell(kind: ObligationKind, related: Related) -> bool:
    """
    Is it somebody who does not exist that is to be told (*ingen att informera*)?
    """
    return kind.informs is not None and related(kind.informs) == ()


def asks_consent(kind: ObligationKind) -> bool:
    """
    Is somebody told who may be told only with the client's consent (*kräver samtycke*)?
    """
    return kind.informs is not None and kind.informs.needs_consent


def consent_to(kind: ObligationKind, known: Known, related: Related) -> Consent | None:
    """
    What the client has said (*samtycke*): given is enough for one of those who are to be told.
    """
    party = kind.informs
    if party is None:
        return None
    said = [
        known.case.consent_on(known.on, party, about=kind.kind, person=person)
        for person in (*(related(party) or ()), "")
    ]
    return Consent.GIVEN if Consent.GIVEN in said else said[-1]

"""
How it is on the day with something that the routine wants done.
"""

from __future__ import annotations

import datetime as dt

from fastomsorg.terms import Consent

from ._anchors import Anchored
from ._informing import Related, asks_consent, consent_to
from ._known import Known
from ._lapsing import NOT_LAPSED, lapsed
from ._meeting import met_on, ticked
from ._obligation import Obligation, ObligationState
from ._obligation_kinds import Anchor, ObligationKind
from ._routine import Routine


def judged(
    kind: ObligationKind,
    since: Anchored,
    number: int,
    known: Known,
    version: Routine,
    related: Related,
) -> Obligation:
    """
    The obligation as it is on the day (*läge*), by the *version* of the routine it rests on.
    """
    due = kind.within.after(since.day) if kind.within and since.day else None
    met = met_on(kind, since, known)
    lapse, lapsed_on, status = NOT_LAPSED if met else lapsed(kind, since, known, related)
    waits = asks_consent(kind)
    consent = consent_to(kind, known, related) if waits else None
    if met is not None:
        state = ObligationState.MET
    elif lapse is not None:
        state = ObligationState.LAPSED
    elif waits and consent is not Consent.GIVEN:
        state = ObligationState.BLOCKED
    else:
        state = _by_the_last_day(due, known.on)
    the_day = since.day if since.anchor is Anchor.END and since.day else known.on
    return Obligation(
        client=known.case.key.client,
        unit=known.case.key.unit,
        kind=kind,
        number=number,
        anchor=since.anchor,
        from_day=since.day,
        due=due,
        state=state,
        on=known.on,
        routine=version.cited_as,
        met_on=met,
        lapse=lapse,
        lapsed_on=lapsed_on,
        status=status,
        moved=since.moved,
        ticked=ticked(kind, since, known),
        consent=consent,
        contact=known.contact if the_day == known.on else known.contact_on(the_day),
    )


def _by_the_last_day(due: dt.date | None, on: dt.date) -> ObligationState:
    late = due is not None and due < on
    return ObligationState.LATE if late else ObligationState.DUE

"""
Why something no longer applies, and since when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from fastomsorg.history import Life
from fastomsorg.terms import Period, Status

from ._anchors import Anchored
from ._informing import Related, nobody_to_tell
from ._known import Known
from ._obligation import Lapse
from ._obligation_kinds import Anchor, ObligationKind

Lapsed: TypeAlias = tuple[Lapse | None, dt.date | None, Status | None]
"""Why, since which day, and the status where it was that; None where there is no such thing."""

NOT_LAPSED: Lapsed = (None, None, None)


def lapsed(kind: ObligationKind, since: Anchored, known: Known, related: Related) -> Lapsed:
    """
    Why it no longer applies on the day (*upphört*), by what came first.
    """
    found = [each for each in _lapses(kind, since, known) if each[1] <= known.on]
    if found:
        return min(found, key=lambda each: each[1])
    if nobody_to_tell(kind, related):
        return Lapse.NOBODY_TO_TELL, None, None
    return NOT_LAPSED


def _lapses(
    kind: ObligationKind, since: Anchored, known: Known
) -> Iterator[tuple[Lapse, dt.date, Status | None]]:
    stay, end = since.stay, since.stay.end
    if end is not None and end <= known.on and since.anchor is not Anchor.END:
        yield (Lapse.MOVED if _moved_away(known, stay) else Lapse.ENDED), end, None
    if since.until is not None:
        yield (_why_replaced(since)), since.until, None
    if kind.applies.statuses:
        spell = known.life.on(min(known.on, stay.last_day or known.on))
        if spell is not None and spell.status not in kind.applies.statuses:
            yield Lapse.STATUS, _since_status(known.life, spell.period, spell.status), spell.status


def _moved_away(known: Known, stay: Period) -> bool:
    return any(each.moved_to for each in known.case.enactments if each.last_day == stay.last_day)


def _why_replaced(since: Anchored) -> Lapse:
    replaced = since.anchor in (Anchor.APPOINTED, Anchor.PROPOSED)
    return Lapse.REPLACED if replaced else Lapse.SUPERSEDED


def _since_status(life: Life, period: Period, status: Status) -> dt.date:
    """
    The first day in a row on which the client has the status.
    """
    first = period.start
    for spell in reversed(life.spells):
        if spell.period.end == first and spell.status is status:
            first = spell.period.start
    return first

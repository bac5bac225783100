"""
Do visits start when they were planned to: time continuity.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from fastomsorg.care import Visit

from ._counted import Exclusion
from ._shares import Share

WITHIN = dt.timedelta(minutes=30)
"""How far from the plan a start may be."""


@attrs.frozen
class TimeContinuity:
    """
    Visits that start as planned (*tidskontinuitet*), ``time-continuity/1``.

    *on_time* has the visits with both a start and a planned start as its base; *excluded* counts
    the others by reason.
    """

    on_time: Share
    excluded: Mapping[Exclusion, int]


def time_continuity(visits: Iterable[Visit], *, within: dt.timedelta = WITHIN) -> TimeContinuity:
    """
    The share of performed visits that start at most *within* from the plan, before or after.
    """
    excluded: Counter[Exclusion] = Counter()
    hits = base = 0
    for visit in visits:
        if not visit.performed:
            excluded[Exclusion.NOT_PERFORMED] += 1
        elif visit.planned_starts is None:
            excluded[Exclusion.NOT_PLANNED] += 1
        elif visit.starts is None:
            excluded[Exclusion.NO_START] += 1
        else:
            base += 1
            hits += abs(visit.starts - visit.planned_starts) <= within
    return TimeContinuity(Share(hits, base), excluded)

"""
A search as it can be published: how many, unit by unit, and nobody recognisable.
"""

from __future__ import annotations

from fastomsorg.statistics import suppressed
from fastomsorg.terms import Status

from ._searching import Asked, counts_at
from ._views import PublishedSearch


def publish_status(asked: Asked, status: Status) -> PublishedSearch:
    """
    How many have the answer at each unit (*tabell för publicering*), with small counts hidden.

    The strictest threshold among the units' local rules holds for the whole table.
    """
    local = [asked.host.local(unit, asked.on) for unit in asked.units]
    threshold = max(rules.small_counts for rules in local)
    counts = [counts_at(asked, status, frozenset({unit})).count for unit in asked.units]
    table = suppressed(
        [(count.older, count.younger, count.unknown) for count in counts], threshold=threshold
    )
    *rows, totals = table
    return PublishedSearch(asked.on, asked.units, threshold, tuple(rows), totals)

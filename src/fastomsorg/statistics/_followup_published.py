"""
The follow-up as it can be published: no small count, and none that can be worked out.

Counts of clients in units are suppressed table by table. A figure that is made of several counts is
shown only where it follows from counts that are. What is a part of counts in another table is told
of the whole alone, and only where its own sum is shown there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from . import _published_sections as sections
from ._followup import FollowUp
from ._followup_sheet import HIDDEN, Section, Sheet, SheetRow, sheet
from ._published_answers import answers, split
from ._publishing import Publishing, Shows

SHOWS: Mapping[str, Callable[[Publishing], Shows]] = {
    "answers": answers,
    "others": split,
    "only_alarm": split,
    "waits": sections.waits,
    "footing": sections.footing,
    "load": sections.load,
    "changes": sections.changes,
    "visits": sections.visits,
    "fortnight": sections.fortnight,
    "work": sections.work,
}
"""What is shown of each section."""


def published_sheet(followup: FollowUp, *, threshold: int) -> Sheet:
    """
    The follow-up in tables that can be published (*publicerbar uppföljning*).

    Hidden is what counts from 1 to below the *threshold*, and what else it takes.
    """
    whole = sheet(followup)
    of = Publishing(followup, threshold)
    masked = tuple(_masked(section, SHOWS[section.code](of)) for section in whole.sections)
    total = of.answers.has_total(0)
    return attrs.evolve(
        whole,
        sections=masked,
        clients=whole.clients if total and of.many(followup.clients) else HIDDEN,
        threshold=threshold,
    )


def _masked(section: Section, shows: Shows) -> Section:
    rows = tuple(
        SheetRow(
            row.unit,
            tuple(
                value if value is None or shows(number, column) else HIDDEN
                for column, value in zip(section.columns, row.values, strict=True)
            ),
        )
        for number, row in enumerate(section.rows)
    )
    whole, *units = rows
    told = any(value not in (None, HIDDEN) for row in units for value in row.values)
    return attrs.evolve(section, rows=rows if told else (whole,))

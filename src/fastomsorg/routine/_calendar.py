"""
What is to be done as entries of a calendar: the same entry for the same thing, however often made.
"""

from __future__ import annotations

import datetime as dt
from uuid import NAMESPACE_URL, UUID, uuid5

import attrs

from fastomsorg.terms import Instant
from fastomsorg.texts import Language, text

from ._explained import counted, in_words
from ._obligation import Obligation, ObligationState

NAMESPACE = uuid5(NAMESPACE_URL, "urn:fastomsorg:due:1")


@attrs.frozen
class CalendarEntry:
    """
    One day in a calendar (*kalenderpost*), which a later one with the same *uid* takes the place
    of where its *sequence* is higher, or the same.

    *stamp* is when what it says was registered. What no longer applies is *cancelled*. Nobody is
    named: a client stands there by id.
    """

    uid: UUID
    day: dt.date
    title: str
    text: str
    stamp: Instant
    sequence: int
    cancelled: bool = False


def calendar_entry(
    obligation: Obligation, *, stamp: Instant, sequence: int, language: Language
) -> CalendarEntry | None:
    """
    The obligation on its last day (*kalenderpost*), or None for a reminder that has none.

    It says nothing of how late it is, which changes with the day that it is asked for.
    """
    if obligation.due is None:
        return None
    done = obligation.state is ObligationState.MET
    return CalendarEntry(
        uid=uuid5(NAMESPACE, _identity(obligation)),
        day=obligation.due,
        title=text(
            language,
            "obligations.calendar.done" if done else "obligations.calendar.to_do",
            title=in_words(obligation.kind.title, language),
            client=obligation.client or obligation.unit,
        ),
        text=text(
            language,
            "obligations.calendar.text",
            counted=" ".join(counted(obligation, language)),
            basis=obligation.basis,
        ),
        stamp=stamp,
        sequence=sequence,
        cancelled=obligation.state is ObligationState.LAPSED,
    )


def _identity(obligation: Obligation) -> str:
    return "\n".join(
        (
            obligation.client or "",
            obligation.unit,
            obligation.kind.kind,
            obligation.anchor.value,
            str(obligation.number),
        )
    )

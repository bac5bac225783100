"""
What a local routine wants done: each kind of obligation is data, with its anchor and its limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

import attrs

from fastomsorg.terms import (
    END_OF_DAYS,
    Act,
    Malformed,
    Party,
    Role,
    Service,
    Setting,
    Status,
    months_after,
)
from fastomsorg.texts import Language

Words: TypeAlias = Mapping[Language, str]
"""A text in the languages it is written in: Swedish always."""

Responsible: TypeAlias = str
"""Whose task it is (*ansvarig*): one of `USUALLY_RESPONSIBLE`, or a word of the routine's own."""

USUALLY_RESPONSIBLE: tuple[Responsible, ...] = (
    "contact",
    "manager",
    "coordinator",
    "administrator",
    "case_officer",
    "provider",
    "whoever_heard",
)
"""Those that have a name in both languages."""


class Anchor(StrEnum):
    """
    What a limit counts from (*räknas från*).

    *order_received* and *decision* are days of the enactment; without them the obligation waits.
    *appointed* is the day somebody took a seat, *left_without* the day an accepted client had
    nobody in the primary's, *proposed* the day somebody was proposed, *latest_done* the latest day
    on which something in `ObligationKind.of` was done, *end* the last day of the stay, and *year*
    the first day of each calendar year, for what is done once for a whole unit.
    """

    DECISION = "decision"
    ORDER_RECEIVED = "order_received"
    START = "start"
    FIRST_VISIT = "first_visit"
    ANSWER = "answer"
    PROPOSED = "proposed"
    APPOINTED = "appointed"
    LEFT_WITHOUT = "left_without"
    WISH_TO_CHANGE = "wish_to_change"
    NEED_CHANGED = "need_changed"
    AID_DECISION_CHANGED = "aid_decision_changed"
    LATEST_DONE = "latest_done"
    END = "end"
    YEAR = "year"


class TimeUnit(StrEnum):
    """
    What an amount of time is counted in (*tidsenhet*).
    """

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@attrs.frozen
class Within:
    """
    A limit in time (*inom*): so many days, weeks or calendar months. Negative is `Malformed`.
    """

    amount: int
    unit: TimeUnit = TimeUnit.DAYS

    def __attrs_post_init__(self) -> None:
        if self.amount < 0:
            raise Malformed("negative_amount", got=self.amount, unit=self.unit.value)

    def after(self, day: dt.date) -> dt.date:
        """
        The last day of the limit (*sista dag*), counted from *day*; see `months_after`.
        """
        try:
            if self.unit is TimeUnit.MONTHS:
                return months_after(day, self.amount)
            return day + self._stretch
        except (OverflowError, ValueError):
            return END_OF_DAYS

    @cached_property
    def _stretch(self) -> dt.timedelta:
        return dt.timedelta(**{self.unit.value: self.amount})


class MetBy(StrEnum):
    """
    What meets an obligation (*uppfylls av*): a `RecordDone`, or a registration that is it itself.

    A seat meets it when somebody takes it on the anchor's day or later, or holds it then.
    """

    DONE = "done"
    ANSWER = "answer"
    PROPOSED = "proposed"
    PRIMARY = "primary"
    DEPUTY = "deputy"
    CONTACT_PERSON = "contact_person"
    DEPUTY_CONTACT_PERSON = "deputy_contact_person"


class Scope(StrEnum):
    """
    Whether something is done for each client (*per brukare*) or once for the unit (*per enhet*).
    """

    CASE = "case"
    UNIT = "unit"


@attrs.frozen
class ChecklistItem:
    """
    One point of a checklist (*punkt*), ticked by itself; *group* as ``inform``, ``find_out``.
    """

    item: str
    title: Words = attrs.field(hash=False)
    group: str = ""


def _in_a_row(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    return tuple(items)


@attrs.frozen
class Applies:
    """
    Which clients an obligation is for (*gäller*). What is left empty narrows nothing.

    *statuses* hold on the day looked at, and another status lets the obligation lapse; *settings*
    and *acts* are those of the enactments that go on the anchor's day. *unless_only* leaves out
    whoever has nothing but these services. *after* keeps, of those appointed, the ones who come
    after somebody else who held one of these seats earlier in the stay.
    """

    statuses: frozenset[Status] = frozenset()
    settings: frozenset[Setting] = frozenset()
    acts: frozenset[Act] = frozenset()
    unless_only: frozenset[Service] = frozenset()
    after: frozenset[Role] = frozenset()

    @cached_property
    def narrows(self) -> bool:
        """
        Does it leave anybody out (*avgränsar*), whatever their status?
        """
        return bool(self.settings or self.acts or self.unless_only or self.after)


EVERYBODY = Applies()


@attrs.frozen
class ObligationKind:
    """
    Something a routine wants done (*bevakning*), from when, until when, by whom and why.

    *kind* is the code that `RecordDone` gives. *within* None is a reminder without a limit. *roles*
    are the seats that *appointed* speaks of. For *latest_done*, *of* are the kinds whose latest day
    counts, with its own among them where it recurs, and *first* what counts until any is done.
    *met_by* is what meets it, and *done_as* further kinds that do so as well as its own. *note*
    says that doing it gives a journal note. *informs* is who gets to know something by it. *source*
    is the document; *chosen* what the routine chose itself where that document is silent.
    """

    kind: str
    title: Words = attrs.field(hash=False)
    anchor: Anchor
    source: str
    within: Within | None = None
    who: tuple[Responsible, ...] = ()
    note: bool = False
    checklist: tuple[ChecklistItem, ...] = attrs.field(default=(), converter=_in_a_row)
    applies: Applies = EVERYBODY
    met_by: frozenset[MetBy] = frozenset({MetBy.DONE})
    done_as: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    first: Anchor | None = None
    roles: frozenset[Role] = frozenset({Role.PRIMARY})
    informs: Party | None = None
    scope: Scope = Scope.CASE
    chosen: Words | None = attrs.field(default=None, hash=False)

    @property
    def recurs(self) -> bool:
        """
        Does doing it make it due again (*återkommer*)?
        """
        return self.anchor is Anchor.LATEST_DONE and self.kind in self.of

    @cached_property
    def done_by(self) -> frozenset[str]:
        """
        The kinds whose being done meets it.
        """
        return self.done_as | {self.kind} if MetBy.DONE in self.met_by else frozenset()

    @cached_property
    def met_otherwise(self) -> frozenset[MetBy]:
        """
        The registrations that meet it by themselves (*uppfylls ändå*).
        """
        return self.met_by - {MetBy.DONE}

    @cached_property
    def points(self) -> frozenset[str]:
        """
        The codes of its checklist (*punkter*).
        """
        return frozenset(each.item for each in self.checklist)

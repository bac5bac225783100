"""
The follow-up as it can be published: no small count, and none that can be worked out.

Counts of clients in units are suppressed table by table. A figure that is made of several counts is
shown only where it follows from counts that are. What is a part of counts in another table is told
of the whole alone, and only where its own sum is shown there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from fastomsorg.terms import ChangeReason

from ._followup import Answers, Followed, FollowUp, Footing, Waits
from ._followup_cases import State
from ._followup_sheet import COLUMNS, HIDDEN, Section, Sheet, SheetRow, sheet
from ._shares import Share
from ._suppression import suppressed

Shows: TypeAlias = Callable[[int, str], bool]
"""Is the figure shown: in the row (0 the whole, then the units), in the column?"""

PARTS: tuple[tuple[State, ...], ...] = (
    (State.BOTH,),
    (State.PRIMARY_ALONE,),
    (State.DEPUTY_ALONE, State.VACANT),
    (State.DECLINED,),
    (State.NO_NEED,),
    (State.NOT_ASKED,),
)
"""What the answers are published as: a yes without a primary is one count."""

OF_PARTS: Mapping[str, tuple[int, ...]] = {
    "offered": (0, 1, 2, 3),
    "accepted": (0, 1, 2),
    "declined": (3,),
    "no_need": (4,),
    "not_asked": (5,),
    "with_primary": (0, 1),
    "with_deputy": (0,),
}
"""Which of the parts a figure is the sum of."""


@attrs.frozen
class _Table:
    """
    A table of units and counts, as it is shown: a figure follows from what is not hidden.
    """

    counts: Sequence[Sequence[int]]
    threshold: int
    shown: tuple[tuple[int | None, ...], ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "shown", suppressed(self.counts, threshold=self.threshold))

    def has_all(self, row: int, columns: Iterable[int]) -> bool:
        return all(self._has(row, column) for column in columns)

    def has_sum(self, row: int, columns: Sequence[int]) -> bool:
        """
        Does the sum follow, from these or from the sum of all without the others?
        """
        everything = range(len(self.counts[0]))
        others = [column for column in everything if column not in columns]
        by_others = self.has_total(row) and self.has_all(row, others)
        return self.has_all(row, columns) or by_others

    def has_total(self, row: int) -> bool:
        return self._has(row, -1)

    def has_every_total(self) -> bool:
        return None not in self.shown[-1]

    def _has(self, row: int, column: int) -> bool:
        rows = [self.shown[row - 1]]
        if len(self.counts) == 1:
            rows = list(self.shown)
        return all(each[column] is not None for each in rows)


def published_sheet(followup: FollowUp, *, threshold: int) -> Sheet:
    """
    The follow-up in tables that can be published (*publicerbar uppföljning*).

    Hidden is what counts from 1 to below the *threshold*, and what else it takes.
    """
    whole = sheet(followup)
    of = _Publishing(followup, threshold)
    sections = tuple(_masked(section, of.shows(section.code)) for section in whole.sections)
    total = of.answers.has_total(0)
    return attrs.evolve(
        whole,
        sections=sections,
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


@attrs.define(slots=False)
class _Publishing:
    """
    What is shown of one follow-up.
    """

    followup: FollowUp
    threshold: int
    answers: _Table = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.answers = self._table(lambda each: _parts(each.everybody))

    def shows(self, section: str) -> Shows:
        """
        What is shown of the section.
        """
        return {
            "answers": self._answers,
            "others": self._split,
            "only_alarm": self._split,
            "waits": self._waits,
            "footing": self._footing,
            "load": self._load,
            "changes": self._changes,
            "visits": self._visits,
            "fortnight": self._fortnight,
            "work": self._work,
        }[section]()

    def many(self, count: int) -> bool:
        """
        Is it nobody, or enough not to be small?
        """
        return count == 0 or count >= self.threshold

    def _table(self, counts: Callable[[Followed], Sequence[int]]) -> _Table:
        return _Table([counts(each) for each in self.followup.units], self.threshold)

    def _of(self, row: int) -> Followed:
        return self.followup.units[row - 1] if row else self.followup.whole

    def _answers(self) -> Shows:
        table = self.answers
        return lambda row, column: self._answer(table, row, column, self._of(row).everybody)

    def _answer(self, table: _Table, row: int, column: str, answers: Answers) -> bool:
        if not table.has_total(row):
            return False
        if column == "clients":
            return True
        parts = _parts(answers)
        if not self.many(sum(parts[part] for part in OF_PARTS[column])):
            return False
        if column == "with_deputy" and answers.states.get(State.DEPUTY_ALONE, 0):
            return False
        return table.has_sum(row, OF_PARTS[column])

    def _split(self) -> Shows:
        """
        Of the whole alone, and where its sums are shown: they are sums of the units' counts too.
        """
        parts = (self.followup.whole.others, self.followup.whole.only_alarm)
        table = _Table([_parts(part) for part in parts], self.threshold)
        sums = self.answers.has_every_total() and table.has_every_total()

        def shows(row: int, column: str) -> bool:
            both = (self._answer(table, part + 1, column, parts[part]) for part in range(2))
            return row == 0 and sums and all(both)

        return shows

    def _waits(self) -> Shows:
        offers = self._of_waits("offers", lambda each: each.offers)
        appointments = self._of_waits("appointments", lambda each: each.appointments)
        return lambda row, column: (
            offers(row, column) if column.startswith("offers") else appointments(row, column)
        )

    def _of_waits(self, name: str, part: Callable[[Followed], Waits | None]) -> Shows:
        table = self._table(lambda each: _within(part(each)))

        def shows(row: int, column: str) -> bool:
            waits = part(self._of(row)) or Waits()
            if column == f"{name}_within":
                return table.has_all(row, (0, 1))
            if column == f"{name}_median":
                return self.many(len(waits.days))
            beyond = _within(waits)[1] - waits.late
            return table.has_total(row) and self.many(waits.late) and self.many(beyond)

        return shows

    def _footing(self) -> Shows:
        whole = self.followup.whole
        hidden = self._hidden_of([whole.footing.get(each, 0) for each in Footing])
        known = self.answers.has_sum(0, OF_PARTS["with_primary"])
        shown = {each.value for number, each in enumerate(Footing) if number not in hidden}
        if self._tells(whole.losing) and Footing.TRANSITION.value in shown:
            shown.add("losing")
        return lambda row, column: row == 0 and known and column in shown

    def _load(self) -> Shows:
        table = self._table(lambda each: _two(each.load.over))

        def shows(row: int, column: str) -> bool:
            enough = self.many(len(self._of(row).load.clients)) and table.has_total(row)
            return enough and (column != "over" or table.has_all(row, (0, 1)))

        return shows

    def _changes(self) -> Shows:
        reasons = (*ChangeReason, None)
        table = self._table(lambda each: [each.changes.reasons.get(why, 0) for why in reasons])
        first = len(COLUMNS["changes"]) - len(reasons)
        columns = [name for name, _ in COLUMNS["changes"][first:]]

        def shows(row: int, column: str) -> bool:
            if column in columns:
                return table.has_all(row, (columns.index(column),))
            return table.has_total(row)

        return shows

    def _visits(self) -> Shows:
        table = self._table(lambda each: _two(each.visits.below))
        few = self._few([each.visits.clients for each in self.followup.units])

        def shows(row: int, column: str) -> bool:
            if column == "below":
                return table.has_all(row, (0, 1))
            if row == 0:
                return self.many(self.followup.whole.visits.clients)
            return row - 1 not in few

        return shows

    def _few(self, counts: Sequence[int]) -> frozenset[int]:
        """
        The units that are too small, and one more where a single one could be worked out.
        """
        few = {row for row, count in enumerate(counts) if not self.many(count)}
        while few and (len(few) == 1 or sum(counts[row] for row in few) < self.threshold):
            left = [row for row, count in enumerate(counts) if count and row not in few]
            if not left:
                break
            few.add(min(left, key=lambda row: counts[row]))
        return frozenset(few)

    def _fortnight(self) -> Shows:
        fortnight = self.followup.fortnight
        enough = fortnight is not None and self.many(len(fortnight.staff))
        many = enough and fortnight is not None and self._tells(fortnight.many)
        return lambda _, column: many if column == "many" else enough

    def _work(self) -> Shows:
        plans = self._of_waits("plans", lambda each: each.plans)

        def shows(row: int, column: str) -> bool:
            each = self._of(row)
            if column == "scheduled":
                return row == 0 and self.many(len(each.load.clients))
            if column.startswith("plans"):
                return plans(row, column)
            told = each.reviewed if column == "reviewed" else each.relatives
            return row == 0 and self.answers.has_total(0) and self._tells(told)

        return shows

    def _tells(self, share: Share | None) -> bool:
        """
        Can a share be shown whose base may be known?
        """
        return not self._hidden_of(_two(share))

    def _hidden_of(self, counts: Sequence[int]) -> frozenset[int]:
        """
        What is hidden of counts whose sum is known: every hidden one could be another one.
        """
        hidden = {place for place, count in enumerate(counts) if not self.many(count)}
        while hidden and (len(hidden) == 1 or sum(counts[each] for each in hidden) == len(hidden)):
            left = [place for place, count in enumerate(counts) if count and place not in hidden]
            if not left:
                return frozenset(range(len(counts)))
            hidden.add(min(left, key=lambda place: counts[place]))
        return frozenset(hidden)


def _parts(answers: Answers) -> list[int]:
    return [sum(answers.states.get(state, 0) for state in part) for part in PARTS]


def _two(share: Share | None) -> tuple[int, int]:
    """
    Who is in the share, and who is not.
    """
    return (0, 0) if share is None else (share.hits, share.base - share.hits)


def _within(waits: Waits | None) -> tuple[int, int]:
    if waits is None:
        return 0, 0
    return (len(waits.days), 0) if waits.within is None else _two(waits.within)

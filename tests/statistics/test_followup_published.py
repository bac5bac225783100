"""
What can be worked out of a follow-up that is published: no small count, whatever is subtracted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fastomsorg.care import Unit
from fastomsorg.statistics import (
    HIDDEN,
    Aims,
    Answers,
    ByContact,
    Changes,
    ContactLoad,
    Followed,
    FollowUp,
    Footing,
    Fortnight,
    Share,
    Sheet,
    State,
    Value,
    Waits,
    published_sheet,
    sheet,
)
from fastomsorg.statistics._published_parts import OF_PARTS, PARTS
from fastomsorg.terms import ChangeReason, Period
from tests.statistics.boards import YEAR

THRESHOLD = 5
Counts = Sequence[int]
Equation = list[Fraction]

SMALL = st.one_of(st.just(0), st.integers(1, 6), st.integers(5, 40))
STATES = st.lists(SMALL, min_size=len(State), max_size=len(State))
UNITS = st.lists(st.tuples(STATES, STATES), min_size=1, max_size=4)


def answers(counts: Counts) -> Answers:
    return Answers(dict(zip(State, counts, strict=True)))


def together(*each: Answers) -> Answers:
    return Answers(sum((Counter(one.states) for one in each), Counter()))


def a_followed(
    unit: Unit | None,
    others: Answers,
    alarm: Answers | None = None,
    **further: Any,
) -> Followed:
    """
    What a unit comes to; what is not said of it is nothing.
    """
    alarm = alarm or Answers()
    nothing = Followed(
        unit=unit,
        everybody=together(others, alarm),
        others=others,
        only_alarm=alarm,
        offers=Waits(),
        appointments=Waits(),
        footing={},
        losing=None,
        load=ContactLoad(),
        changes=Changes(),
        visits=ByContact(),
    )
    return attrs.evolve(nothing, **further)


def of_answers(units: Sequence[tuple[Counts, Counts]]) -> FollowUp:
    others = [answers(counts) for counts, _ in units]
    alarm = [answers(counts) for _, counts in units]
    followed = tuple(
        a_followed(Unit(f"u{number}", ""), *both)
        for number, both in enumerate(zip(others, alarm, strict=True))
    )
    whole = a_followed(None, together(*others), together(*alarm))
    return FollowUp("", YEAR, Aims(), whole, followed, whole.everybody.cases)


def figures(sheet: Sheet, section: str) -> Iterator[tuple[int, str, Value]]:
    """
    Every figure of a section: row, column, value.
    """
    found = sheet.section(section)
    for number, row in enumerate(found.rows):
        for column, value in zip(found.columns, row.values, strict=True):
            yield number, column, value


class Attack:
    """
    Somebody with a pencil: every figure that is shown is an equation over the counts behind it.
    """

    def __init__(self, units: int) -> None:
        self._units = units
        self._equations: list[Equation] = []
        for part in range(len(PARTS)):
            split = [self.split(0, part), self.split(1, part)]
            self.learn(split, [self.count(unit, part) for unit in range(units)], 0)

    def count(self, unit: int, part: int) -> int:
        return unit * len(PARTS) + part

    def split(self, which: int, part: int) -> int:
        return (self._units + which) * len(PARTS) + part

    def learn(self, more: Iterable[int], less: Iterable[int], amount: int) -> None:
        equation = [Fraction(0)] * ((self._units + 2) * len(PARTS) + 1)
        for place in more:
            equation[place] += 1
        for place in less:
            equation[place] -= 1
        equation[-1] = Fraction(amount)
        self._equations.append(equation)

    def told(self) -> dict[int, Fraction]:
        """
        The counts that have one solution only.
        """
        done = _eliminated(self._equations)
        named = [[place for place, factor in enumerate(row[:-1]) if factor] for row in done]
        return {
            places[0]: row[-1] for row, places in zip(done, named, strict=True) if len(places) == 1
        }


def _eliminated(rows: list[Equation]) -> list[Equation]:
    done: list[Equation] = []
    for place in range(len(rows[0]) - 1):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = [factor / pivot[place] for factor in pivot]
        rows = [_less(row, pivot, place) for row in rows]
        done = [*(_less(row, pivot, place) for row in done), pivot]
    return done


def _less(row: Equation, pivot: Equation, place: int) -> Equation:
    if not row[place]:
        return row
    return [factor - row[place] * other for factor, other in zip(row, pivot, strict=True)]


def attacked(sheet: Sheet, units: int) -> dict[int, Fraction]:
    """
    The counts that somebody works out of the answers as they are shown.
    """
    attack = Attack(units)
    several = len(sheet.section("answers").rows) > 1
    for row, column, value in figures(sheet, "answers"):
        at = range(units) if row == 0 else [row - 1]
        _learn(attack, column, value, [[attack.count(u, p) for u in at] for p in range(len(PARTS))])
    assert several == (units > 1)
    for which, section in enumerate(("others", "only_alarm")):
        for row, column, value in figures(sheet, section):
            if row == 0:
                parts = [[attack.split(which, part)] for part in range(len(PARTS))]
                _learn(attack, column, value, parts)
    return attack.told()


def _learn(attack: Attack, column: str, value: Value, parts: list[list[int]]) -> None:
    everything = [place for part in parts for place in part]
    if isinstance(value, Share):
        attack.learn(everything, (), value.base)
        attack.learn([place for part in OF_PARTS[column] for place in parts[part]], (), value.hits)
    elif isinstance(value, int):
        attack.learn(everything, (), value)


def counts_of(units: Sequence[tuple[Counts, Counts]]) -> list[int]:
    """
    What is behind the figures, in the order of the attack's unknowns.
    """
    rows = [together(answers(others), answers(alarm)) for others, alarm in units]
    rows += [together(*(answers(unit[which]) for unit in units)) for which in range(2)]
    return [sum(row.states.get(state, 0) for state in part) for row in rows for part in PARTS]


def small_and_told(sheet: Sheet, units: Sequence[tuple[Counts, Counts]]) -> list[int]:
    behind = counts_of(units)
    told = attacked(sheet, len(units))
    assert all(behind[place] == count for place, count in told.items())
    return [behind[place] for place in told if 0 < behind[place] < THRESHOLD]


@given(UNITS)
@example([([1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0])])
@example([([20, 0, 0, 0, 9, 9, 9], [0, 0, 0, 0, 3, 0, 0]), ([20, 0, 0, 0, 9, 9, 9], [0] * 7)])
def test_no_small_answer_can_be_worked_out(units: list[tuple[list[int], list[int]]]) -> None:
    found = published_sheet(of_answers(units), threshold=THRESHOLD)

    assert small_and_told(found, units) == []


def test_of_a_sheet_that_is_not_for_publication_they_can() -> None:
    units = [([20, 0, 0, 0, 9, 9, 3], [0] * 7), ([20, 0, 0, 0, 9, 9, 9], [0] * 7)]

    assert small_and_told(sheet(of_answers(units)), units) != []


def test_with_nothing_small_nothing_is_hidden() -> None:
    units = [([20] * 7, [9] * 7), ([30] * 7, [8] * 7)]

    shown, whole = published_sheet(of_answers(units), threshold=THRESHOLD), of_answers(units)

    assert [value for _, column, value in figures(shown, "answers") if value is HIDDEN] == [
        HIDDEN,
        HIDDEN,
        HIDDEN,
    ]
    assert shown.clients == whole.clients


def hidden_in(section: str, *units: Followed, whole: Followed) -> set[str]:
    """
    The columns of the whole in which a figure is hidden.
    """
    fortnight = Fortnight(Period(dt.date(2025, 1, 1), dt.date(2025, 1, 15)), {"1": 9}, {}, {})
    found = published_sheet(
        FollowUp("", YEAR, Aims(), whole, units or (whole,), 40, fortnight), threshold=THRESHOLD
    )
    return {column for column, value in found.section(section).whole.items() if value is HIDDEN}


MANY = answers([40, 0, 0, 0, 0, 0, 0])


def test_a_ground_of_few_hides_the_next_so_that_it_is_not_what_is_left() -> None:
    footing = {Footing.CERTIFICATE: 20, Footing.TRANSITION: 17, Footing.UNCLEAR: 3}
    whole = a_followed(None, MANY, footing=footing, losing=Share(17, 40))

    assert hidden_in("footing", whole=whole) == {"transition", "unclear", "losing"}


def test_where_few_have_a_contact_no_ground_is_told() -> None:
    few = answers([3, 0, 0, 0, 30, 0, 9])
    whole = a_followed(None, few, footing={Footing.CERTIFICATE: 3}, losing=Share(0, 3))

    assert hidden_in("footing", whole=whole) >= {"certificate", "losing", "not_required"}


def test_reasons_of_few_changes_and_waits_of_few_are_hidden() -> None:
    changes = Changes({ChangeReason.CLIENT_WISH: 9, ChangeReason.RELATION: 2}, 4000)
    whole = a_followed(None, MANY, changes=changes, offers=Waits((1, 2, 3), 2, 14))

    assert {"reason_relation"} <= hidden_in("changes", whole=whole)
    assert hidden_in("waits", whole=whole) >= {"offers", "offers_median", "offers_within"}


def test_a_unit_with_few_measured_clients_hides_another_with_it() -> None:
    units = tuple(
        a_followed(
            Unit(f"u{number}", ""),
            MANY,
            visits=ByContact(clients, Share(1, 2), Share(1, 2), Share(0, clients)),
        )
        for number, clients in enumerate((3, 30, 20))
    )
    whole = a_followed(None, MANY, visits=ByContact(53, Share(3, 6), Share(3, 6), Share(0, 53)))

    found = published_sheet(FollowUp("", YEAR, Aims(), whole, units, 40), threshold=THRESHOLD)
    section = found.section("visits")
    by_primary = [row.values[section.columns.index("by_primary")] for row in section.rows]

    assert by_primary == [Share(3, 6), HIDDEN, Share(1, 2), HIDDEN]


@pytest.mark.parametrize(
    ("share", "is_hidden"),
    [(Share(2, 40), True), (Share(38, 40), True), (Share(20, 40), False), (Share(0, 40), False)],
)
def test_a_share_of_everybody_is_hidden_where_few_are_in_it_or_outside(
    share: Share, is_hidden: bool
) -> None:
    whole = a_followed(None, MANY, relatives=share)

    assert ("relatives" in hidden_in("work", whole=whole)) is is_hidden


def test_a_fortnight_of_few_is_hidden() -> None:
    whole = a_followed(None, MANY)

    assert hidden_in("fortnight", whole=whole) == {
        *("measured", "different_median", "different_mean", "many"),
    }

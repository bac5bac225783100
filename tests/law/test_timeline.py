"""
What holds from a day on, until something else does.
"""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.law import Citation, Sourced, Timeline, basis_of
from fastomsorg.terms import Malformed, day_before

SECTION = Citation("SoL (2025:400)", "10 kap. 7 §")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 2, 1))


def entry(start: dt.date, value: str = "x", *, confirmed: bool = True) -> Sourced[str]:
    return Sourced(value, start, (SECTION,), "ord", "källa", confirmed)


JULY_1, AUGUST_1 = dt.date(2024, 7, 1), dt.date(2024, 8, 1)


def test_nothing_holds_before_the_first_day() -> None:
    assert Timeline((entry(JULY_1),)).on(day_before(JULY_1)) is None


def test_an_entry_holds_until_the_next_begins() -> None:
    timeline = Timeline((entry(AUGUST_1, "later"), entry(JULY_1, "earlier")))

    assert timeline.on(JULY_1) == entry(JULY_1, "earlier")
    assert timeline.on(day_before(AUGUST_1)) == entry(JULY_1, "earlier")
    assert timeline.on(AUGUST_1) == entry(AUGUST_1, "later")
    assert timeline.on(dt.date.max) == entry(AUGUST_1, "later")


def test_what_is_not_confirmed_is_passed_over_unless_asked_for() -> None:
    sure, open_ = entry(JULY_1, "sure"), entry(AUGUST_1, "open", confirmed=False)
    timeline = Timeline((sure, open_))

    assert timeline.on(AUGUST_1) == sure
    assert timeline.on(AUGUST_1, unconfirmed=True) == open_
    assert timeline.on(day_before(AUGUST_1), unconfirmed=True) == sure


def test_two_entries_with_one_first_day_are_refused() -> None:
    with pytest.raises(Malformed) as refused:
        Timeline((entry(JULY_1), entry(JULY_1, confirmed=False)))

    assert (refused.value.code, refused.value.facts) == ("two_entries_one_day", {"day": JULY_1})


def test_an_entry_without_its_basis_is_refused() -> None:
    with pytest.raises(Malformed) as refused:
        attrs.evolve(entry(JULY_1), basis=())

    assert (refused.value.code, refused.value.facts) == ("source_missing", {"field": "basis"})


def test_an_entry_without_its_words_is_refused() -> None:
    with pytest.raises(Malformed) as refused:
        attrs.evolve(entry(JULY_1), words="")

    assert (refused.value.code, refused.value.facts) == ("source_missing", {"field": "words"})


def test_the_basis_of_no_rule_is_nothing() -> None:
    assert basis_of(None) == ()
    assert basis_of(entry(JULY_1)) == (SECTION,)


@given(st.sets(DAYS), DAYS)
def test_the_entry_of_a_day_is_the_latest_begun(starts: set[dt.date], day: dt.date) -> None:
    begun = [start for start in starts if start <= day]
    held = Timeline(tuple(entry(start) for start in starts)).on(day)

    assert (held and held.start) == max(begun, default=None)


@given(st.permutations([entry(JULY_1), entry(AUGUST_1), entry(dt.date(2025, 1, 1))]), DAYS)
def test_the_order_of_entries_does_not_matter(entries: list[Sourced[str]], day: dt.date) -> None:
    assert Timeline(tuple(entries)) == Timeline(tuple(reversed(entries)))

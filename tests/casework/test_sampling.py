"""
A sample of the read log can be drawn again, by anybody, and is not chosen by anybody.
"""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.casework._keeping._sampling import Numbered, draw
from fastomsorg.terms import Malformed, Permission
from fastomsorg.testing import an_access
from tests.casework.office import NORTH, TODAY, Office, with_home_care

YESTERDAY = TODAY - dt.timedelta(days=1)


def rows(count: int) -> list[Numbered]:
    return [(number, an_access(action=f"row {number}")) for number in range(1, count + 1)]


@given(st.integers(0, 60), st.integers(1, 80), st.integers(0, 10**9))
def test_so_many_rows_are_drawn_in_order_each_once_and_the_same_again(
    count: int, size: int, seed: int
) -> None:
    drawn = draw(rows(count), size, seed)

    assert len(drawn) == min(size, count)
    assert [number for number, _ in drawn] == sorted({number for number, _ in drawn})
    assert draw(iter(rows(count)), size, seed) == drawn


def test_every_row_is_drawn_as_often_as_another() -> None:
    drawn = Counter(number for seed in range(2_000) for number, _ in draw(rows(20), 5, seed))

    assert set(drawn) == set(range(1, 21))
    assert 430 < min(drawn.values()) <= max(drawn.values()) < 570


def test_the_sample_is_of_whole_days_and_says_of_how_many_rows() -> None:
    office = with_home_care(Office())
    office.clock.to(YESTERDAY)
    for _ in range(6):
        office.desk.state(NORTH, on=YESTERDAY)
    office.clock.to(TODAY)
    office.desk.state(NORTH, on=TODAY)

    sample = office.desk.sample_accesses(4, seed=1, first=YESTERDAY)
    of_today = office.desk.sample_accesses(99, seed=1, first=TODAY, last=TODAY)

    assert (sample.first, sample.last, sample.of) == (YESTERDAY, YESTERDAY, 6)
    assert {access.action for _, access in sample.rows} == {"state"}
    assert of_today.rows[-1][1].action.startswith("access_sample:size=99:seed=1:from=2024-06-10")


def test_the_draw_is_logged_before_anything_is_handed_over_and_takes_admin() -> None:
    office = Office()
    office.desk.sample_accesses(3, seed=9)

    *_, row = office.store.accesses()
    assert (row.actor, row.permission, row.action) == (
        "susapo",
        Permission.ADMIN,
        "access_sample:size=3:seed=9:from=*:to=2024-06-09",
    )


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, []),
        (YESTERDAY, []),
        (TODAY, [("sample_grows", {"last": TODAY})]),
        (TODAY + dt.timedelta(days=1), [("sample_grows", {"last": TODAY + dt.timedelta(days=1)})]),
    ],
    ids=["no last day", "yesterday", "today", "tomorrow"],
)
def test_a_sample_of_a_day_that_is_not_over_says_that_it_cannot_be_drawn_again(
    last: dt.date | None, said: list[tuple[str, dict[str, dt.date]]]
) -> None:
    office = Office()

    sample = office.desk.sample_accesses(3, seed=1, last=last)

    assert [(remark.code, remark.facts) for remark in sample.remarks] == said


@pytest.mark.parametrize("days", [{"first": TODAY}, {"first": TODAY, "last": YESTERDAY}])
def test_what_is_no_sample_is_malformed_and_not_logged(days: dict[str, dt.date]) -> None:
    office = Office()

    with pytest.raises(Malformed):
        office.desk.sample_accesses(3, seed=1, **days)
    with pytest.raises(Malformed):
        office.desk.sample_accesses(0, seed=1)

    assert list(office.store.accesses()) == []

"""
A visit that is told of twice counts once; a stay has its first and its last day.
"""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.history import life
from fastomsorg.statistics import (
    Contacts,
    Counted,
    Exclusion,
    Stays,
    continuity_report,
    once,
    row_of,
    rows_once,
    staff_continuity,
)
from fastomsorg.terms import CaseKey, Period, start_of
from fastomsorg.testing import a_visit, accepted, ended, registered, started

FIRST = dt.date(2025, 2, 1)
PERIOD = Period.through(FIRST, dt.date(2025, 2, 16))
TOLD = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc")), max_size=30).map(sorted)


@given(TOLD)
def test_each_id_counts_once_a_day_and_the_rest_are_counted_apart(
    told: list[tuple[int, str]],
) -> None:
    visits = [a_visit(start_of(FIRST + dt.timedelta(day)), id) for day, id in told]
    excluded: Counter[Exclusion] = Counter()

    kept = list(once(visits, excluded))

    assert sorted(set(told)) == [
        ((each.starts - start_of(FIRST)).days, each.id) for each in kept if each.starts
    ]
    assert len(told) - len(set(told)) == excluded[Exclusion.TWICE]
    assert list(map(row_of, kept)) == list(rows_once(map(row_of, visits), Counter()))


def test_a_stay_has_its_first_and_its_last_day() -> None:
    last = dt.date(2025, 2, 10)
    stays = Stays([(CaseKey("agda", "north"), life(registered((started(FIRST, last),))))])

    days = (FIRST - dt.timedelta(1), FIRST, last, last + dt.timedelta(1))

    assert [False, True, True, False] == [stays.on("agda", "north", day) for day in days]
    assert [False, True, True, False] == [stays.anywhere("agda", day) for day in days]
    assert (False, False) == (stays.on("agda", "south", last), stays.anywhere("bo", last))


MADE = st.lists(
    st.builds(
        Counted,
        st.sampled_from(["agda", "bo"]),
        st.sampled_from(["north", "south"]),
        st.dates(FIRST, dt.date(2025, 2, 16)),
        st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True).map(tuple),
    )
)


@given(MADE)
def test_units_add_up_to_the_whole_and_each_is_as_if_it_were_alone(made: list[Counted]) -> None:
    of_agda = life(registered((started(FIRST), *accepted(FIRST, "a", "b"), ended(FIRST))))
    contacts = Contacts([(CaseKey("agda", "north"), of_agda)])

    report = continuity_report(made, contacts, period=PERIOD)

    assert sum(each.visits for unit in report.units.values() for each in unit.clients) == sum(
        each.visits for each in report.whole.clients
    )
    for unit in {each.unit for each in made}:
        alone = [each for each in made if each.unit == unit]
        assert staff_continuity(alone, contacts, period=PERIOD) == report.units[unit]

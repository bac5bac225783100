"""
How many have an answer on a day: what the distribution comes to, without which cases.
"""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.statistics import (
    AgeCounts,
    CaseRow,
    StatusCounts,
    counts_of,
    counts_of_rows,
    distribution_of_rows,
)
from fastomsorg.terms import Status

DAY = dt.date(2024, 11, 1)
AGES = {"agda": 84, "bo": 65, "cia": 64, "dan": None}
ROWS: list[CaseRow] = [
    ("agda", "north", "accepted", "brs89", "greal"),
    ("agda", "south", "accepted", "brs89", None),
    ("bo", "north", "accepted", "brs89", "anob"),
    ("cia", "north", "accepted", "anob", "brs89"),
    ("dan", "north", "declined", None, None),
]

seats = st.sampled_from([None, "anob", "brs89", "greal"])
statuses = st.sampled_from([status.value for status in Status])
cases = st.tuples(st.sampled_from(sorted(AGES)), st.sampled_from(["north", "south"]))


def test_cases_are_counted_by_staff_and_unit_and_a_client_at_two_units_once() -> None:
    found = counts_of_rows(ROWS, status=Status.ACCEPTED, on=DAY, age_of=AGES.get)

    assert found == StatusCounts(
        Status.ACCEPTED,
        DAY,
        AgeCounts(older=2, younger=1),
        (
            ("anob", "north", 1, 1),
            ("brs89", "north", 2, 1),
            ("brs89", "south", 1, 0),
            ("greal", "north", 0, 1),
        ),
    )


def test_nobody_is_contact_of_those_who_did_not_accept() -> None:
    found = counts_of_rows(ROWS, status=Status.DECLINED, on=DAY, age_of=AGES.get)

    assert found == StatusCounts(Status.DECLINED, DAY, AgeCounts(unknown=1))


@given(
    st.dictionaries(cases, st.tuples(statuses, seats, seats), max_size=8), st.sampled_from(Status)
)
def test_counts_are_what_the_distribution_of_the_same_rows_comes_to(
    stand: dict[tuple[str, str], tuple[str, str | None, str | None]], status: Status
) -> None:
    rows: list[CaseRow] = [(*key, *how) for key, how in stand.items()]
    whole = distribution_of_rows(rows, status=status, on=DAY, age_of=AGES.get)

    found = counts_of_rows(rows, status=status, on=DAY, age_of=AGES.get)

    assert found == counts_of(whole)

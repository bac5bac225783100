"""
A table is taken to be in order of day where it is, however time is told, and nowhere else.
"""

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.statistics import day_of_visit
from fastomsorg.wire.tables import VISITS, Line, read, stand_in_order_of_day

from .test_visit_rows import TODAY, table

HEAD = "id,client,unit,starts\n"
COLUMNS = ("id", "client", "unit", "starts", "planned_starts")
DAYS = ("2025-02-03", "2025-02-04", "2025-03-30", "2025-03-31", "2025-07-01", "2025-10-26")
CLOCKS = ("T00:30", "T01:15:00", " 08:00", "T22:30", "T23:30:00", "T23:30:00.5")
ZONES = ("", "", "+01:00", "+02:00", "+0100", "Z", "-05:00")

moments = st.tuples(*map(st.sampled_from, (DAYS, CLOCKS, ZONES))).map("".join)
times = st.one_of(
    st.tuples(moments, st.just("")),
    st.tuples(st.just(""), moments),
    st.tuples(moments, moments),
)


def days_in(content: bytes) -> list[dt.date]:
    found = read(VISITS, BytesIO(content), file="visits.csv", today=TODAY)
    days = [day_of_visit(each.row) for each in found if isinstance(each, Line)]
    return [day for day in days if day is not None]


@given(st.lists(times, max_size=4))
def test_days_are_in_order_where_the_visits_that_are_read_are(
    written: list[tuple[str, str]],
) -> None:
    content = table([("v", "c", "u", *each) for each in written], ",", COLUMNS)
    days = days_in(content)

    assert len(written) == len(days)
    assert (days == sorted(days)) is stand_in_order_of_day(BytesIO(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD, True),
        (f"{HEAD}a,c,u,2025-02-03T09:00\n\nb,c,u,2025-02-03T08:00\r\n", True),
        (f"{HEAD}a,c,u,2025-07-01T23:30+01:00\nb,c,u,2025-07-01T23:30+02:00\n", False),
        (f"{HEAD}a,c,u,2025-02-03T08:00\nb,c\n", False),
        (f'{HEAD}"a",c,u,2025-02-03T08:00\n', False),
        ("\ufeffstarts,id,client,unit\n2025-02-04T08:00,a,c,u\n2025-02-03T08:00,b,c,u\n", False),
    ],
    ids=["nothing", "blank line", "normal time in summer", "torn", "quoted", "with a mark first"],
)
def test_what_has_to_be_read_to_be_known_is_not_taken_to_be_in_order(
    content: str, expected: bool
) -> None:
    assert expected is stand_in_order_of_day(BytesIO(content.encode()))

"""
Visits read to be counted are the visits that are read.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.statistics import Row, row_of
from fastomsorg.testing import a_visit
from fastomsorg.wire.tables import VISITS, Line, TableError, read, visit_rows, write

TODAY = dt.date(2025, 2, 17)
COLUMNS = ("id", "client", "unit", "starts", "ends", "kind", "staff", "performed")

IDS = st.sampled_from(["v1", "v-2", "å3", "a|b", "", " x ", "'=1", "=1", "x" * 121, "a\x07b", "½"])
DAYS = st.sampled_from(
    [
        "2025-02-03",
        "2025-03-29",
        "2025-03-30",
        "2025-03-31",
        "2025-10-26",
        "2025-02-30",
        "1899-12-31",
    ]
)
CLOCKS = st.sampled_from(
    ["T08:00", " 08:00", "T02:30", "T23:59:59", "T24:00", "T08:60", "T8:00", "T08:00:00.5", ""]
)
ZONES = st.sampled_from(["", "", "+01:00", "+02:00", "+0100", "Z", "-05:00", "+1"])
INSTANTS = st.one_of(
    st.just(""), st.tuples(DAYS, CLOCKS, ZONES).map("".join), st.sampled_from(["i går", "0"])
)
ROWS = st.tuples(
    st.one_of(st.just("v1"), IDS),
    st.one_of(st.just("6016254"), IDS),
    st.one_of(st.just("north"), IDS),
    st.one_of(st.just("2025-02-03T08:00"), INSTANTS),
    st.one_of(st.just(""), INSTANTS),
    st.sampled_from(["", "home_care", "alarm", "Alarm", "x"]),
    st.sampled_from(["", "brs89", "brs89|greal", "brs89|brs89", "brs89|", " a | b ", "å"]),
    st.sampled_from(["", "true", "false", "ja", "NEJ", "0", "kanske"]),
)
SEPARATORS = st.sampled_from([",", ";", "\t"])


def table(
    rows: Sequence[tuple[str, ...]], separator: str, columns: tuple[str, ...] = COLUMNS
) -> bytes:
    lines = [columns, *rows]
    return "".join(separator.join(line) + "\n" for line in lines).encode()


def as_read(content: bytes) -> list[Row | TableError]:
    found = read(VISITS, BytesIO(content), file="visits.csv", today=TODAY)
    return [row_of(each.row) if isinstance(each, Line) else each for each in found]


def as_counted(content: bytes) -> list[Row | TableError]:
    return list(visit_rows(BytesIO(content), file="visits.csv", today=TODAY))


@given(st.lists(ROWS, max_size=4), SEPARATORS)
def test_the_same_rows_and_the_same_faults_whatever_is_written(
    rows: list[tuple[str, ...]], separator: str
) -> None:
    content = table(rows, separator)

    assert as_read(content) == as_counted(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id;client\n",
        b"id,client,unit,starts\n",
        b"id,client,unit,starts\r\nv1,c,u,2025-02-03T08:00\r\n\r\n,,,\r\nv2,c,u,2025-02-03T08:00",
        b"id,client,unit,starts\nv1,c,u\n",
        b'id,client,unit,starts\nv1,c,u,2025-02-03T08:00\n"v\n2",c,u,x\nv3,c,u,2025-02-30T08:00\n',
        b'id,client,unit,starts,staff\nv1,c,u,2025-02-03T08:00,"brs89"\n',
        b'id,client,unit,starts\n"v1,c,u,2025-02-03T08:00\n',
        "id,client,unit,starts\nå,c,u,2025-02-03T08:00\n".encode("cp1252"),
        "id,client,unit,starts\n\ufeffå,c,u,2025-02-03T08:00\n".encode("utf-16"),
        b"client,unit,planned_starts,id\nc,u,2025-02-03T08:00,v1\n",
    ],
)
def test_the_same_of_any_file(content: bytes) -> None:
    assert as_read(content) == as_counted(content)


def test_what_is_written_is_read_plainly_on_every_day_but_those_the_clock_is_moved() -> None:
    days = [dt.datetime(2025, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(n) for n in range(365)]
    visits = [a_visit(at, str(n), staff=("brs89",)) for n, at in enumerate(days)]
    content = BytesIO()
    write(VISITS, visits, content)

    assert [row_of(visit) for visit in visits] == as_counted(content.getvalue())


def test_what_counting_does_not_take_is_not_looked_at() -> None:
    columns = (*COLUMNS[:4], "services")
    rows = [("v1", "6016254", "north", "2025-02-03T08:00", "inte en insats")]

    (row,) = as_counted(table(rows, ",", columns))

    assert ("v1", "6016254", "north", dt.date(2025, 2, 3)) == tuple(row)[:4]  # type: ignore[arg-type]

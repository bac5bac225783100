"""
What is written is read as it was, and holds nothing that a spreadsheet would run.
"""

import csv
import datetime as dt
import unicodedata
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.care import (
    Absence,
    Absentee,
    Certificate,
    Client,
    Employment,
    StaffMember,
    Unit,
    Visit,
    VisitKind,
)
from fastomsorg.terms import (
    Act,
    CaseKey,
    ChangeReason,
    Period,
    Service,
    Setting,
    Status,
    Title,
)
from fastomsorg.wire.tables import (
    TABLES,
    UNITS,
    EmploymentRow,
    EnactmentRow,
    RegistrationRow,
    StaffRow,
    Table,
    TableError,
)
from tests.wire.tables.reading import TODAY, outcome, rows, written

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
INSTANTS = st.timedeltas(dt.timedelta(0), dt.timedelta(days=50_000)).map(
    lambda since: dt.datetime(1950, 1, 1, tzinfo=dt.UTC) + since
)
LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"]) | st.sampled_from(
    "=+-@' \n\t;,\"åäö"
)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


TEXTS = st.text(LETTERS, max_size=12).map(composed).filter(lambda text: not torn(text))
IDS = (
    st.text(LETTERS, min_size=1, max_size=8)
    .map(composed)
    .filter(lambda id: bool(id) and "|" not in id and id.isprintable() and not torn(id))
)


def torn(text: str) -> bool:
    return any(each in text for each in ("Ã", "Â", "â€"))


NAMES = TEXTS.filter(bool)
SOME = st.frozensets(IDS, max_size=3)
SERVICES = st.frozensets(st.sampled_from(Service), max_size=4)
PERIODS = st.builds(
    lambda first, days: Period.through(first, days and first + dt.timedelta(days - 1)),
    DAYS,
    st.none() | st.integers(1, 4000),
)
CASES = st.builds(CaseKey, IDS, IDS)


def lasting(row: EnactmentRow, days: int | None) -> EnactmentRow:
    last_day = None if days is None else row.first_day + dt.timedelta(days)
    return attrs.evolve(row, last_day=last_day)


def made(starts: dt.datetime, seconds: int | None, rest: dict[str, Any]) -> Visit:
    ends = None if seconds is None else starts + dt.timedelta(seconds=seconds)
    return Visit(starts=starts, ends=ends, **rest)


ENACTMENTS = st.builds(
    lasting,
    st.builds(
        EnactmentRow,
        IDS,
        CASES,
        DAYS,
        setting=st.sampled_from(Setting),
        act=st.sampled_from(Act),
        services=SERVICES,
        decided_on=st.none() | DAYS,
        ordered_on=st.none() | DAYS,
    ),
    st.none() | st.integers(0, 4000),
)


ANSWERS = st.one_of(
    st.builds(
        RegistrationRow,
        CASES,
        DAYS,
        st.just(Status.ACCEPTED),
        primary=st.none() | IDS,
        deputy=st.none() | IDS,
        reason=st.none() | st.sampled_from(ChangeReason),
        by=TEXTS,
        recorded_at=st.none() | INSTANTS,
    ),
    st.builds(
        RegistrationRow,
        CASES,
        DAYS,
        st.just(Status.NO_NEED),
        assessment=TEXTS,
        persons_view=TEXTS,
        by=TEXTS,
    ),
    st.builds(RegistrationRow, CASES, DAYS, st.sampled_from([Status.DECLINED, Status.NOT_ASKED])),
)
STARTED = st.builds(
    made,
    INSTANTS,
    st.none() | st.integers(0, 100_000),
    st.fixed_dictionaries(
        {
            "id": IDS,
            "client": IDS,
            "unit": IDS,
            "planned_starts": st.none() | INSTANTS,
            "kind": st.sampled_from(VisitKind),
            "services": SERVICES,
            "staff": SOME.map(tuple),
            "planned_staff": SOME.map(tuple),
            "performed": st.booleans(),
            "registered_afterwards": st.booleans(),
        }
    ),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "units": st.builds(Unit, IDS, NAMES, TEXTS, TEXTS),
    "clients": st.builds(
        Client,
        IDS,
        NAMES,
        st.none(),
        st.none() | NAMES,
        st.none() | st.dates(dt.date(1910, 1, 1), TODAY),
        st.booleans(),
        st.none() | st.booleans(),
    ),
    "staff": st.builds(
        StaffRow,
        st.builds(
            StaffMember,
            IDS,
            NAMES,
            SOME.filter(bool),
            TEXTS,
            TEXTS,
            TEXTS,
            st.sampled_from(["", "SE2120000001-1A"]),
            TEXTS,
            st.booleans(),
            st.booleans(),
            st.none() | st.builds(Certificate, DAYS, TEXTS),
            st.just(()),
            SOME,
            SOME,
            TEXTS,
        ),
        st.none() | DAYS,
    ),
    "employments": st.builds(
        EmploymentRow,
        IDS,
        st.builds(Employment, NAMES, st.sampled_from(Title), st.booleans(), PERIODS, TEXTS),
    ),
    "enactments": ENACTMENTS,
    "registrations": ANSWERS,
    "visits": STARTED,
    "absences": st.builds(Absence, st.sampled_from(Absentee), IDS, PERIODS, TEXTS),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
@given(data=st.data())
def test_what_is_written_is_read_as_it_was(table: Table[Any], data: st.DataObject) -> None:
    values = data.draw(st.lists(VALUES[table.name], max_size=3))
    if table.key is not None:
        values = values[:1]

    assert rows(table, written(table, values)) == values


@given(name=TEXTS.filter(bool))
def test_no_cell_is_written_that_a_spreadsheet_would_run(name: str) -> None:
    table = written(UNITS, [Unit("1", name)]).decode()

    for cell in list(csv.reader(table.splitlines(keepends=True)))[1]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_formula_is_held_back_by_an_apostrophe_which_reading_takes_off() -> None:
    formula = Unit("1", '=HYPERLINK("http://x";"y")', "+4670", "'=1")

    table = written(UNITS, [formula])

    assert table.decode().splitlines()[1] == ("""1,"'=HYPERLINK(""http://x"";""y"")",'+4670,''=1""")
    assert rows(UNITS, table) == [formula]


def test_an_apostrophe_of_a_name_is_left_alone() -> None:
    unit = Unit("1", "'s-Hertogenbosch")

    assert rows(UNITS, written(UNITS, [unit])) == [unit]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_an_empty_table_has_its_header(table: Table[Any]) -> None:
    assert written(table, []).decode() == ",".join(table.names) + "\n"


LINES = st.sampled_from(
    [
        "id,name",
        "id;name;provider",
        "id,name,units,from",
        "client,unit,on,status,primary",
        "id,client,unit,starts,ends",
        "who,id,from,to",
        "1,Åke",
        '1,"Åke',
        "b,Britta,sus|norr,2025-02-30",
        "1;2;=cmd",
        "1,s,2025-02-03,accepted,b",
        "v,1,s,2025-03-30T02:30,0001-01-01T00:00+14:00",
        "client,1,9999-12-31,0001-01-01",
        "",
        ",,,",
    ]
)
PIECES = st.binary(max_size=8) | st.sampled_from(
    [
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xc3\xa5",
        b"\xe5",
        b'"',
        b"\r",
        b"\n",
        b"\x1a",
    ]
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """
    Mostly tables, in some encoding, cut and mixed with anything.
    """
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(
        draw(st.lists(LINES | st.text(max_size=10), max_size=5))
    )
    content = text.encode(
        draw(st.sampled_from(["utf-8", "cp1252", "utf-16", "latin-1"])), "replace"
    )
    for piece in draw(st.lists(PIECES, max_size=2)):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + piece + content[at + draw(st.integers(0, 3)) :]
    return content


@settings(max_examples=2_500, deadline=None)
@given(table=st.sampled_from(list(TABLES.values())), content=files() | st.binary(max_size=60))
def test_whatever_a_file_holds_reading_gives_rows_and_table_errors_only(
    table: Table[Any], content: bytes
) -> None:
    found = outcome(table, content)

    for each in found:
        if isinstance(each, TableError):
            assert each.file == f"{table.name}.csv"
            assert each.expected.startswith(("table_", "identity_number_", "hsa_id_"))
        else:
            assert table.written(each.row).keys() == set(table.names)

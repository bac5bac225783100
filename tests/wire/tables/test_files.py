"""
Files as they come: encodings, separators, headers, sizes, broken ones.
"""

import codecs
import datetime as dt
from io import BytesIO

import pytest

from fastomsorg.terms import Malformed
from fastomsorg.wire.tables import CLIENTS, STAFF, TABLES, UNITS, Limits, TableError, read, table_of
from tests.wire.tables.reading import TODAY, errors, outcome, rows

AKE = "id,name\n1,Åke Öst\n2,Märta\n"


@pytest.mark.parametrize(
    "content",
    [
        AKE.encode(),
        codecs.BOM_UTF8 + AKE.encode(),
        AKE.encode("cp1252"),
        AKE.replace(",", ";").encode(),
        AKE.replace(",", "\t").encode(),
        AKE.replace("\n", "\r\n").encode(),
        AKE.replace("\n", "\r").encode(),
        AKE.rstrip().encode(),
        b"\n".join([*AKE.encode().splitlines(), b"", b",", b"  "]),
        '"id", name \n" 1 ",Åke Öst \n2,"Märta"'.encode(),
        "id,name\n1,A\u030ake O\u0308st\n2,Ma\u0308rta".encode(),
    ],
    ids=[
        "UTF-8",
        "with a mark",
        "Windows-1252",
        "semicolons",
        "tabs",
        "CRLF",
        "CR",
        "no last line break",
        "blank lines",
        "quotes and blanks",
        "accents apart",
    ],
)
def test_the_same_table_in_many_dresses(content: bytes) -> None:
    assert [(unit.id, unit.name) for unit in rows("units", content)] == [
        ("1", "Åke Öst"),
        ("2", "Märta"),
    ]


def test_decimal_commas_and_commas_in_text_are_left_alone_between_semicolons() -> None:
    content = "id;name;provider\n1;Väst, 1,5 km bort;A, B\n"

    assert [(unit.name, unit.provider) for unit in rows("units", content)] == [
        ("Väst, 1,5 km bort", "A, B")
    ]


def test_a_cell_may_hold_line_breaks_and_lines_are_still_counted() -> None:
    content = 'who,id,from,reason\nclient,1,2025-02-03,"två\nrader"\nclient,1,2025-02-30,\n'

    (first, second) = outcome("absences", content)

    assert not isinstance(first, TableError)
    assert (first.line, first.row.reason) == (2, "två\nrader")
    assert isinstance(second, TableError)
    assert (second.line, second.got) == (4, "2025-02-30")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("id,name\n1,Åke".encode("utf-16"), (1, "", "UTF-16", "table_encoding_wide")),
        (codecs.BOM_UTF16_BE + b"\0i\0d", (1, "", "UTF-16", "table_encoding_wide")),
        ("id,name\n1,Åke".encode("utf-16-le"), (1, "", "NUL", "table_encoding_nul")),
        (b"id,name\n1,A\0", (2, "", "NUL", "table_encoding_nul")),
        ("id,name\n1,Åke\n2,SÃ¶der".encode(), (3, "", "Ã¶", "table_encoding_torn")),
        ("id,name\n1,Ã…ke".encode(), (2, "", "Ã…", "table_encoding_torn")),
        (
            "id,name\n1,Åke\n2,Söder\n".encode() + "3,Märta".encode("cp1252"),
            (4, "", "0xe4", "table_encoding"),
        ),
        (
            "id,name\n1,Åke\n2,Söder\n".encode("cp1252")
            + "3,Åsa".encode("cp1252")
            + "Ã¤".encode("cp1252"),
            (4, "", "Ã¤", "table_encoding_torn"),
        ),
        ("id,name\n1,Ã…ke".encode("cp1252") + b"\xe5", (2, "", "Ã…", "table_encoding_torn")),
        ("id,name\n1,\ufffdke".encode(), (2, "", "\ufffd", "table_encoding_torn")),
        ("id,name\n1,Märta Håkansson".encode("cp850"), (2, "", "M„r", "table_encoding_torn")),
        (b"id,name\n1,M\x8arta \x8f\n", (2, "", "0x8f", "table_encoding")),
        ("id,name\n1,Åke".encode()[:-4] + b"\xff\x81", (2, "", "0x81", "table_encoding")),
    ],
)
def test_text_that_is_torn_is_refused_before_any_of_it_is_read(
    content: bytes, wrong: tuple[int, str, str, str]
) -> None:
    assert errors("units", content) == [wrong]


def test_torn_text_is_found_across_the_blocks_that_a_file_is_read_in() -> None:
    start = "id,name\n"
    filling = "1,a\n" * 262_142
    for blanks in range(4):
        content = f"{start}{filling}{' ' * blanks}1,SÃ¶der\n"

        assert errors("units", content) == [(262_144, "", "Ã¶", "table_encoding_torn")]


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ("", [("", "", "table_header")]),
        ("\nid,name", [("", "", "table_header")]),
        ("id", [("name", "", "table_column_missing")]),
        ("id,nam", [("nam", "nam", "table_column_misspelt")]),
        (
            "nam,protected",
            [
                ("id", "", "table_column_missing"),
                ("nam", "nam", "table_column_misspelt"),
                ("protected", "protected", "table_column_unknown"),
            ],
        ),
        ("ID,name", [("", "ID", "table_header_case")]),
        ("ID,Name", [("", "ID, Name", "table_header_case")]),
        (
            "NAME",
            [("", "NAME", "table_header_case"), ("id", "", "table_column_missing")],
        ),
        ("id,name,xyzzy", [("xyzzy", "xyzzy", "table_column_unknown")]),
        ("id,name,", [("", "", "table_column_unknown")]),
        ("id,name,id", [("id", "id", "table_column_twice")]),
        ("id;name,provider", None),
        ('"id', None),
    ],
)
def test_a_header_that_does_not_match_is_told_of_with_the_nearest_spelling(
    header: str, wrong: list[tuple[str, str, str]] | None
) -> None:
    found = errors("units", f"{header}\n1,Sus\n")

    assert {line for line, *_ in found} == {1}
    if wrong is not None:
        assert [tuple(rest) for _, *rest in found] == wrong


def test_a_misspelt_column_is_answered_with_the_one_that_was_meant() -> None:
    (found,) = outcome("staff", "id,name,units,certifcate_from\n")

    assert isinstance(found, TableError)
    assert found.facts == {"nearest": "certificate_from"}


def test_every_bad_row_is_told_of_and_every_good_one_is_read() -> None:
    content = (
        "id,name,born\n1,Eva,1951-02-30\n2,Bo,\n,,1951\n4\n5,Ida,1950-01-01,x\n6,Åsa,1950-01-01"
    )

    found = outcome("clients", content)

    assert [each.line for each in found] == [2, 3, 4, 4, 4, 5, 6, 7]
    assert [each.row.id for each in found if not isinstance(each, TableError)] == ["2", "6"]
    assert errors("clients", content) == [
        (2, "born", "1951-02-30", "table_day"),
        (4, "id", "", "table_required"),
        (4, "name", "", "table_required"),
        (4, "born", "1951", "table_day"),
        (5, "", "1", "table_cells"),
        (6, "", "4", "table_cells"),
    ]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ('id,name\n1,"Sus\n2,Norr\n', [(2, "", "", "table_quotes")]),
        ('id,name\n1,"Sus"x\n2,Norr\n', [(2, "", "", "table_quotes")]),
        (
            "id,name\n1," + '"' + "x" * 100_000 + "\n" + "x" * 100_000 + '"\n2,Norr\n',
            [(2, "", "", "table_quotes")],
        ),
        (
            "id,name\n1," + '"' + "x" * 200_000 + '"\n2,Norr\n',
            [(2, "", "> 131072", "table_cell_length")],
        ),
        ("id,name\n1," + "x" * 5_000, [(2, "name", "x" * 4_000, "table_cell_length")]),
    ],
)
def test_broken_quotes_and_endless_cells_are_told_of(
    content: str, wrong: list[tuple[int, str, str, str]]
) -> None:
    assert errors("units", content) == wrong


def test_reading_goes_on_after_a_broken_quote() -> None:
    found = outcome("units", 'id,name\n1,"Sus"x\n2,Norr\n')

    assert [each.row.id for each in found if not isinstance(each, TableError)] == ["2"]


@pytest.mark.parametrize(
    ("content", "limits", "wrong"),
    [
        ("id,name\n1,a\n2,b\n", Limits(size=10), (1, "", "> 10", "table_size")),
        ("id,name\n1,a\n2,b\n", Limits(rows=1), (3, "", "> 1", "table_rows")),
        ("id,name,provider\n1,a,b\n", Limits(columns=2), (1, "", "3", "table_columns")),
        ("id,name\n1,abc\n", Limits(cell=2), (2, "name", "ab", "table_cell_length")),
        ("id,name\n1," + "x" * 3_000_000, Limits(), (2, "", "> 1048576", "table_line_length")),
    ],
)
def test_what_is_larger_than_allowed_is_refused(
    content: str, limits: Limits, wrong: tuple[int, str, str, str]
) -> None:
    assert wrong in errors("units", content, limits=limits)


@pytest.mark.parametrize(
    ("table", "content", "wrong"),
    [
        ("units", "id,name\n1,a\n2,b\n1,c", (4, "id", "1", "table_row_twice")),
        (
            "staff",
            "id,name,units,from\nb,B,s,\nb,B,s,2025-01-01\nb,B,t,2025-01-01",
            (4, "id", "b", "table_row_twice"),
        ),
        (
            "absences",
            "who,id,from\nclient,b,2025-01-01\nstaff,b,2025-01-01\nclient,b,2025-01-01",
            (4, "who", "client", "table_row_twice"),
        ),
    ],
)
def test_an_id_that_stands_in_two_rows_is_told_of(
    table: str, content: str, wrong: tuple[int, str, str, str]
) -> None:
    assert errors(table, content) == [wrong]


def test_several_answers_on_one_day_are_no_fault() -> None:
    content = "client,unit,on,status\n1,s,2025-02-03,declined\n1,s,2025-02-03,declined\n"

    assert len(rows("registrations", content)) == 2


def test_rows_are_read_one_at_a_time_and_the_stream_is_left_open() -> None:
    stream = BytesIO(b"id,name\n1,a\n2,b\n")
    reading = read(UNITS, stream, file="units.csv", today=TODAY)

    assert next(reading).line == 2
    assert [line.line for line in reading] == [3]
    assert not stream.closed


def test_a_raw_value_stands_in_the_report_and_nowhere_else() -> None:
    (error,) = outcome("clients", "id,name,born\n1,Eva,hemligt")

    assert isinstance(error, TableError)
    assert error.got == "hemligt"
    assert "hemligt" not in repr(error)


def test_a_two_digit_year_is_read_as_on_the_day_of_reading() -> None:
    content = "id,name,personal_number\n1,Eva,260101-TF01"

    assert rows("clients", content)[0].born == dt.date(1926, 1, 1)
    assert rows("clients", content, today=dt.date(2027, 1, 1))[0].born == dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("clients", CLIENTS),
        ("clients.csv", CLIENTS),
        ("/a/folder/STAFF.CSV", STAFF),
        ("units.txt", UNITS),
    ],
)
def test_a_file_s_name_tells_which_table_it_is(name: str, table: object) -> None:
    assert table_of(name) is table


def test_a_name_that_is_no_table_s_is_refused_with_the_nearest() -> None:
    with pytest.raises(Malformed) as refused:
        table_of("in/client.csv")

    assert refused.value.facts == {
        "got": "client.csv",
        "nearest": "clients",
        "known": tuple(TABLES),
    }


def test_a_reading_that_is_left_after_its_file_was_closed_ends_in_silence() -> None:
    stream = BytesIO(AKE.encode())
    reading = read(UNITS, stream, file="units.csv", today=TODAY)
    next(reading)
    stream.close()

    assert None is reading.close()  # type: ignore[attr-defined]

"""
Tables read in from the command line: everything that is named, or nothing, and every bad row told.
"""

from pathlib import Path

import pytest

from tests.cli.golden_files import golden
from tests.cli.shell import Shell, handbook

CLIENTS = "id,name,personal_number,protected"
OLGA, SUS = "10003341", "sus-hemtjanst"


@pytest.fixture
def empty(shell: Shell) -> Shell:
    """
    A shell with a store that nobody is in yet.
    """
    shell.json("init", "--no-files", "--name", "Susanne APO")
    return shell


def table(shell: Shell, name: str, *lines: str, encoding: str = "utf-8") -> str:
    file = shell.folder / name
    file.write_bytes("\n".join((*lines, "")).encode(encoding))
    return str(file)


def test_the_handbook_s_tables_are_read_in_whatever_order_they_are_given(empty: Shell) -> None:
    files = handbook(empty.folder)

    report = empty.json("import", *reversed(files))

    new = {each["table"]: each["new"] for each in report["tables"]}
    assert new["clients"] == 23
    assert new["registrations"] == 25
    assert {(each["same"], each["changed"]) for each in report["tables"]} == {(0, 0)}
    assert report["taken_over_with_remarks"] == []


def test_rows_that_stand_there_already_are_passed_over(sus: Shell) -> None:
    report = sus.json("import", *handbook(sus.folder))

    assert {(each["new"], each["changed"]) for each in report["tables"]} == {(0, 0)}


def test_a_person_s_row_that_differs_is_a_change(sus: Shell) -> None:
    file = table(sus, "clients.csv", CLIENTS, f"{OLGA},Olga Gift,19450909TF09,nej")

    report = sus.json("import", file)

    assert [(each["new"], each["changed"]) for each in report["tables"]] == [(0, 1)]
    assert sus.json("show", OLGA)["client"]["name"] == "Olga Gift"


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8"), (",", "cp1252"), (";", "utf-8-sig")]
)
def test_semicolons_windows_1252_and_a_mark_are_read_as_well(
    sus: Shell, separator: str, encoding: str
) -> None:
    lines = (CLIENTS, f"{OLGA},Olga Påhittad,19450909TF09,nej")
    file = table(
        sus, "clients.csv", *(line.replace(",", separator) for line in lines), encoding=encoding
    )

    sus.json("import", file)

    assert sus.json("show", OLGA)["client"]["name"] == "Olga Påhittad"


def test_the_kind_of_table_can_be_said_instead_of_read_off_the_name(sus: Shell) -> None:
    file = table(sus, "ny.txt", "id,name", "ost,Öst hemtjänst")

    report = sus.json("import", file, "--table", "units")

    assert [(each["table"], each["new"]) for each in report["tables"]] == [("units", 1)]


BAD = {
    "a wrong header": (("id,nam,protected", "1,Eva,nej"), 2, "nam", "table_column_misspelt"),
    "a header in capitals": (("ID,NAME,PROTECTED", "1,Eva,nej"), 2, "", "table_header_case"),
    "mojibake": ((CLIENTS, "1,PÃ¥hittad,,nej"), 2, "", "table_encoding_torn"),
    "a duplicate id": ((CLIENTS, "1,Eva,,nej", "1,Eva,,nej"), 2, "id", "table_row_twice"),
    "a bad personal number": (
        (CLIENTS, "1,Eva,19511021-1234,nej"),
        2,
        "personal_number",
        "identity_number_check_digit",
    ),
    "1900-02-29": (
        ("id,name,born,protected", "1,Eva,1900-02-29,nej"),
        2,
        "born",
        "table_day",
    ),
    "a row too short": ((CLIENTS, "1,Eva"), 2, "", "table_cells"),
}


@pytest.mark.parametrize(("lines", "exit_code", "column", "code"), BAD.values(), ids=BAD)
def test_a_bad_row_is_told_of_with_its_place_and_nothing_is_stored(
    sus: Shell, lines: tuple[str, ...], exit_code: int, column: str, code: str
) -> None:
    before = sus.stored()
    file = table(sus, "clients.csv", *lines)
    good = table(sus, "units.csv", "id,name", "ost,Öst hemtjänst")

    document = sus.json("import", good, file, code=exit_code)
    told = sus.run("import", good, file)

    error = next(each for each in document["errors"] if each["code"] == code)
    assert (error["file"], error["column"]) == (file, column)
    assert (told.code, told.out) == (exit_code, "")
    assert told.err.startswith("Ingenting är inläst.")
    assert sus.stored() == before


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "rad 2: raden har 2 celler, men rubrikraden har 4."),
        ("en", "line 2: the row has 2 cells, but the header has 4."),
    ],
)
def test_a_row_of_another_length_is_told_of_by_the_numbers_of_cells(
    sus: Shell, language: str, words: str
) -> None:
    file = table(sus, "clients.csv", CLIENTS, "1,Eva")

    assert words in " ".join(sus.run("import", file, "--lang", language).err.split())


def test_a_visit_that_ends_before_it_starts_is_told_of_by_the_clock_in_sweden(sus: Shell) -> None:
    head, cells = "id,client,unit,starts,ends,staff", "v1,10003341,sus-hemtjanst"
    row = f"{cells},2025-02-17T10:00,2025-02-17T09:00,brs89"
    file = table(sus, "visits.csv", head, row)

    told = " ".join(sus.run("import", file).err.split())

    assert "ska vara en tidpunkt som inte är före 2025-02-17 10:00." in told


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "ÅÅÅÅMMDDNNNN, ÅÅÅÅMMDD-NNNN"), ("en", "YYYYMMDDNNNN, YYYYMMDD-NNNN")],
)
def test_how_a_personal_number_is_written_is_said_in_the_language(
    sus: Shell, language: str, written: str
) -> None:
    file = table(sus, "clients.csv", CLIENTS, "1,Eva,19511021,nej")

    assert written in " ".join(sus.run("import", file, "--lang", language).err.split())


def test_every_bad_row_of_every_file_is_told_of(sus: Shell) -> None:
    clients = table(sus, "clients.csv", CLIENTS, "1,,,nej", "2,Eva,2,nej", "3,Rut,,kanske")
    units = table(sus, "units.csv", "id,name", ",Öst")

    document = sus.json("import", clients, units, code=2)

    assert [
        (Path(each["file"]).name, each["line"], each["column"]) for each in document["errors"]
    ] == [
        ("clients.csv", 2, "name"),
        ("clients.csv", 3, "personal_number"),
        ("clients.csv", 4, "protected"),
        ("units.csv", 2, "id"),
    ]
    assert document["errors"][2]["got"] == "kanske"


def test_history_that_cannot_be_refuses_the_import(sus: Shell) -> None:
    before = sus.stored()
    head = "client,unit,on,status,primary,by,recorded_at"
    row = "10003341,sus-hemtjanst,2024-11-04,accepted,nobody,Susanne APO,2024-11-04T09:00"
    file = table(sus, "registrations.csv", head, row)

    document = sus.json("import", file, code=1)

    assert [(each["line"], each["column"], each["code"]) for each in document["errors"]] == [
        (2, "primary", "unknown_staff")
    ]
    assert sus.stored() == before


@pytest.fixture
def past(sus: Shell) -> str:
    """
    A table with an appointment that the rules would have refused.
    """
    head = "client,unit,on,status,primary,by,recorded_at"
    row = f"{OLGA},{SUS},2024-11-04,accepted,petbe,Susanne APO,2024-11-04T09:00"
    return table(sus, "registrations.csv", head, row)


def test_history_that_the_rules_would_have_refused_is_taken_over_with_remarks(
    sus: Shell, past: str
) -> None:
    report = sus.json("import", past)

    (row,) = report["taken_over_with_remarks"]
    assert (row["client"], row["unit"], row["line"]) == (OLGA, SUS, 2)
    assert {remark["code"] for remark in row["remarks"]} == {"not_selectable", "title_missing"}
    (case,) = sus.json("show", OLGA)["cases"]
    assert case["primary"]["id"] == "petbe"
    assert set(case["remarks"]) == {"not_selectable", "title_missing"}
    said = sus.run("show", OLGA).out
    assert "Övertaget med anmärkning (2024-11-04): personal som inte var valbar" in said


def test_strictly_it_is_refused(sus: Shell, past: str) -> None:
    before = sus.stored()

    document = sus.json("import", past, "--strict", code=1)

    assert {each["code"] for each in document["errors"]} == {"not_selectable", "title_missing"}
    assert sus.stored() == before


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_people_read_when_tables_have_been_read_in(
    sus: Shell, past: str, language: str
) -> None:
    said = sus.run("import", past, "--lang", language).said

    assert golden(f"import_{language}", said) == said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_people_read_when_rows_are_bad(
    sus: Shell, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sus.folder)
    table(sus, "clients.csv", CLIENTS, "1,,,nej", "2,Eva,19511021-1234,nej", "3,Rut,,kanske")
    table(sus, "enactments.csv", "id,client,unit,from,to", "v-1,9,sus-hemtjanst,2025-02-30,")

    said = sus.run("import", "clients.csv", "enactments.csv", "--lang", language).err

    assert golden(f"import_refused_{language}", said) == said

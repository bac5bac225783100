"""
Load, coverage, candidates, proposals, hand-overs and days ahead from the command line.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fastomsorg.hooks import Panel
from fastomsorg.terms import Role, day_of
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, at, handbook

SUS, OLGA, EVA = "sus-hemtjanst", "10003341", "6016254"
DAY = ("--on", "2025-02-17")
LEAVES = ("--on", "2025-03-01")

PAGES = {
    "load": ("load", SUS, *DAY),
    "coverage": ("coverage", SUS, "--from", "2025-02-01", "--to", "2025-02-28"),
    "candidates": ("candidates", OLGA, SUS, *DAY),
    "propose": ("propose", SUS, *DAY, "--deputies"),
    "forecast": ("forecast", "--on", "2033-07-01"),
    "handover_plan": ("handover", "plan", "brs89", *LEAVES),
}


ABSENCES = """who,id,from,to,reason
staff,brs89,2025-02-10,2025-02-21,semester
staff,chros,2025-02-13,2025-02-14,utbildning
staff,susun,2025-02-17,,tjänstledig
client,6016254,2025-02-12,2025-02-14,sjukhus
"""


@pytest.fixture
def february(sus: Shell) -> Shell:
    """
    A February in which some of the staff are away, and a client too.
    """
    file = sus.folder / "absences.csv"
    file.write_text(ABSENCES, encoding="utf-8")
    assert sus.run("import", str(file)).code == 0
    return sus


@pytest.mark.parametrize(("name", "words"), PAGES.items(), ids=PAGES)
def test_people_and_programs_are_told(february: Shell, name: str, words: tuple[str, ...]) -> None:
    for language in ("sv", "en"):
        said = february.run(*words, "--lang", language).said
        assert golden(f"{name}_{language}", said) == said

    document = february.json(*words)
    assert document["schema"] == f"fastomsorg/{name.replace('_', '')}/1"


def test_who_is_left_without_is_listed_and_no_number_is_made_up(february: Shell) -> None:
    document = february.json(*PAGES["coverage"])

    assert document["longer"] is None
    assert {gap["longer_from"] for gap in document["gaps"]} == {None}
    assert {gap["why"] for gap in document["gaps"]} == {"absent"}
    assert document["left_without"] == sorted(
        {gap["client"]["id"] for gap in document["gaps"] if gap["by"] == "nobody"}
    )


def test_a_longer_absence_is_counted_from_the_routine_s_number_and_cites_it(
    february: Shell,
) -> None:
    own = february.folder / "kort.toml"
    own.write_text(
        'name = "kort"\ntitle = "Kort"\nfrom = 2025-01-01\nextends = "national"\n'
        'source = "SN 1"\n[longer_absence]\namount = 7\nunit = "days"\nsource = "SN 1, 3"\n',
        encoding="utf-8",
    )
    february.json("routine", "assign", str(own), "--from", "2025-01-01")

    assert "längre efter 7 dagar. Stöd: kort SN 1, 3" in february.run(*PAGES["coverage"]).said
    gaps = february.json(*PAGES["coverage"])["gaps"]
    assert "2025-02-17" in {gap["longer_from"] for gap in gaps}


# Handing over


def plan(sus: Shell, *more: str) -> Path:
    """
    A plan for handing over everything that Britta holds.
    """
    file = sus.folder / "plan.csv"
    assert sus.run("handover", "plan", "brs89", *LEAVES, *more, "--file", str(file)).code == 0
    return file


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(file: Path, changed: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(changed[0]))
        writer.writeheader()
        writer.writerows(changed)


def held_by(sus: Shell, staff: str) -> list[str]:
    document = sus.json("handover", "plan", staff, *LEAVES)
    return sorted(seat["client"] for seat in document["seats"])


def test_a_plan_is_written_reviewed_and_carried_out(sus: Shell) -> None:
    before = held_by(sus, "brs89")
    file = plan(sus, "--to", "ann64", "--to", "greal")

    done = sus.json("handover", "apply", str(file))

    assert before != []
    assert (done["verdict"], done["handed_over"]) == ("granted", len(before))
    assert {notice["kind"] for notice in done["notices"]} == {"journal", "plan", "planning"}
    assert held_by(sus, "brs89") == []
    notes = sus.json("notes", "--unit", SUS, "--from", "2025-02-17")["notes"]
    assert sorted(note["client"] for note in notes) == before


def test_trying_a_plan_registers_nothing(sus: Shell) -> None:
    file, before = plan(sus), sus.stored()

    tried = sus.json("handover", "apply", str(file), "--dry-run")

    assert (tried["verdict"], tried["registration"]) == ("granted", None)
    assert sus.stored() == before


def test_one_who_is_refused_keeps_everybody_where_they_are(sus: Shell) -> None:
    file = plan(sus)
    changed = rows(file)
    changed[-1]["to"] = "linvi"
    write(file, changed)
    before = sus.stored()

    refused = sus.json("handover", "apply", str(file), code=1)

    assert (refused["verdict"], refused["handed_over"]) == ("refused", 0)
    blocking = [each for each in refused["reasons"] if each["severity"] == "blocking"]
    assert [(each["client"], each["unit"]) for each in blocking] == [(changed[-1]["client"], SUS)]
    assert sus.stored() == before


def test_a_line_without_anybody_stays_as_it_is(sus: Shell) -> None:
    file = plan(sus)
    changed = rows(file)
    changed[0]["to"] = ""
    write(file, changed)

    done = sus.json("handover", "apply", str(file))

    assert done["handed_over"] == len(changed) - 1
    assert held_by(sus, "brs89") == [changed[0]["client"]]


def test_a_plan_that_was_made_before_something_was_registered_is_refused(sus: Shell) -> None:
    file = plan(sus)
    sus.json("handover", "apply", str(file))

    again = sus.json("handover", "apply", str(file), code=1)

    assert {each["code"] for each in again["reasons"]} == {"case_changed_since"}


def test_a_plan_may_come_out_of_a_spreadsheet(sus: Shell) -> None:
    file = plan(sus)
    text = file.read_text(encoding="utf-8").replace(",", ";")
    file.write_text(f"\ufeff{text}", encoding="utf-8", newline="\r\n")

    assert sus.json("handover", "apply", str(file))["verdict"] == "granted"


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("version", "två", "table_version"),
        ("role", "chef", "table_code"),
        ("reason", "trött", "table_code"),
        ("client", "", "table_required"),
        ("on", "1 mars", "table_day"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_place(
    sus: Shell, column: str, cell: str, code: str
) -> None:
    file = plan(sus)
    changed = rows(file)
    changed[0][column] = cell
    write(file, changed)

    (error,) = sus.json("handover", "apply", str(file), code=2)["errors"]

    assert (error["line"], error["column"], error["code"]) == (2, column, code)


@pytest.mark.parametrize(("column", "cell"), [("staff", "greal"), ("on", "2025-03-02")])
def test_a_plan_is_of_one_person_and_one_day(sus: Shell, column: str, cell: str) -> None:
    file = plan(sus)
    changed = rows(file)
    changed[0][column] = cell
    write(file, changed)

    error = sus.json("handover", "apply", str(file), code=2)["error"]

    assert error["code"] == "plan_of_one"


def test_a_plan_that_is_not_there_is_told_so(sus: Shell) -> None:
    error = sus.json("handover", "apply", str(sus.folder / "none.csv"), code=2)["error"]

    assert error["code"] == "file"


def test_without_the_plug_in_that_matches_it_is_told_what_to_install(sus: Shell) -> None:
    sus.panel = Panel.installed(frozenset({"sql", "files"}))

    error = sus.json("propose", SUS, *DAY, code=4)["error"]

    assert error["code"] == "matcher_missing"
    assert "fastomsorg-matching" in error["text"]


# Days ahead


def table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def without_a_certificate(folder: Path, day: str) -> set[str]:
    """
    Counted by hand from the tables: whoever has no certificate that holds on the day.
    """
    latest: dict[str, str] = {}
    for row in table(folder, "staff.csv"):
        if not row.get("from") or row["from"] <= day:
            latest[row["id"]] = row["certificate_from"]
    return {id for id, since in latest.items() if not since or since > day}


def excepted(folder: Path) -> set[str]:
    """
    Permanent as assistant nurse on the day that the exception turns on.
    """
    turn = "2023-07-01"
    return {
        row["staff"]
        for row in table(folder, "employments.csv")
        if row["permanent"] in ("true", "ja", "1")
        and row["title"] == "assistant_nurse"
        and row["from"] <= turn
        and (not row.get("to") or row["to"] >= turn)
    }


def counted(shell: Shell, folder: Path, on: str) -> list[tuple[str, str, str]]:
    """
    Every seat on the day whose holder is entitled today by the exception alone.
    """
    today = day_of(shell.clock).isoformat()
    without = without_a_certificate(folder, on)
    certified_until_then = without - without_a_certificate(folder, today)
    losing = without & (excepted(folder) | certified_until_then)
    storage = Panel.installed().storage(f"sqlite:///{shell.store}?mode=rw")
    day = dt.date.fromisoformat(on)
    return sorted(
        (key.client, role.value, holder)
        for key, life in storage.lives(on=day)
        for role in (Role.PRIMARY, Role.DEPUTY)
        if (holder := life.holder_on(day, role)) in losing
    )


def told(shell: Shell, on: str) -> list[tuple[str, str, str]]:
    return sorted(
        (each["client"]["id"], each["role"], each["staff"]["id"])
        for unit in shell.json("forecast", "--on", on)["units"]
        for each in unit["losing"]
        if not each["already"]
    )


def test_the_forecast_of_the_handbook_is_what_is_counted_by_hand(sus: Shell) -> None:
    folder = Path(handbook(sus.folder)[0]).parent

    assert told(sus, "2033-07-01") == counted(sus, folder, "2033-07-01") != []
    assert told(sus, "2033-06-30") == []


def test_the_forecast_of_a_made_up_municipality_is_what_is_counted_by_hand(shell: Shell) -> None:
    folder, shell.clock = shell.folder / "made-up", at("2026-03-02 09:00")
    assert shell.run("sample", str(folder), "--clients", "60", "--seed", "3").code == 0
    assert shell.run("init", "--no-files").code == 0
    tables = [str(path) for path in sorted(folder.glob("*.csv")) if path.stem != "visits"]
    assert shell.run("import", *tables).code == 0

    found = told(shell, "2033-07-01")

    assert found == counted(shell, folder, "2033-07-01")
    assert len(found) > 10
    document = shell.json("forecast", "--on", "2033-07-01")
    left = sorted(client for unit in document["units"] for client in unit["left"])
    assert left == sorted(client for client, role, _ in found if role == "primary")
    assert sum(unit["lose"] for unit in document["units"]) == len(found)
    assert re.search("Kontakternas behörighet", shell.run("forecast", "--on", "2033-07-01").out)

"""
The follow-up for a board from the command line.
"""

import csv
import stat
from pathlib import Path
from typing import Any

import pytest

from fastomsorg.hooks import Panel
from tests.cli.golden_files import golden
from tests.cli.shell import Shell

YEAR = ("--from", "2024-02-01", "--to", "2025-01-31")
SUS = ("--unit", "sus-hemtjanst")


def whole(told: Any, section: str) -> Any:
    """
    The figures of the whole.
    """
    return told["sections"][section][0]


def test_the_handbook_s_people_are_followed_up_with_exact_figures(sus: Shell) -> None:
    told = sus.json("followup", *YEAR, *SUS)

    assert (told["from"], told["to"], told["engine"]) == ("2024-02-01", "2025-01-31", "python")
    assert [unit["id"] for unit in told["units"]] == ["sus-hemtjanst"]
    assert whole(told, "answers")["unit"] is None
    assert whole(told, "answers")["with_primary"]["base"] == whole(told, "answers")["clients"]
    assert whole(told, "footing")["losing"] is not None
    assert whole(told, "work")["relatives"] is None
    assert (told["threshold"], told["aims"]["losing_on"]) == (None, "2033-07-01")


def test_every_section_has_the_whole_first_and_then_each_unit(sus: Shell) -> None:
    told = sus.json("followup", *YEAR)

    units = [None, *(unit["id"] for unit in told["units"])]
    assert len(units) == 4
    assert {code: [row["unit"] for row in rows] for code, rows in told["sections"].items()} == {
        code: [None] if code == "fortnight" else units for code in told["sections"]
    }


def test_what_is_published_hides_small_counts_and_says_so(sus: Shell) -> None:
    told = sus.json("followup", *YEAR, *SUS, "--published")
    said = sus.run("followup", *YEAR, *SUS, "--published").out

    assert (told["threshold"], whole(told, "answers")["declined"]) == (5, "hidden")
    assert ".. står för ett dolt antal: under 5" in " ".join(said.split())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["followup", "followup_published"])
def test_what_people_read(sus: Shell, name: str, language: str) -> None:
    published = ("--published",) if name == "followup_published" else ()
    said = sus.run("followup", *YEAR, *published, "--lang", language).said

    assert golden(f"{name}_{language}", said) == said


def test_the_table_has_a_row_for_each_figure_and_is_its_owner_s_alone(
    sus: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "uppfoljning.csv"

    assert sus.run("followup", *YEAR, *SUS, "--csv", str(file)).code == 0

    with file.open(encoding="utf-8", newline="") as stream:
        rows = {(row["section"], row["figure"]): row for row in csv.DictReader(stream)}
    told = sus.json("followup", *YEAR, *SUS)
    offered, relatives = rows["answers", "offered"], rows["work", "relatives"]
    assert {"hits": int(offered["hits"]), "base": int(offered["base"])} == whole(told, "answers")[
        "offered"
    ]
    assert (offered["state"], relatives["state"], relatives["hits"]) == ("", "missing", "")
    assert ("waits", "offers_within") not in rows
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_visits_that_do_not_count_are_told_in_one_order_in_table_and_document(
    sus: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "uppfoljning.csv"
    february = ("--from", "2025-02-01", "--to", "2025-02-16")

    told = sus.json("followup", *february, *SUS, "--csv", str(file))

    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["section"] == "excluded"]
    excluded = [(each["reason"], each["visits"]) for each in told["excluded"]]
    assert excluded == [("not_performed", 1), ("no_staff", 1)]
    assert excluded == [(row["figure"], int(row["value"])) for row in rows]


def test_a_file_that_is_there_is_replaced_whole_or_left_as_it_is(
    sus: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "uppfoljning.csv"
    file.write_text("förra årets", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        error = sus.json("followup", *YEAR, *SUS, "--csv", str(file), code=4)["error"]
    kept = [path.name for path in tmp_path.glob("*uppfoljning*")]

    assert (error["code"], error["facts"]["file"]) == ("file", str(file))
    assert (file.read_text(encoding="utf-8"), kept) == ("förra årets", [file.name])
    assert sus.run("followup", *YEAR, *SUS, "--csv", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("section,")


def test_without_the_plug_in_that_makes_pages_it_is_said_what_to_install(
    sus: Shell, tmp_path: Path
) -> None:
    sus.panel = Panel.installed(frozenset({"sql", "files"}))
    file = tmp_path / "uppfoljning.html"

    ran = sus.run("followup", *YEAR, *SUS, "--html", str(file))

    assert (ran.code, file.exists()) == (4, False)
    assert "pip install fastomsorg-report" in ran.err


def test_the_page_is_written_in_the_language_spoken(sus: Shell, tmp_path: Path) -> None:
    file = tmp_path / "uppfoljning.html"

    ran = sus.run("followup", *YEAR, *SUS, "--html", str(file), "--lang", "en")

    assert (ran.code, f"Wrote {file}." in ran.out.replace("\n", "")) == (0, True)
    assert '<html lang="en">' in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("--from", "2025-01-31", "--to", "2025-01-01"), 2, "upside_down"),
        (("--from", "2025-01-01", "--to", "2025-12-31"), 2, "period_not_over"),
        ((*YEAR, *SUS, "--provider", "Testkommunen"), 2, "followup_of_several"),
        ((*YEAR, "--provider", "Ingen AB"), 1, "unknown_provider"),
        ((*YEAR, "--municipality", "Ingenstans"), 1, "unknown_municipality"),
        ((*YEAR, "--unit", "nowhere"), 1, "unknown_unit"),
        ((*YEAR, "--purpose", "case_handling"), 3, "purpose_not_allowed"),
        ((*YEAR, "--engine", "duckdb"), 2, "engine_needs_columns"),
    ],
)
def test_what_cannot_be_followed_up_is_told(
    sus: Shell, words: tuple[str, ...], code: int, error: str
) -> None:
    assert sus.json("followup", *words, code=code)["error"]["code"] == error

"""
Statistics over visits from the command line: the handbook's report, measures, marks.
"""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from fastomsorg.hooks import Panel
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, handbook
from tests.hooks.engines import HasAbacus

FEBRUARY = ("--from", "2025-02-01", "--to", "2025-02-16")
SUS = ("--unit", "sus-hemtjanst")

HANDBOOK_TABLE = [
    ("Agda Testsson", 3, 3, 0, 1, 0, 1),
    ('Karl "Kalle" Kula', 1, 2, 0, 0, 1, 1),
    ("Magnus Mångainsatser", 1, 1, 0, 0, None, 0),
    ("Börje Kvist", 2, 3, 0, 1, 2, 3),
    ("Osten Test", 2, 3, 0, 0, None, 0),
    ("Alberta MultiUnit", 1, 1, 0, None, None, None),
    ("Balder Den Vackre", 1, 1, 0, 0, None, 0),
]


def hits(share: dict[str, int] | None) -> int | None:
    return None if share is None else share["hits"]


def test_the_handbooks_table(sus: Shell) -> None:
    found = sus.json("continuity", *FEBRUARY, *SUS, "--names")

    assert HANDBOOK_TABLE == [
        (
            each["name"],
            each["staff"],
            each["visits"],
            each["double_staffed"],
            hits(each["primary"]),
            hits(each["deputy"]),
            hits(each["total"]),
        )
        for each in found["clients"]
    ]


def test_the_handbooks_head_line(sus: Shell) -> None:
    found = sus.json("continuity", *FEBRUARY, *SUS)

    assert (11 / 7, 1, {"hits": 5, "base": 13}) == (
        found["mean"],
        found["median"],
        found["contact_share"],
    )
    assert (None, "python", ["sus-hemtjanst"]) == (
        found["clients"],
        found["engine"],
        found["units"],
    )
    assert [("not_performed", 1), ("no_staff", 1)] == [
        (each["reason"], each["visits"]) for each in found["excluded"]
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("continuity", ("continuity", *FEBRUARY, *SUS, "--names")),
        ("measure", ("measure", "secon/1", *FEBRUARY, "--names")),
        ("measures", ("measures",)),
        ("visits", ("visits", *FEBRUARY)),
    ],
)
def test_statistics_read_as_they_should(
    sus: Shell, name: str, words: tuple[str, ...], language: str
) -> None:
    sus.panel = Panel.installed(frozenset({"sql", "files"}))

    ran = sus.run(*words, "--lang", language)

    assert (ran.code, ran.err) == (0, "")
    assert golden(f"{name}_{language}", ran.said) == ran.said


def test_one_client(sus: Shell) -> None:
    found = sus.json("continuity", *FEBRUARY, "--client", "6000010")

    assert [("Börje Kvist", 2)] == [(each["name"], each["staff"]) for each in found["clients"]]


def test_a_whole_municipality_and_never_a_part_of_it(sus: Shell) -> None:
    whole = ("--municipality", "Provköping")
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", "search@sus-hemtjanst")

    found = sus.json("continuity", *FEBRUARY, *whole)
    searched = sus.json("search", "--status", "accepted", "--on", "2024-11-01", *whole)
    denied = sus.run("continuity", *FEBRUARY, *whole, "--as", "kim")
    unknown = sus.json("continuity", *FEBRUARY, "--municipality", "Provstad", code=1)

    everything = ["norr-hemtjanst", "sus-hemtjanst", "vast-hemtjanst"]
    assert [everything, everything] == [found["units"], searched["units"]]
    assert (3, "unknown_municipality") == (denied.code, unknown["error"]["code"])


def test_a_measure_of_a_set_length_needs_no_last_day(sus: Shell) -> None:
    found = sus.json("measure", "kkik-14d/1", "--from", "2025-02-01")

    assert ("2025-02-14", 14) == (found["last"], found["measure"]["days"])
    assert [("younger", 2), ("few_visits", 5)] == [
        (each["reason"], each["clients"]) for each in found["left_out"]
    ]


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("continuity", "--from", "2025-02-16", "--to", "2025-02-01"), "upside_down", 2),
        (("continuity", "--from", "2025-02-16", "--to", "2025-02-18"), "period_not_over", 2),
        (("visits", "--from", "2025-02-16", "--to", "2025-02-18"), "period_not_over", 2),
        (("measure", "upc/1", "--from", "2025-02-01"), "needs", 2),
        (("measure", "kkik-14d/1", *FEBRUARY), "measure_days", 2),
        (("measure", "kkik-15d/1", *FEBRUARY), "unknown_measure", 1),
        (("continuity", *FEBRUARY, *SUS, "--municipality", "Provköping"), "at_most_one", 2),
        (("continuity", *FEBRUARY, "--unit", "nowhere"), "unknown_unit", 1),
        (("continuity", *FEBRUARY, "--client", "nobody"), "unknown_client", 1),
        (("continuity", *FEBRUARY, "--purpose", "case_handling"), "purpose_not_allowed", 3),
        (("continuity", *FEBRUARY, "--engine", "duckdb"), "engine_needs_columns", 2),
        (("continuity", *FEBRUARY, "--engine", "abacus"), "engine_unknown", 4),
        (("continuity", *FEBRUARY, "--engine", "postgresql"), "engine_needs_postgresql", 2),
        (("continuity", *FEBRUARY, "--visits", "nothing:x"), "plugin_none_answered", 4),
    ],
)
def test_what_is_asked_for_wrongly_is_answered_with_what_would_be_right(
    sus: Shell, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    assert code == sus.json(*words, code=exit_code)["error"]["code"]


def test_a_measure_that_is_not_there_is_answered_with_the_nearest(sus: Shell) -> None:
    ran = sus.run("measure", "kkik-15d/1", *FEBRUARY)

    assert "Menades kkik-14d/1?" in ran.err


def test_an_engine_that_is_not_there_says_what_to_install(sus: Shell, tmp_path: Path) -> None:
    sus.panel = Panel.installed(frozenset({"sql", "files"}))

    asked = ("continuity", *FEBRUARY, "--engine", "duckdb")

    for words in (asked, (*asked, "--columns", str(tmp_path))):
        error = sus.json(*words, code=4)["error"]
        assert ("engine_missing", "fastomsorg-columnar") == (
            error["code"],
            error["facts"]["install"],
        )


def test_an_engine_that_was_asked_for_counts_and_is_told(sus: Shell, tmp_path: Path) -> None:
    sus.panel = Panel.of(*_installed("sql", "files"), HasAbacus())
    asked = ("--engine", "abacus", "--columns", str(tmp_path))

    found = sus.json("continuity", *FEBRUARY, *asked)
    said = sus.run("continuity", *FEBRUARY, *asked).out

    assert ("abacus", None) == (found["engine"], found["mean"])
    assert "Räknat med abacus." in said


def test_an_export_that_is_named_by_the_environment_is_counted_on(
    sus: Shell, tmp_path: Path
) -> None:
    sus.environment = {"FASTOMSORG_COLUMNS": str(tmp_path)}
    sus.panel = Panel.of(*_installed("sql", "files"), HasAbacus())

    asked = sus.json("continuity", *FEBRUARY, "--engine", "abacus")
    few = sus.json("continuity", *FEBRUARY, "--client", "6000010")

    assert ("abacus", "python") == (asked["engine"], few["engine"])


def test_visits_are_told_with_their_marks(sus: Shell) -> None:
    found = sus.json("visits", *FEBRUARY, *SUS)

    assert {"b-08": ["incomplete", "by_deputy"], "b-09": ["other_staff", "by_deputy"]} == {
        each["id"]: each["marks"] for each in found["visits"] if each["id"] in ("b-08", "b-09")
    }
    assert 16 == len(found["visits"])


def test_visits_on_days_without_any(sus: Shell) -> None:
    empty = ("visits", "--from", "2024-01-01", "--to", "2024-01-02")

    assert [] == sus.json(*empty)["visits"]
    assert "Inga besök." in sus.run(*empty).out


def _installed(*names: str) -> list[object]:
    return [each.load()() for each in entry_points(group="fastomsorg") if each.name in names]


def test_visits_that_lie_elsewhere_are_found_again_by_the_store(shell: Shell) -> None:
    tables = handbook(shell.folder)
    (visits,) = (name for name in tables if Path(name).name == "visits.csv")
    besok = shell.folder / "besok"
    besok.mkdir()
    Path(visits).rename(besok / "visits.csv")
    made = shell.json("init", "--no-files", "--visits", f"files://{besok}")
    shell.json("import", *(name for name in tables if name != visits))

    assert [f"files://{besok}"] == made["visits"]
    found = shell.json("continuity", *FEBRUARY, *SUS)
    assert (11 / 7, {"hits": 5, "base": 13}) == (found["mean"], found["contact_share"])

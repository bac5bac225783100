"""
Erasing what is too old from the command line: tried first, then done, with a report of it.
"""

from pathlib import Path

import pytest

from fastomsorg.decisions import KeepLonger
from fastomsorg.hooks import HOOK_VERSION, Panel, hookimpl
from fastomsorg.law import Citation
from fastomsorg.testing import MemoryPlugin
from tests.cli.golden_files import golden
from tests.cli.shell import Shell, at, handbook

EDIT, EVA, VALBORG, SUS = "10003350", "6016254", "10003209", "sus-hemtjanst"
THAT_DAY = "2030-02-18"
"""The day after the fifth year since Valborg's home care ended."""


@pytest.fixture
def later(sus: Shell) -> Shell:
    """
    The handbook's store five years on: Valborg's home care ended too, Edit's had already.
    """
    sus.json("end", VALBORG, SUS, "--last-day", "2025-02-17")
    sus.clock = at("2030-02-20 08:00")
    return sus


def test_what_would_be_erased_is_told_with_the_day_and_the_section(later: Shell) -> None:
    tried = later.json("purge", "--on", THAT_DAY, "--dry-run")

    assert tried["erased"] == [
        {
            "client": EDIT,
            "units": [SUS],
            "operator": "municipality",
            "provider": "",
            "last_note": "2024-08-31",
            "due": "2029-09-01",
            "basis": ["SoL (2025:400) 16 kap. 1 §"],
        }
    ]
    assert (tried["done"], tried["rows"], tried["swept"], tried["remains"]) == (False, {}, None, [])
    assert later.json("show", EDIT)["cases"] != []


def test_whoever_is_kept_for_research_is_told_with_the_section(later: Shell) -> None:
    (kept,) = later.json("purge", "--on", THAT_DAY, "--dry-run")["kept"]

    assert (kept["client"], kept["due"]) == (VALBORG, THAT_DAY)
    assert [(each["code"], each["basis"]) for each in kept["why"]] == [
        ("retention_sample", ["förordning (2025:468) 13 kap. 1 §"])
    ]


def test_the_day_before_nothing_is_erased(later: Shell) -> None:
    done = later.json("purge", "--on", "2029-08-31", "--do")

    assert (done["done"], done["erased"], done["rows"], done["remains"]) == (True, [], {}, [])
    assert {each["code"]: each["records"] for each in done["kept_for"]} == {
        "retention_not_due": 2,
        "retention_ongoing": 21,
    }


def test_what_was_erased_is_gone_and_the_rest_is_there(later: Shell) -> None:
    done = later.json("purge", "--on", THAT_DAY, "--do")

    assert (done["done"], done["swept"], len(done["erased"])) == (True, True, 1)
    assert (done["rows"]["registrations"], done["rows"]["people"]) == (2, 1)
    assert later.json("show", EDIT, code=1)["error"]["code"] == "unknown_client"
    assert later.json("show", EVA)["cases"] != []
    assert b"Edit Avslutad" not in later.store.read_bytes()
    assert b"Eva Sandgreen" in later.store.read_bytes()


def test_a_second_run_does_nothing(later: Shell) -> None:
    later.json("purge", "--on", THAT_DAY, "--do")
    before = later.stored()

    again = later.json("purge", "--on", THAT_DAY, "--do")

    assert (again["erased"], again["rows"], again["swept"]) == ([], {}, True)
    assert later.stored() == before


def test_the_report_says_where_it_may_still_be_and_for_how_long(later: Shell) -> None:
    done = later.json("purge", "--on", THAT_DAY, "--do", "--backups-kept", "90")

    assert [(each["where"], each["until"]) for each in done["remains"]] == [
        ("backups", "2030-05-21"),
        ("archives", "2030-05-21"),
        ("receivers", None),
        ("files", None),
    ]


def test_without_a_word_about_backups_the_report_says_that_nobody_knows(later: Shell) -> None:
    done = later.json("purge", "--on", THAT_DAY, "--do")

    assert {each["where"]: each["until"] for each in done["remains"]} == {
        "backups": None,
        "archives": None,
        "receivers": None,
        "files": None,
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_person_reads_what_would_be_erased(later: Shell, language: str) -> None:
    later.language = language

    said = later.run("purge", "--on", THAT_DAY, "--dry-run").said

    assert said == golden(f"purge_tried_{language}", said)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_person_reads_what_was_erased(later: Shell, language: str) -> None:
    later.language = language

    said = later.run("purge", "--on", THAT_DAY, "--do", "--backups-kept", "90").said

    assert said == golden(f"purge_{language}", said)


@pytest.mark.parametrize("manner", [(), ("--dry-run", "--do")], ids=["neither", "both"])
def test_it_has_to_be_said_whether_to_try_or_to_do(later: Shell, manner: tuple[str, ...]) -> None:
    error = later.json("purge", "--on", THAT_DAY, *manner, code=2)["error"]

    assert (error["code"], error["facts"]) == ("exactly_one", {"names": ["--dry-run", "--do"]})
    assert later.json("show", EDIT)["cases"] != []


def test_a_day_that_has_not_been_is_refused(later: Shell) -> None:
    error = later.json("purge", "--on", "2030-02-21", "--do", code=2)["error"]

    assert error["code"] == "purge_in_future"
    assert later.json("show", EDIT)["cases"] != []


def test_it_takes_an_administrator(later: Shell) -> None:
    later.json("actor", "add", "anna", "--name", "Anna Ek", "--permit", f"view@{SUS}")
    later.actor, later.user = "anna", "anna"

    error = later.json("purge", "--on", THAT_DAY, "--do", code=3)["error"]

    assert error["code"] == "not_authorised"


class Disputes:
    """
    Keeps whoever has a dispute, or cannot say.
    """

    fastomsorg_hook_version = HOOK_VERSION
    answers = True

    @hookimpl
    def fastomsorg_retention(self, client: object) -> list[KeepLonger]:
        if not self.answers:
            raise ConnectionError
        return [KeepLonger("Tvist pågår", (Citation("SoL (2025:400)", "16 kap. 1 §"),))]


@pytest.mark.parametrize(
    ("answers", "code", "reason"),
    [(True, 0, "retention_longer"), (False, 4, "retention_unanswered")],
)
def test_a_plug_in_that_keeps_a_record_is_named_and_one_that_fails_needs_somebody(
    tmp_path: Path, answers: bool, code: int, reason: str
) -> None:
    disputes = Disputes()
    disputes.answers = answers
    shell = Shell(tmp_path, clock=at("2025-02-17 08:00"), panel=Panel.of(MemoryPlugin(), disputes))
    shell.environment = {"FASTOMSORG_STORE": "memory:"}
    shell.json("init", "--no-files", "--name", "Susanne APO")
    shell.json("import", *handbook(shell.folder))
    shell.clock = at("2030-02-20 08:00")

    done = shell.json("purge", "--on", THAT_DAY, "--do", code=code)

    assert (done["erased"], [each["client"] for each in done["kept"]]) == ([], [EDIT])
    (why,) = done["kept"][0]["why"]
    assert why["code"] == reason
    assert "tests.cli.test_purge.Disputes" in why["text"]

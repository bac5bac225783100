"""
Keeping a store: copies, the read model, deliveries, and receivers that fail.
"""

import datetime as dt
import stat
from pathlib import Path

import pytest

from fastomsorg.hooks import HOOK_VERSION, Journal, Panel, hookimpl
from fastomsorg.journal import JournalNote
from fastomsorg.testing import MemoryPlugin
from tests.cli.shell import Shell, at, handbook

EVA, OLGA, SUS = "6016254", "10003341", "sus-hemtjanst"
AN_HOUR = dt.timedelta(hours=1)
NO = ("status", OLGA, SUS, "declined", "--on", "2025-02-17")


class _Moody:
    """
    A journal that fails until it is told not to.
    """

    fastomsorg_hook_version = HOOK_VERSION

    def __init__(self) -> None:
        self.fails = True
        self.written: list[JournalNote] = []

    @hookimpl
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        return self if url == "moody:" else None

    def write(self, note: JournalNote) -> None:
        if self.fails:
            raise RuntimeError("the journal is closed")
        self.written.append(note)

    def find(self, id: object) -> bool:
        return any(note.id == id for note in self.written)


@pytest.fixture
def moody() -> _Moody:
    return _Moody()


@pytest.fixture
def told(shell: Shell, moody: _Moody) -> Shell:
    """
    A shell whose store is in memory and whose notes go to the moody journal.
    """
    shell.panel = Panel.of(MemoryPlugin(), moody)
    shell.environment = {"FASTOMSORG_STORE": "memory:"}
    shell.json("init", "--journal", "moody:", "--name", "Susanne APO")
    shell.json("import", *handbook(shell.folder))
    return shell


def test_a_receiver_that_fails_leaves_the_registration_done_with_a_warning(told: Shell) -> None:
    verdict = told.json(*NO)

    (warning,) = verdict["reasons"]
    assert (verdict["verdict"], warning["code"]) == ("granted", "receiver_failed")
    assert warning["severity"] == "warning"
    assert "closed" not in warning["text"]
    assert told.json("show", OLGA)["cases"][0]["note_written"] is False


def test_what_could_not_be_told_is_told_by_the_next_delivery(told: Shell, moody: _Moody) -> None:
    told.json(*NO)

    told.clock += AN_HOUR
    failed = told.json("deliver", code=4)
    moody.fails = False
    told.clock += AN_HOUR
    delivered = told.json("deliver")

    assert (failed["waiting"], [each["code"] for each in failed["problems"]]) == (
        1,
        ["receiver_failed"],
    )
    assert (delivered["delivered"], delivered["problems"]) == (1, [])
    assert [note.case.client for note in moody.written] == [OLGA]
    assert told.json("show", OLGA)["cases"][0]["note_written"] is True


def test_a_copy_is_a_whole_store_that_only_its_owner_can_read(sus: Shell) -> None:
    copy = sus.folder / "copy.db"
    shown = sus.json("show", EVA)

    sus.json("backup", str(copy))
    sus.json("status", EVA, SUS, "declined", "--on", "2025-02-17", "--confirm")

    assert sus.json("show", EVA, "--store", f"sqlite:///{copy}") == shown
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_is_not_written_over_what_is_there(sus: Shell) -> None:
    copy = sus.folder / "copy.db"
    copy.write_text("mine", encoding="utf-8")

    error = sus.json("backup", str(copy), code=4)

    assert error["error"]["code"] == "backup_exists"
    assert copy.read_text(encoding="utf-8") == "mine"


def test_the_read_model_made_anew_gives_the_same_answers(sus: Shell) -> None:
    question = ("search", "--status", "accepted", "--on", "2024-11-01", "--names")
    before = sus.json(*question)

    rebuilt = sus.json("rebuild")

    assert rebuilt["cases"] == 26 - 1
    assert sus.json(*question) == before


def test_a_made_up_municipality_can_be_read_in_and_is_the_same_for_the_same_seed(
    shell: Shell,
) -> None:
    made = shell.json("sample", str(shell.folder / "a"), "--clients", "30", "--seed", "7")
    shell.json("sample", str(shell.folder / "b"), "--clients", "30", "--seed", "7")
    shell.clock = at("2025-09-01 08:00")
    shell.json("init", "--no-files")

    files = [str(shell.folder / "a" / each["file"]) for each in made["tables"]]
    report = shell.json("import", *files)

    rows = {each["table"]: each["rows"] for each in made["tables"]}
    assert rows["clients"] == 30
    assert {each["table"]: each["new"] for each in report["tables"]} == rows
    assert _bytes(shell.folder / "a") == _bytes(shell.folder / "b")


def test_a_sample_is_not_written_over_another(shell: Shell) -> None:
    shell.json("sample", str(shell.folder / "a"), "--clients", "3")

    assert shell.json("sample", str(shell.folder / "a"), code=2)["error"]["code"] == "exists"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}

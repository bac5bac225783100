"""
How a run ends when something breaks: one clear message, the right code, never a traceback.
"""

import datetime as dt
import os
import pwd
from collections.abc import Sequence
from uuid import uuid4

import attrs
import pytest
from fastomsorg_sql import Plugin

from fastomsorg.cli import main
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running._exits import exit_code
from fastomsorg.cli._running._surroundings import Surroundings, machine_clock, system_user
from fastomsorg.history import Registration
from fastomsorg.hooks import Panel, Posting
from fastomsorg.terms import (
    FastomsorgError,
    Instant,
    Malformed,
    NotAuthorised,
    PluginError,
    RequestConflict,
    StaleCase,
    StoreError,
    UnknownId,
)
from fastomsorg.testing import MemoryPlugin, MemoryStore
from fastomsorg.texts import UnknownText
from tests.cli.shell import Shell, at, handbook

OLGA, SUS = "10003341", "sus-hemtjanst"
NO = ("status", OLGA, SUS, "declined", "--on", "2025-02-17")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnknownId(), 1),
        (StaleCase(), 1),
        (RequestConflict(), 1),
        (Malformed(), 2),
        (Misused("blank"), 2),
        (NotAuthorised(), 3),
        (StoreError(), 4),
        (PluginError(), 4),
        (UnknownText(), 4),
        (OSError(), 4),
        (ZeroDivisionError(), 4),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else "",
)
def test_each_kind_of_error_has_its_code(error: Exception, code: int) -> None:
    assert exit_code(error) == code


class _Overtaken(MemoryStore):
    """
    A store in which somebody else always registers the same just before.
    """

    def append(self, postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
        if len(postings) == 1:
            (theirs,) = postings
            draft = attrs.evolve(theirs.draft, id=uuid4())
            super().append([attrs.evolve(theirs, draft=draft, notices=())], now=now)
        return super().append(postings, now=now)


def test_when_somebody_was_first_nothing_is_written_over(shell: Shell) -> None:
    plugin = MemoryPlugin()
    plugin.stores["memory:"] = store = _Overtaken()
    shell.panel, shell.environment = Panel.of(plugin), {"FASTOMSORG_STORE": "memory:"}
    shell.json("init")
    shell.json("import", *handbook(shell.folder))
    before = len(list(store.changes()))

    error = shell.json(*NO, code=1)

    assert error["error"]["code"] == "stale_case"
    assert "Läs om och försök igen" in error["error"]["text"]
    assert len(list(store.changes())) == before + 1


@pytest.mark.parametrize("command", [("init",), ("show", OLGA)], ids=["init", "show"])
def test_a_store_on_a_network_drive_is_refused(shell: Shell, command: tuple[str, ...]) -> None:
    shell.panel = Panel.of(Plugin(mounted=lambda: [(str(shell.folder), "nfs4")]))

    error = shell.json(*command, "--no-files" if command == ("init",) else "--json", code=4)

    assert error["error"]["code"] == "store_on_network"
    assert not shell.store.exists()


def _broken() -> Panel:
    raise ZeroDivisionError("Eva Sandgreen, 19511021TF21")


def _denied() -> Panel:
    raise PermissionError(13, "Permission denied", "/etc/fok.db")


def _strange() -> Panel:
    raise FastomsorgError("of_a_plug_in", answer=42)


def around(panel: object, **environment: str) -> Surroundings:
    given = {"FASTOMSORG_STORE": "sqlite:///fok.db", **environment}
    return Surroundings(environment=given, panel=panel)  # type: ignore[arg-type]


def test_what_nobody_expected_is_told_without_what_it_was_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["show", OLGA], around(_broken))

    told = capsys.readouterr().err
    assert code == 4
    assert "ZeroDivisionError" in told
    assert "FASTOMSORG_TRACEBACK" in told
    assert "Eva" not in told


def test_whoever_asks_for_it_sees_where_it_happened() -> None:
    with pytest.raises(ZeroDivisionError):
        main(["show", OLGA], around(_broken, FASTOMSORG_TRACEBACK="1"))


def test_a_file_that_may_not_be_used_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", OLGA], around(_denied)) == 4
    assert "/etc/fok.db" in capsys.readouterr().err


def test_a_plug_in_s_own_error_without_words_is_told_by_its_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", OLGA], around(_strange)) == 4
    assert "of_a_plug_in: answer=42" in capsys.readouterr().err


def test_a_plug_in_that_was_left_out_is_told_of_with_why_and_the_address_as_written(
    shell: Shell,
) -> None:
    shell.panel = Panel.installed(frozenset({"ours"}))

    error = shell.json("show", OLGA, code=4)["error"]

    assert error["code"] == "plugin_none_answered_some_left_out"
    assert error["facts"]["url"] == f"sqlite:///{shell.store}"
    assert "Tillägget ours är tillåtet men inte installerat." in error["text"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "(rättigheter saknas)"), ("en", "(no permission)")],
)
def test_a_problem_is_told_in_words(
    capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    main(["show", OLGA, "--lang", language], around(_denied))

    assert said in capsys.readouterr().err


def test_a_moment_to_come_is_told_of_by_the_clock_in_sweden(sus: Shell) -> None:
    error = sus.json("show", OLGA, "--known", "2025-02-18 09:00", code=2)["error"]

    assert "2025-02-18 09:00" in error["text"]
    assert "senast 2025-02-17 10:11." in error["text"]


def test_who_may_do_nothing_anywhere_is_told_so(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{SUS}")

    error = sus.json("backup", str(sus.folder / "copy.db"), "--as", "kim", code=3)["error"]

    assert error["text"].startswith("kim har inte behörigheten ”Administrera” (admin) för någon")


def test_interrupting_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> Panel:
        raise KeyboardInterrupt

    assert main(["show", OLGA], around(interrupted)) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_files_made_on_the_way_are_for_their_owner_and_no_others_habits_change(
    shell: Shell,
) -> None:
    before = os.umask(0o022)
    try:
        shell.json("sample", str(shell.folder / "a"), "--clients", "2")
        after = os.umask(0o022)
    finally:
        os.umask(before)

    assert after == 0o022
    assert (shell.folder / "a" / "clients.csv").stat().st_mode & 0o077 == 0


def test_the_clock_and_the_user_are_the_machine_s() -> None:
    assert system_user() == pwd.getpwuid(os.getuid()).pw_name
    assert abs(machine_clock() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_somebody_who_looks_on_sees_how_far_it_has_come(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shell.clock = at("2025-09-01 08:00")
    shell.run("init", "--no-files")

    made = shell.run("sample", str(shell.folder / "a"), "--clients", "40")
    read = shell.run("import", *map(str, (shell.folder / "a").glob("*.csv")))

    assert (made.code, read.code) == (0, 0)
    assert "Brukare" in made.err
    assert "clients" in read.err

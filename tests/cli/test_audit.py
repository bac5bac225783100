"""
Is the store what it was? Looked through, compared with checkpoints, and kept elsewhere.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fastomsorg.wire import checkpoints_in
from tests.cli.golden_files import golden
from tests.cli.shell import Shell

EVA, SUS = "6016254", "sus-hemtjanst"
NO = ("status", EVA, SUS, "declined", "--on", "2025-02-17")
WISH = ("wish", EVA, SUS, "--on", "2025-02-17", "--text", "Någon som talar finska")
LANGUAGES = ["sv", "en"]


def behind_the_back(shell: Shell, *statements: str) -> None:
    """
    What somebody does who has the file.
    """
    with closing(sqlite3.connect(shell.store)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def cut(shell: Shell) -> None:
    """
    The last registration is gone, as if it had never been made.
    """
    last = "(SELECT max(position) FROM registration)"
    behind_the_back(
        shell,
        f"DELETE FROM delivery WHERE position = {last}",
        f"DELETE FROM notice WHERE position = {last}",
        f"DELETE FROM entry WHERE position = {last}",
        f"DELETE FROM registration WHERE position = {last}",
    )


LAST = "(SELECT max(position) FROM registration)"


def logged(shell: Shell) -> list[tuple[str, str, str]]:
    """
    What stands in the read log: what was done, with whom, and where.
    """
    with closing(sqlite3.connect(shell.store)) as connection:
        return connection.execute("SELECT action, client, unit FROM access").fetchall()


def settled(text: str) -> str:
    """
    What was said, without what comes by chance.
    """
    text = re.sub(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "CHAIN", text)
    return re.sub(r"\b[0-9a-f]{64}\b", "ROOT", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_that_nobody_has_been_at_is_whole(sus: Shell, language: str) -> None:
    sus.language = language
    told = sus.run("verify")

    assert told.code == 0
    assert settled(told.said) == golden(f"verify_{language}", settled(told.said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_changed_is_told_with_its_chain_and_version(sus: Shell, language: str) -> None:
    sus.language = language
    sus.run(*NO)
    behind_the_back(sus, "UPDATE registration SET actor = 'somebody' WHERE position = 2")
    told = sus.run("verify")

    assert told.code == 4
    assert settled(told.said) == golden(f"verify_changed_{language}", settled(told.said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cut_end_shows_against_a_checkpoint_and_not_without(sus: Shell, language: str) -> None:
    sus.language = language
    sus.run(*NO)
    file = sus.folder / "checkpoints.txt"
    file.write_text(sus.run("checkpoint").out, encoding="utf-8")
    cut(sus)
    told = sus.run("verify", "--against", str(file))

    assert sus.json("verify")["whole"] is True
    assert told.code == 4
    assert settled(told.said) == golden(f"verify_cut_{language}", settled(told.said))


def test_programs_are_told_what_was_found_and_where(sus: Shell) -> None:
    sus.run(*NO)
    behind_the_back(sus, "UPDATE entry SET events = '[]' WHERE position = 1")
    told = sus.json("verify", code=4)
    (fault,) = told["faults"]

    assert (told["whole"], told["found"], told["erased"]) == (False, 1, 0)
    assert (fault["kind"], fault["version"], fault["checkpoint"]) == ("changed", 1, None)
    assert len(fault["chain"]) == 36
    assert fault["case"] == {"client": "10001979", "unit": SUS}


def test_whose_chain_it_is_is_logged_and_told_without_a_name(sus: Shell) -> None:
    sus.run(*NO)
    behind_the_back(sus, f"UPDATE registration SET actor = 'kim' WHERE position = {LAST}")
    told = sus.run("verify")
    (row,) = (each for each in logged(sus) if each[0] == "verify_case")

    assert f"Det är brukaren {EVA} på enheten {SUS}." in " ".join(told.said.split())
    assert "Eva" not in told.said
    assert row == ("verify_case", EVA, SUS)


def test_a_checkpoint_is_a_line_and_nothing_else_where_it_can_be_caught(sus: Shell) -> None:
    told = sus.run("checkpoint")
    (caught,) = checkpoints_in(told.out)

    assert told.out.count("\n") == 1
    assert caught.position == caught.entries > 0


def test_a_checkpoint_for_programs_holds_the_line_too(sus: Shell) -> None:
    told = sus.json("checkpoint")

    assert checkpoints_in(told["line"]) == checkpoints_in(sus.run("checkpoint", "--json").out)
    assert (told["anchors"], told["problems"], told["whole"]) == ([], [], True)


def test_verify_reads_what_checkpoint_wrote_in_every_form(sus: Shell) -> None:
    for name, words in (("line", ("checkpoint",)), ("json", ("checkpoint", "--json"))):
        file = sus.folder / name
        file.write_text(sus.run(*words).out, encoding="utf-8")
        assert len(sus.json("verify", "--against", str(file))["against"]) == 1


def test_the_anchors_of_a_store_get_each_checkpoint_and_verify_asks_them(shell: Shell) -> None:
    audit = f"files://{shell.folder}/audit"
    shell.json("init", "--no-files", "--anchor", audit)
    first = shell.json("checkpoint")
    second = shell.json("checkpoint", "--anchor", f"files://{shell.folder}/also")

    assert first["anchors"] == [audit]
    assert second["anchors"] == [audit, f"files://{shell.folder}/also"]
    assert len(shell.json("verify")["against"]) == 1
    assert shell.json("verify", "--against", audit)["against"][0] == first["checkpoint"]


def anchored(shell: Shell) -> str:
    """
    A store that was anchored, and had its end cut off afterwards: the URL of the anchor.
    """
    audit = f"files://{shell.folder}/audit"
    shell.run(*NO)
    shell.json("checkpoint", "--anchor", audit)
    cut(shell)
    return audit


def test_chains_that_do_not_hold_are_not_anchored_anew(sus: Shell) -> None:
    audit = anchored(sus)
    told = sus.json("checkpoint", "--anchor", audit, code=4)

    assert ([fault["kind"] for fault in told["faults"]], told["anchors"]) == (["cut"], [])
    assert sus.json("verify", "--against", audit, code=4)["found"] == 1


def test_chains_that_do_not_hold_are_anchored_anyway_and_the_earlier_still_tells(
    sus: Shell,
) -> None:
    audit = anchored(sus)
    told = sus.json("checkpoint", "--anchor", audit, "--anyway", code=4)
    again = sus.json("verify", "--against", audit, code=4)

    assert told["anchors"] == [audit]
    assert (again["found"], len(again["against"])) == (1, 2)


def test_people_are_told_beside_the_line_what_is_wrong(sus: Shell) -> None:
    audit = anchored(sus)
    told = sus.run("checkpoint", "--anchor", audit)

    assert told.out.startswith("fastomsorg-checkpoint-1 ")
    assert "Kedjorna är inte hela: 1 fel." in told.err
    assert "Avklippt" in told.err


def test_an_anchor_that_cannot_be_used_is_a_problem_and_keeps_no_other_from_it(
    shell: Shell,
) -> None:
    good, bad = f"files://{shell.folder}/good", f"files://{shell.folder}/bad"
    shell.json("init", "--no-files", "--anchor", good, "--anchor", bad)
    Path(shell.folder, "bad", "checkpoints.jsonl").write_text('{"a":{"b":""}}\n')
    told = shell.json("checkpoint", code=4)

    assert told["anchors"] == [good]
    assert [problem["code"] for problem in told["problems"]] == ["files_damaged"]
    assert shell.json("verify", code=4)["error"]["code"] == "files_damaged"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no_checkpoints"), (b"what?\n", "not_a_checkpoint"), (b"\xff\n", "not_a_checkpoint")],
)
def test_a_file_without_checkpoints_is_refused(sus: Shell, content: bytes, code: str) -> None:
    file = sus.folder / "checkpoints.txt"
    file.write_bytes(content)

    assert sus.json("verify", "--against", str(file), code=2)["error"]["code"] == code


def test_an_anchor_without_checkpoints_is_nothing_to_compare_with(sus: Shell) -> None:
    told = sus.json("verify", "--against", f"files://{sus.folder}/empty", code=2)

    assert told["error"]["code"] == "no_checkpoints"


def test_a_file_that_is_missing_is_told_of(sus: Shell) -> None:
    assert sus.json("verify", "--against", "nowhere.txt", code=4)["error"]["code"] == "file"


@pytest.mark.parametrize("command", ["verify", "checkpoint"])
def test_only_an_administrator_looks_through_the_chains(sus: Shell, command: str) -> None:
    sus.json("actor", "add", "annika", "--name", "Annika", "--permit", f"view@{SUS}")
    sus.user = sus.actor = "annika"

    assert sus.json(command, code=3)["error"]["code"] == "not_authorised"


def test_a_backup_is_as_whole_as_the_store(sus: Shell) -> None:
    sus.run(*NO)
    file = sus.folder / "checkpoints.txt"
    file.write_text(sus.run("checkpoint").out, encoding="utf-8")
    sus.json("backup", str(sus.folder / "copy.db"))
    copy = f"sqlite:///{sus.folder}/copy.db"

    assert sus.json("--store", copy, "verify", "--against", str(file))["whole"] is True


def test_a_store_that_was_rebuilt_is_whole(sus: Shell) -> None:
    file = sus.folder / "checkpoints.txt"
    file.write_text(sus.run("checkpoint").out, encoding="utf-8")
    sus.json("rebuild")
    sus.run(*WISH)

    assert sus.json("verify", "--against", str(file))["whole"] is True

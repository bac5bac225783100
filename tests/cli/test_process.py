"""
The command line as a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Shell

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("FASTOMSORG_")
} | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


def process(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = ENVIRONMENT | more
    return subprocess.run(
        [sys.executable, "-m", "fastomsorg.cli", *words],
        capture_output=True,
        check=False,
        encoding=environment["PYTHONIOENCODING"],
        env=environment,
    )


def test_it_answers_a_program_with_json_and_nothing_else() -> None:
    ran = process("law", "--on", "2025-07-01", "--json")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["schema"] == "fastomsorg/law/1"


def test_a_refusal_ends_the_process_with_its_code(sus: Shell) -> None:
    words = ("show", "nobody", "--store", f"sqlite:///{sus.store}", "--as", "susapo")
    bound = process(*words)
    misused = process("show", "--json")

    assert (bound.returncode, bound.stdout) == (3, "")
    assert (misused.returncode, json.loads(misused.stdout)["exit_code"]) == (2, 2)


def test_a_new_store_is_bound_to_whoever_the_system_says_it_is(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'fok.db'}"

    made = process("init", "--no-files", "--json", FASTOMSORG_STORE=store, LOGNAME="somebody")

    assert json.loads(made.stdout)["actor"]["id"] != "somebody"


def test_english_can_be_asked_for_in_the_environment() -> None:
    assert process("shwo", FASTOMSORG_LANG="en").stderr.startswith("Error: ")


def test_somebody_who_stops_reading_is_left_in_peace() -> None:
    ran = subprocess.run(
        f"'{sys.executable}' -m fastomsorg.cli law --on 2026-07-01 | head -n 1",
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=ENVIRONMENT,
        shell=True,
    )

    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_knows_few_letters_gets_what_it_knows(encoding: str) -> None:
    ran = process("law", "--on", "2025-07-01", "--json", PYTHONIOENCODING=encoding)
    people = process("law", "--on", "2025-07-01", PYTHONIOENCODING=encoding)

    words = json.loads(ran.stdout)["rules"][0]["words"]
    assert words.startswith("Den som har hemtjänst ska erbjudas")
    assert people.returncode == 0

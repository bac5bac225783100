"""
Help stands for every command, in both languages, and says what may be written.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from fastomsorg.cli._commands import parser
from fastomsorg.cli._registering._plain_commands import PLAIN
from tests.cli.golden_files import golden
from tests.cli.shell import Shell


def commands(
    group: Any = None, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """
    Every command with the words that call it.
    """
    for name, command in (group or parser()).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*above, name))
        else:
            yield (*above, name), command


COMMANDS = dict(commands())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_a_word_the_help_lists_every_command(shell: Shell, language: str) -> None:
    ran = shell.run("--lang", language)

    assert ran.code == 0
    assert golden(f"help_{language}", ran.said) == ran.said
    assert shell.run("--lang", language, "--help").said == ran.said


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids="_".join)
def test_every_command_explains_itself_and_every_option(
    shell: Shell, words: tuple[str, ...], language: str
) -> None:
    ran = shell.run(*words, "--help", "--lang", language)

    options = [each.opts[0] for each in COMMANDS[words].params if each.opts[0].startswith("--")]
    assert ran.code == 0
    assert f"fastomsorg {' '.join(words)}" in ran.out.splitlines()[0]
    assert [option for option in options if option not in ran.out] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_help_of_a_command(shell: Shell, language: str) -> None:
    ran = shell.run("status", "--help", "--lang", language)

    assert golden(f"help_status_{language}", ran.said) == ran.said


def test_the_commands_are_those_of_this_version() -> None:
    names = {words[0] for words in COMMANDS}

    assert names == {
        *{"demo", "init", "import", "actor", "sample", "annul", "correct", *PLAIN},
        *{"show", "offer", "unhandled", "staff", "search", "notes", "explain", "law"},
        *{"deliver", "doctor", "reconcile", "access", "backup", "rebuild", "purge", "export"},
        *{"verify", "checkpoint", "routine", "due", "load", "coverage", "candidates", "propose"},
        *{"forecast", "handover", "continuity", "measure", "measures", "visits", "followup"},
    }


def test_whatever_registers_can_be_asked_about_confirmed_and_repeated() -> None:
    for words in (*PLAIN, "annul", "correct"):
        options = {each.opts[0] for each in COMMANDS[(words,)].params}
        assert options >= {"--dry-run", "--confirm", "--request-id", "--json"}


@pytest.mark.parametrize("words", COMMANDS, ids="_".join)
def test_every_command_can_answer_a_program(words: tuple[str, ...]) -> None:
    options = {each.opts[0] for each in COMMANDS[words].params}

    assert options >= {"--json", "--lang", "--store", "--as", "--purpose"}


def test_a_group_explains_itself_without_a_word_more(shell: Shell) -> None:
    ran = shell.run("actor")

    assert (ran.code, "add" in ran.out) == (0, True)


def test_the_version_is_told(shell: Shell) -> None:
    ran = shell.run("--version")

    assert (ran.code, ran.out.split()[0]) == (0, "fastomsorg")


def test_the_shared_options_may_stand_before_the_command_too(sus: Shell) -> None:
    before = sus.run("--lang", "en", "--json", "law", "--on", "2025-02-17")

    assert before.code == 0
    assert before.document == sus.run("law", "--on", "2025-02-17", "--lang=en", "--json").document

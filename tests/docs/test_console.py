from pathlib import Path

import pytest

from tests.docs.console import Console, ExampleDiffers, Step, steps


def test_a_block_is_taken_apart_into_commands_and_their_output() -> None:
    block = "$ fastomsorg init\nklart\n$ fastomsorg move 1 \\\n>   --from a\n$ true\n"

    assert list(steps(block)) == [
        Step("fastomsorg init", "klart\n"),
        Step("fastomsorg move 1 \\\n  --from a", ""),
        Step("true", ""),
    ]


def test_a_block_that_begins_with_output_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with"):
        list(steps("klart\n"))


def test_the_output_shown_is_the_output_printed(tmp_path: Path) -> None:
    Console(tmp_path).play("$ echo hej; echo då\nhej\ndå\n")


def test_dots_stand_for_anything(tmp_path: Path) -> None:
    Console(tmp_path).play("$ echo registered 8f0c by susapo\nregistered ... by susapo\n")


def test_other_output_than_shown_fails(tmp_path: Path) -> None:
    with pytest.raises(ExampleDiffers, match="the document shows"):
        Console(tmp_path).play("$ echo hej\nhå\n")


def test_a_command_that_fails_fails_the_example(tmp_path: Path) -> None:
    with pytest.raises(ExampleDiffers, match="exit code 3"):
        Console(tmp_path).play("$ exit 3\n$ true\n")


def test_a_command_may_fail_when_its_exit_code_is_shown(tmp_path: Path) -> None:
    Console(tmp_path).play("$ exit 3\n$ echo $?\n3\n")


def test_another_exit_code_than_shown_fails(tmp_path: Path) -> None:
    with pytest.raises(ExampleDiffers, match="the document shows"):
        Console(tmp_path).play("$ exit 3\n$ echo $?\n1\n")


def test_directory_and_environment_last_from_block_to_block(tmp_path: Path) -> None:
    console = Console(tmp_path)

    console.play("$ export STORE=here.db\n$ echo one > notes.txt\n")
    console.play("$ cat notes.txt; echo $STORE\none\nhere.db\n")


def test_the_reader_s_own_settings_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTOMSORG_ACTOR", "susapo")

    Console(tmp_path).play('$ echo "[$FASTOMSORG_ACTOR]"\n[]\n')

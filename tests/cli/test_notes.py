"""
The notes that somebody has not read yet (handbook 1.9).
"""

from typing import Any

import pytest

from tests.cli.shell import Shell

SUS, NORR = "sus-hemtjanst", "norr-hemtjanst"
EVA, RUT, VERA = "6016254", "10003112", "6017442"


@pytest.fixture
def noted(sus: Shell) -> Shell:
    """
    Three notes: of Eva and of Vera, whose identity is protected, at one unit, of Rut at another.
    """
    for client, unit in ((EVA, SUS), (VERA, SUS), (RUT, NORR)):
        sus.json("status", client, unit, "declined", "--on", "2025-02-17", "--confirm")
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", f"view@{SUS}")
    return sus


def unread(shell: Shell, *words: str) -> list[Any]:
    return [note["client"] for note in shell.json("notes", "--unread", *words)["notes"]]


def test_a_note_is_unread_until_it_has_been_read(noted: Shell) -> None:
    assert unread(noted) == [EVA, VERA, RUT]
    assert unread(noted) == []

    noted.json("status", EVA, SUS, "declined", "--on", "2025-02-17", "--confirm")
    assert unread(noted) == [EVA]


def test_a_note_that_was_read_otherwise_is_read_too_and_can_be_read_again(noted: Shell) -> None:
    noted.json("notes", "--client", EVA)

    assert unread(noted, "--unit", SUS) == [VERA]
    assert len(noted.json("notes", "--client", EVA)["notes"]) == 1


def test_what_one_actor_has_read_another_has_not(noted: Shell) -> None:
    unread(noted)

    assert unread(noted, "--as", "kim") == [EVA]


def test_notes_out_of_reach_or_of_somebody_protected_are_neither_shown_nor_counted(
    noted: Shell,
) -> None:
    assert unread(noted, "--as", "kim") == [EVA]
    said = noted.run("notes", "--unread", "--as", "kim").said

    assert said == "Inga olästa anteckningar.\n"


def test_what_was_not_shown_is_not_marked_as_read(noted: Shell) -> None:
    unread(noted, "--as", "kim")
    noted.json("actor", "add", "kim", "--name", "Kim", "--permit", f"see_protected@{SUS},view@*")

    assert unread(noted, "--as", "kim") == [VERA, RUT]


def test_without_a_client_or_a_unit_only_the_unread_can_be_asked_for(noted: Shell) -> None:
    assert noted.json("notes", code=2)["error"]["code"] == "at_least_one"

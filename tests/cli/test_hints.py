"""
What would be right, said in the words of the command line.
"""

import pytest

from tests.cli.shell import Shell, handbook

EVA, OLGA, SUS = "6016254", "10003341", "sus-hemtjanst"
ON = ("--on", "2025-02-17")
STARTED = ("start", OLGA, "norr-hemtjanst", "--enactment", "v-9", *ON, "--services", "cleaning")

HINTS = {
    "a day outside the stay": (
        ("status", OLGA, SUS, "declined", "--on", "2024-10-27"),
        "Brukarens tid på enheten Sus hemtjänst (sus-hemtjanst): från och med 2024-10-28.",
        "The client's days at unit Sus hemtjänst (sus-hemtjanst): from 2024-10-28 on.",
    ),
    "a day after the stay": (
        ("status", "10003350", SUS, "declined", *ON),
        "till och med",
        "through",
    ),
    "no reason for a change": (
        ("appoint", EVA, SUS, *ON, "--primary", "greal"),
        "Ange orsaken med --reason: client_wish (Brukarens önskemål), relation",
        "Give the reason with --reason: client_wish (",
    ),
    "a reason that needs words": (
        ("appoint", EVA, SUS, *ON, "--primary", "greal", "--reason", "other"),
        "Skriv förklaringen med --text.",
        "Write the explanation with --text.",
    ),
}


@pytest.mark.parametrize(("words", "swedish", "english"), HINTS.values(), ids=HINTS)
def test_a_refusal_says_how_to_write_what_is_asked_for(
    sus: Shell, words: tuple[str, ...], swedish: str, english: str
) -> None:
    said = sus.run(*words)

    assert said.code == 1
    assert swedish in " ".join(said.out.split())
    assert english in " ".join(sus.run(*words, "--lang", "en").out.split())


def test_what_takes_a_confirmation_says_how_to_give_it(sus: Shell) -> None:
    sus.json("status", OLGA, SUS, "declined", *ON)

    said = sus.run("status", OLGA, SUS, "accepted", *ON, "--primary", "brs89")

    assert said.code == 1
    assert "kör samma kommando igen med --confirm" in said.out


def test_a_client_who_never_was_at_the_unit_has_no_days_to_tell_of(sus: Shell) -> None:
    said = sus.run("status", OLGA, "vast-hemtjanst", "declined", *ON)

    assert said.code == 1
    assert "Brukarens tid på enheten" not in said.out


@pytest.mark.parametrize(
    "words", [("--act", "LSS"), ("--setting", "special_housing")], ids=["LSS", "special housing"]
)
def test_that_something_started_does_not_count_is_said_with_why(
    sus: Shell, words: tuple[str, ...]
) -> None:
    said = sus.run(*STARTED, *words)

    assert said.code == 0
    assert "räknas inte som hemtjänst enligt socialtjänstlagen" in " ".join(said.out.split())


def test_of_home_care_there_is_nothing_to_say(sus: Shell) -> None:
    assert "räknas inte" not in sus.run(*STARTED).out


def test_a_receiver_that_failed_is_not_said_to_be_told(shell: Shell) -> None:
    shell.clock = shell.clock.replace(hour=7)
    shell.json("init")
    shell.json("import", *handbook(shell.folder))
    journal = shell.folder / "fok-journal"
    for each in journal.iterdir():
        each.unlink()
    journal.rmdir()
    journal.write_text("in the way", encoding="utf-8")

    said = shell.run("status", OLGA, SUS, "declined", *ON).out

    told = [line for line in said.splitlines() if line.startswith("Meddelas:")]
    assert "tog inte emot den" in " ".join(said.split())
    assert all("journal" not in line for line in told)

"""
Every command that looks or changes leaves its rows in the read log, allowed or denied.
"""

import sqlite3
from contextlib import closing

import pytest

from fastomsorg.cli._commands import (
    ACTORS,
    BEGINNING,
    HANDING_OVER,
    KEEPING,
    LOOKING,
    REGISTERING,
    ROUTINES,
)
from tests.cli.shell import Ran, Shell

EVA, SUS, ON = "6016254", "sus-hemtjanst", ("--on", "2025-02-17")
FEBRUARY = ("--from", "2025-02-01", "--to", "2025-02-16")
NOBODY = "00000000-0000-0000-0000-000000000009"

COMMANDS: dict[str, tuple[str, ...]] = {
    "start": ("start", EVA, SUS, "--enactment", "e9", *ON),
    "change": ("change", EVA, SUS, "--enactment", "e9", "--services", "cleaning", *ON),
    "end": ("end", EVA, SUS, "--last-day", "2025-03-01"),
    "move": ("move", EVA, "--from", SUS, "--to", SUS, *ON),
    "status": ("status", EVA, SUS, "declined", *ON),
    "appoint": ("appoint", EVA, SUS, "--primary", "brs89", *ON),
    "end-contact": ("end-contact", EVA, SUS, "--role", "primary", "--last-day", "2025-02-17"),
    "contact-person": ("contact-person", EVA, SUS, "--person", "brs89", *ON),
    "wish": ("wish", EVA, SUS, *ON),
    "propose-contact": ("propose-contact", EVA, SUS, "--staff", "brs89", *ON),
    "need": ("need", EVA, SUS, *ON),
    "consent": ("consent", EVA, SUS, "given", "--to", "relatives", *ON),
    "handover plan": ("handover", "plan", "brs89", "--to", "greal", *ON),
    "done": ("done", EVA, SUS, "--kind", "welcome_talk", *ON),
    "annul": ("annul", NOBODY, "--reason", "fel"),
    "correct": ("correct", NOBODY, "--reason", "fel", "--", "wish", EVA, SUS, *ON),
    "show": ("show", EVA),
    "offer": ("offer", EVA, SUS, *ON),
    "unhandled": ("unhandled", SUS),
    "staff": ("staff", SUS),
    "search": ("search", "--status", "declined", *ON),
    "load": ("load", SUS),
    "coverage": ("coverage", SUS, *FEBRUARY),
    "candidates": ("candidates", EVA, SUS, *ON),
    "propose": ("propose", SUS, *ON),
    "forecast": ("forecast", "--on", "2033-07-01"),
    "due": ("due", SUS, *ON),
    "followup": ("followup", *FEBRUARY),
    "continuity": ("continuity", *FEBRUARY),
    "measure": ("measure", "upc/1", *FEBRUARY),
    "visits": ("visits", *FEBRUARY),
    "notes": ("notes", "--client", EVA),
    "explain": ("explain", "brs89", *ON),
    "import": ("import", "units.csv"),
    "actor add": ("actor", "add", "kim", "--name", "Kim"),
    "actor revoke": ("actor", "revoke", "susapo", "--permit", "search@*"),
    "actor list": ("actor", "list"),
    "deliver": ("deliver",),
    "redrive": ("deliver", "--redrive"),
    "acknowledge": ("deliver", "--told", NOBODY),
    "export": ("export", "--parquet", "cols"),
    "routine assign": ("routine", "assign", "lund", "--unit", SUS, "--from", "2025-01-01"),
    "routine assigned": ("routine", "assigned"),
    "access": ("access", "--sample", "3", "--seed", "1"),
    "backup": ("backup", "copy.db"),
    "rebuild": ("rebuild",),
    "verify": ("verify",),
    "checkpoint": ("checkpoint",),
    "purge": ("purge", "--dry-run", "--on", "2025-02-17"),
    "doctor": ("doctor",),
    "reconcile": ("reconcile",),
}
FILES = (".csv", ".db", "cols")
WITHOUT_A_STORE = {
    *("demo", "init", "sample", "law", "measures"),
    *(f"routine {name}" for name in ("check", "show", "diff", "list")),
}
"""What looks at no store, or makes a new one."""
TRIED_ELSEWHERE = {"handover apply"}
"""What takes a file that another command writes."""


def log_of(shell: Shell) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(shell.store)) as connection:
        return connection.execute(
            "SELECT actor, purpose, permission, action, at, outcome FROM access ORDER BY number"
        ).fetchall()


def run(shell: Shell, name: str) -> Ran:
    """
    The command, in a folder where there is a table to read in.
    """
    (shell.folder / "units.csv").write_text("id,name\nnew,Ny\n", encoding="utf-8")
    return shell.run(
        *(str(shell.folder / word) if word.endswith(FILES) else word for word in COMMANDS[name])
    )


def test_every_command_stands_in_the_table() -> None:
    groups = {"actor": ACTORS, "handover": HANDING_OVER, "routine": ROUTINES}
    grouped = {f"{group} {name}" for group, names in groups.items() for name in names}
    there = {*REGISTERING, *LOOKING, *BEGINNING, *KEEPING, *grouped}

    assert there - WITHOUT_A_STORE - TRIED_ELSEWHERE == COMMANDS.keys() - {"redrive", "acknowledge"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_rows_that_say_who_and_that_it_was_allowed(sus: Shell, name: str) -> None:
    before = log_of(sus)
    ran = run(sus, name)
    left = log_of(sus)[len(before) :]

    assert ran.code in (0, 1, 4), ran.err
    assert left
    assert {(actor, outcome) for actor, *_, outcome in left} == {("susapo", "allowed")}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_denied_leaves_a_row_that_says_so(sus: Shell, name: str) -> None:
    sus.json("actor", "add", "nobody", "--name", "Ingen")
    sus.user = sus.actor = "nobody"
    before = log_of(sus)
    ran = run(sus, name)
    left = log_of(sus)[len(before) :]

    assert ran.code == 3, ran.err
    assert {(actor, outcome) for actor, *_, outcome in left} == {("nobody", "denied")}

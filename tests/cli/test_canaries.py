"""
No command gives away somebody protected to whoever may not know: said, complained, logged, written.

Agda, who has a protected identity, is a client of Britta, who has one too; Bo's contact is Britta.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from fastomsorg.cli._commands import parser
from fastomsorg.terms import Permission
from tests.canaries import CANARY
from tests.cli.shell import Shell, at
from tests.cli.test_help import commands
from tests.figures import Figure

NUMBER = "19380101TF77"
SECRETS = (CANARY, NUMBER, "070-777")
TABLES = {
    "units": "id,name\nnorth,Norr\nsouth,Syd\n",
    "clients": (
        "id,name,personal_number,customer_number,protected\n"
        f"agda,{CANARY} Ett,{NUMBER},{CANARY}-2,ja\nbo,Bo Test,19400202TF02,,nej\n"
    ),
    "staff": (
        "id,name,units,title,phone,email,signature,selectable,certificate_from,protected\n"
        f"britta,{CANARY} Två,north|south,Undersköterska,070-777,{CANARY.lower()}@m.se,{CANARY},"
        "ja,2023-09-01,ja\n"
        "greta,Greta Test,north,Undersköterska,,,,ja,2023-09-01,nej\n"
    ),
    "enactments": (
        "id,client,unit,from\ne1,agda,north,2025-01-01\ne2,bo,north,2025-01-01\n"
        "e3,agda,south,2025-01-01\n"
    ),
}
ON = ("--on", "2025-02-17")
ANSWERED = "00000000-0000-4000-8000-000000000001"

WORDS: Mapping[str, tuple[str, ...]] = {
    "demo": ("--help",),
    "init": (),
    "import": ("units.csv",),
    "sample": ("folder", "--clients", "1", "--seed", "1"),
    "actor add": ("lo", "--name", "Lo"),
    "actor revoke": ("lo", "--all"),
    "start": ("agda", "south", "--enactment", "e9", *ON),
    "change": ("agda", "south", "--enactment", "e3", "--services", "cleaning", *ON),
    "end": ("agda", "south", "--last-day", "2025-03-01", "--dry-run"),
    "move": ("agda", "--from", "south", "--to", "north", *ON, "--dry-run"),
    "status": ("agda", "south", "accepted", *ON, "--primary", "britta", "--dry-run"),
    "appoint": ("agda", "north", *ON, "--primary", "britta", "--deputy", "britta"),
    "end-contact": ("agda", "north", *ON, "--role", "primary", "--reason", "staff_left"),
    "contact-person": ("agda", "south", *ON, "--person", "britta"),
    "wish": ("agda", "north", *ON, "--staff", "britta"),
    "done": ("agda", "north", *ON, "--kind", "welcome_talk"),
    "annul": (ANSWERED, "--reason", "fel", "--dry-run"),
    "correct": (
        ANSWERED,
        "--reason",
        "fel",
        "--dry-run",
        "--",
        "status",
        "agda",
        "north",
        "declined",
    ),
    "show": ("agda",),
    "offer": ("agda", "north"),
    "unhandled": ("south",),
    "staff": ("north",),
    "search": ("--status", "accepted", "--names"),
    "notes": ("--unit", "north"),
    "explain": ("britta", *ON),
    "access": ("--sample", "99", "--seed", "1", "--to", "2025-02-17"),
    "purge": (*ON, "--dry-run"),
}
"""With what each command is called; one that is not listed, with nothing."""


@pytest.fixture
def protected(shell: Shell) -> Shell:
    """
    A store with all of them; *kim* may do everything but see protected identities.
    """
    shell.clock = at("2025-02-17 08:00")
    assert shell.run("init").code == 0
    files = []
    for name, text in TABLES.items():
        files.append(str(shell.folder / f"{name}.csv"))
        Path(files[-1]).write_text(text, encoding="utf-8")
    shell.json("import", *files)
    said_yes = ("accepted", *ON, "--primary", "britta", "--text", "Gärna")
    shell.json("status", "agda", "north", *said_yes, "--request-id", ANSWERED)
    shell.json("status", "bo", "north", *said_yes)
    everything = ",".join(
        f"{each.value}@*" for each in set(Permission) - {Permission.SEE_PROTECTED}
    )
    shell.json("actor", "add", "kim", "--name", "Kim", "--permit", everything)
    return shell


PEOPLE = ("--lang", "sv")
EVERYBODY = (PEOPLE, ("--lang", "en"), ("--json",))


def runs(shell: Shell, listeners: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    """
    What every command says and complains of, to people in a language or to programs.
    """
    for words, _ in commands(parser()):
        name = " ".join(words)
        given = WORDS.get(name, ())
        own, further = (given, ()) if "--" not in given else _parted(given)
        for how in listeners:
            ran = shell.run(*words, *own, *how, *further)
            yield name, f"{ran.out}{ran.err}"


def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    place = words.index("--")
    return words[:place], words[place:]


def giving_away(said: Iterable[tuple[str, str]]) -> set[str]:
    return {name for name, words in said if any(secret in words for secret in SECRETS)}


def test_no_command_says_who_is_protected(
    protected: Shell,
    figure: Figure,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.chdir(protected.folder)
    protected.actor = "kim"
    said = list(runs(protected, EVERYBODY))
    got = giving_away(said)
    logged = [secret for secret in SECRETS if secret in caplog.text]

    protected.actor = "susapo"
    control = giving_away(runs(protected, (PEOPLE,)))

    figure(
        "commands that give away a protected identity",
        got=len(got),
        of=len(dict(said)),
        control=len(control),
        guard="asked by whoever may see protected identities",
    )
    assert (got, logged) == (set(), [])
    assert control >= {"show", "unhandled", "staff", "search", "notes", "explain"}


def test_what_is_written_beside_the_store_names_nobody_protected(protected: Shell) -> None:
    protected.run("deliver")
    written = {
        path.name: path.read_text(encoding="utf-8")
        for path in protected.folder.rglob("*")
        if path.is_file() and path.suffix not in (".db", ".csv")
    }

    assert written != {}
    assert [name for name, text in written.items() if any(each in text for each in SECRETS)] == []

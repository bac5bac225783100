"""
A command line that is wrongly written ends with 2, and says what would be right.
"""

import pytest

from tests.cli.shell import Shell

EVA, SUS = "6016254", "sus-hemtjanst"
ON = ("--on", "2025-02-17")

MISUSED = {
    "no such command": (("shwo", EVA), "no_such_command", "Menades show?"),
    "no such subcommand": (("actor", "ad"), "no_such_command", "Menades add?"),
    "no such option": (("show", EVA, "--onn", "x"), "no_such_option", "--on"),
    "an option like no other": (
        ("show", EVA, "--zzzz", "x"),
        "no_such_option_at_all",
        "--zzzz finns inte",
    ),
    "an argument missing": (("show",), "missing", "BRUKARE saknas: Brukarens id."),
    "an option missing": (("start", EVA, SUS, *ON), "missing", "--enactment saknas"),
    "a value missing": (("show", EVA, "--on"), "needs_value", "--on behöver ett värde"),
    "a value where there is none": (
        ("annul", "x", "--confirm=1"),
        "takes_no_value",
        "--confirm tar inget värde",
    ),
    "a word too many": (("show", EVA, "more"), "unexpected", "more är för mycket"),
    "no day": (("show", EVA, "--on", "igår"), "day", "--on: igår är ingen dag"),
    "a day of another form": (("show", EVA, "--on", "20250217"), "day", "ÅÅÅÅ-MM-DD"),
    "1900-02-29": (
        ("show", EVA, "--on", "1900-02-29"),
        "day_not_in_calendar",
        "dagen 1900-02-29 finns inte i kalendern",
    ),
    "a day long ago": (("show", EVA, "--on", "0001-01-01"), "day_out_of_reach", "1900-01-01"),
    "no instant": (("show", EVA, "--known", "nyss"), "instant", "nyss är ingen tidpunkt"),
    "an hour that is none": (("show", EVA, "--known", "2025-02-17T25:00"), "instant", "25:00"),
    "an instant of another age": (
        ("show", EVA, "--known", "9999-12-31T23:59"),
        "day_out_of_reach",
        "2199-12-31",
    ),
    "an unknown code": (
        ("status", EVA, SUS, "ja", *ON),
        "code",
        "not_asked, no_need, declined, accepted",
    ),
    "an unknown service": (
        ("change", EVA, SUS, "--enactment", "v-1003", *ON, "--services", "alarm|song"),
        "code",
        "song är ingen känd kod",
    ),
    "an unknown permission": (
        ("actor", "add", "kim", "--name", "Kim", "--permit", "rule@sus"),
        "code",
        "assign, view, search",
    ),
    "a permission without a unit after it": (
        ("actor", "add", "kim", "--name", "Kim", "--permit", "assign@"),
        "permit",
        "BEHÖRIGHET@* för alla enheter",
    ),
    "a permission without a unit": (
        ("actor", "add", "kim", "--name", "Kim", "--permit", "view"),
        "permit",
        "view säger inte för vilken enhet",
    ),
    "a store by its path": (
        ("show", EVA, "--store", "fok.db"),
        "store_is_a_path",
        "Menades --store sqlite:///fok.db?",
    ),
    "a store in memory": (
        ("show", EVA, "--store", "sqlite://"),
        "store_in_memory",
        "bara i minnet",
    ),
    "a store in memory by name": (
        ("init", "--store", "sqlite:///:memory:"),
        "store_in_memory",
        "Ange en fil, som --store sqlite:///fok.db",
    ),
    "a command that resembles none": (("xyz",), "no_such_command_at_all", "Se --help"),
    "an option that another command has": (
        ("end-contact", EVA, SUS, "--on", "2025-02-17", "--role", "primary"),
        "no_such_option",
        "Menades --last-day?",
    ),
    "a file that does not say what it is": (
        ("import", "kunder.csv"),
        "table_unknown",
        "Ange vilken det är med --table: units, clients",
    ),
    "a blank id": (("show", " "), "blank", "BRUKARE är tomt"),
    "no UUID": (("annul", "7", "--reason", "fel"), "uuid", "7 är inget sådant id"),
    "no last day and none withdrawn": (
        ("end", EVA, SUS),
        "exactly_one",
        "--last-day, --no-last-day",
    ),
    "a last day and none": (
        ("end", EVA, SUS, "--last-day", "2025-03-01", "--no-last-day"),
        "exactly_one",
        "--last-day, --no-last-day",
    ),
    "an end withdrawn of nothing": (("end", EVA, SUS, "--no-last-day"), "needs", "--enactment"),
    "nobody to appoint": (("appoint", EVA, SUS, *ON), "at_least_one", "--primary"),
    "somebody and nobody": (
        ("appoint", EVA, SUS, *ON, "--deputy", "greal", "--no-deputy"),
        "at_most_one",
        "--deputy, --no-deputy",
    ),
    "no contact person to appoint": (
        ("contact-person", EVA, SUS, *ON),
        "at_least_one",
        "--person",
    ),
    "nothing to search": (("search",), "exactly_one", "--status, --changed"),
    "two searches in one": (
        ("search", "--status", "accepted", "--changed"),
        "exactly_one",
        "--status, --changed",
    ),
    "nobody's notes": (("notes",), "at_least_one", "--client, --unit"),
    "days upside down": (
        ("notes", "--client", EVA, "--from", "2025-02-17", "--to", "2025-02-16"),
        "upside_down",
        "2025-02-16 är före",
    ),
    "no number": (("sample", "here", "--clients", "-3"), "number", "-3 är inget antal"),
    "a correction without a command": (
        ("correct", "0f0e0d0c-0b0a-4908-8706-050403020100", "--reason", "fel"),
        "correct_without_command",
        "Skriv det efter --",
    ),
    "a correction of a command that is none": (
        ("correct", "0f0e0d0c-0b0a-4908-8706-050403020100", "--reason", "fel", "--", "stauts"),
        "no_such_command",
        "Menades status",
    ),
    "a correction of a command that lacks something": (
        ("correct", "0f0e0d0c-0b0a-4908-8706-050403020100", "--reason", "x", "--", "wish", EVA),
        "missing",
        "ENHET saknas",
    ),
    "a file that is not there": (("import", "units.csv"), "file", "units.csv går inte att läsa"),
}


@pytest.mark.parametrize(("words", "code", "said"), MISUSED.values(), ids=MISUSED)
def test_what_cannot_be_understood_is_answered_with_what_would_be_right(
    sus: Shell, words: tuple[str, ...], code: str, said: str
) -> None:
    before = sus.store.read_bytes()

    error = sus.json(*words, code=2)
    told = sus.run(*words)

    assert (error["exit_code"], error["error"]["code"]) == (2, code)
    assert said in error["error"]["text"]
    assert (told.code, told.out) == (2, "")
    assert " ".join(told.err.split()) == f"Fel: {' '.join(error['error']['text'].split())}"
    assert sus.store.read_bytes() == before


@pytest.mark.parametrize(("words", "code", "said"), MISUSED.values(), ids=MISUSED)
def test_it_is_said_in_english_too(
    sus: Shell, words: tuple[str, ...], code: str, said: str
) -> None:
    told = sus.run("--lang", "en", *words)

    assert told.code == 2
    assert told.err.startswith("Error: ")


def test_a_table_of_no_known_kind_is_told_of_with_those_there_are(sus: Shell) -> None:
    file = sus.folder / "client.csv"
    file.write_text("id,name\n", encoding="utf-8")

    error = sus.json("import", str(file), code=2)

    assert error["error"]["code"] == "table_unknown"
    assert "clients" in error["error"]["text"]


def test_an_unknown_purpose_or_language_is_an_unknown_code(sus: Shell) -> None:
    for words in (("--purpose", "curiosity"), ("--lang", "fi")):
        assert sus.json("show", EVA, *words, code=2)["error"]["code"] == "code"


def test_without_a_store_the_answer_says_how_to_give_one(shell: Shell) -> None:
    shell.environment = {"FASTOMSORG_STORE": ""}

    error = shell.json("show", EVA, code=2)

    assert error["error"]["code"] == "no_store"
    assert "FASTOMSORG_STORE" in error["error"]["text"]


def test_at_most_three_words_are_suggested(sus: Shell) -> None:
    error = sus.json("import", "units.csv", "--con", code=2)
    several = sus.json("status", EVA, SUS, "declined", "--o", "2025-02-17", code=2)

    assert "--confirm?" in error["error"]["text"]
    assert len(several["error"]["facts"].get("nearest", ())) <= 3


def test_a_language_that_is_none_is_complained_of_in_that_of_the_environment(sus: Shell) -> None:
    sus.language = "en"

    assert sus.run("show", EVA, "--lang", "xx").err.startswith("Error: --lang: xx")


def test_a_language_in_the_environment_that_is_none_leaves_swedish(shell: Shell) -> None:
    shell.language = "tlh"

    assert shell.run("show").err.startswith("Fel: ")

"""
From an empty directory to an appointed contact, with note and plan (handbook 1.5 to 1.7, 1.9).
"""

import stat
from pathlib import Path

import pytest

from tests.cli.shell import THAT_MORNING, Shell, at, handbook

EVA, OLGA, SUS = "6016254", "10003341", "sus-hemtjanst"
YES = ("status", EVA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89")


@pytest.fixture
def begun(shell: Shell) -> Shell:
    """
    A shell with the handbook's people, where notes and plans are written in files.
    """
    shell.clock = at("2025-02-17 08:00")
    shell.json("init", "--name", "Susanne APO", "--title", "Enhetschef senior")
    shell.json("import", *handbook(shell.folder))
    shell.clock = THAT_MORNING
    return shell


def test_after_a_yes_the_tab_shows_what_the_handbook_shows(begun: Shell) -> None:
    begun.json(*YES, "--deputy", "greal")

    (case,) = begun.json("show", EVA)["cases"]

    assert case["status"] == "accepted"
    assert case["primary"] == {
        "id": "brs89",
        "name": "Britta Söder",
        "title": "Undersköterska",
        "phone": "07012365498",
        "email": "britta@mail.se",
        "from": "2023-09-05",
    }
    assert (case["deputy"]["name"], case["deputy"]["phone"]) == ("Greta Olsson", "0701236542")
    assert case["created"]["name"] == "Susanne APO"
    assert (case["changed"]["by"], case["changed"]["name"]) == ("susapo", "Susanne APO")
    assert case["changed"]["at"] == "2025-02-17T09:11:00+00:00"
    assert (case["note_written"], case["plan_updated"]) == (True, True)
    assert case["plan_lines"][0] == "Britta Söder, 07012365498, britta@mail.se"


def test_the_plan_reads_as_in_the_handbook_character_for_character(begun: Shell) -> None:
    begun.json(*YES, "--deputy", "chros")

    (case,) = begun.json("show", EVA)["cases"]

    assert case["plan_lines"] == [
        "Britta Söder, 07012365498, britta@mail.se",
        "Charlotte Rosander, 070-3577544",
    ]


def test_the_note_and_the_plan_are_written_in_files_that_only_their_owner_can_read(
    begun: Shell,
) -> None:
    begun.json("status", OLGA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89")

    journal, plan = (
        next((begun.folder / name).rglob(f"client-{OLGA}.txt"))
        for name in ("fok-journal", "fok-planer")
    )

    assert "Fast omsorgskontakt från och med 2025-02-17: Britta Söder" in _text(journal)
    assert "Britta Söder, 07012365498, britta@mail.se" in _text(plan)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (journal, plan, begun.store)} == {0o600}


def test_the_note_can_be_looked_up_by_client_by_unit_and_by_day(begun: Shell) -> None:
    begun.json(*YES, "--deputy", "greal")

    (note,) = begun.json("notes", "--client", EVA)["notes"]

    assert note["recorded_at"] == "2025-02-17T09:11:00+00:00"
    assert (note["by"], note["heading"]) == ("susapo", "Fast omsorgskontakt")
    assert (
        note["text"].splitlines()[0] == "Brukaren tackar ja till fast omsorgskontakt (2025-02-17)."
    )
    assert begun.json("notes", "--unit", SUS)["notes"] == [note]
    assert begun.json("notes", "--unit", SUS, "--from", "2025-02-18")["notes"] == []
    assert begun.json("notes", "--unit", SUS, "--to", "2025-02-16")["notes"] == []
    assert begun.json("notes", "--client", EVA, "--to", "2025-02-17")["notes"] == [note]


def test_what_was_known_before_the_registration_stays_what_it_was(begun: Shell) -> None:
    begun.clock = at("2025-02-17 09:00")
    before = begun.json("show", OLGA)
    begun.clock = at("2025-02-17 10:11")
    begun.json("status", OLGA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89")

    now = begun.json("show", OLGA)
    then = begun.json("show", OLGA, "--known", "2025-02-17T09:30")

    assert now["cases"][0]["status"] == "accepted"
    assert then["cases"][0] == before["cases"][0]


def test_asking_only_stores_nothing(begun: Shell) -> None:
    before = begun.stored()

    verdict = begun.json(*YES, "--deputy", "greal", "--dry-run")

    assert (verdict["verdict"], verdict["registration"]) == ("granted", None)
    assert [days["after"]["deputy"] for days in verdict["days_changed"]] == ["greal"]
    assert begun.stored() == before


def test_the_same_request_again_is_answered_as_the_first_time(begun: Shell) -> None:
    request = ("--request-id", "0f0e0d0c-0b0a-4908-8706-050403020100")
    first = begun.json(*YES, "--deputy", "greal", *request)
    begun.clock = at("2035-02-17 10:11")

    assert begun.json(*YES, "--deputy", "greal", *request) == first
    assert len(begun.json("notes", "--client", EVA)["notes"]) == 1


def test_the_same_request_with_other_content_is_a_conflict(begun: Shell) -> None:
    request = ("--request-id", "0f0e0d0c-0b0a-4908-8706-050403020100")
    begun.json(*YES, "--deputy", "greal", *request)

    error = begun.json(*YES, "--deputy", "chros", *request, code=1)

    assert error["error"]["code"] == "request_conflict"
    assert begun.json("show", EVA)["cases"][0]["deputy"]["id"] == "greal"


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")

"""
What people read, in Swedish and in English.
"""

import re

import pytest

from tests.cli.golden_files import golden
from tests.cli.shell import Shell

EVA, OLGA, SUS = "6016254", "10003341", "sus-hemtjanst"

PAGES = {
    "show": ("show", EVA),
    "show_two_units": ("show", "10003112"),
    "show_protected": ("show", "6017442", "--as", "kim"),
    "offer": ("offer", "10003330", SUS),
    "unhandled": ("unhandled", SUS),
    "staff": ("staff", SUS),
    "not_entitled": ("explain", "petbe"),
    "law_before": ("law", "--on", "2022-06-30"),
    "law_without_title": ("law", "--on", "2022-07-01"),
    "search": ("search", "--status", "accepted", "--on", "2024-11-01", "--names"),
    "search_counts": ("search", "--status", "accepted", "--on", "2024-11-01"),
    "explain_unclear": ("explain", "linvi", "--on", "2025-07-01"),
    "law": ("law", "--on", "2026-07-01"),
    "granted": ("status", OLGA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89"),
    "asked": ("status", OLGA, SUS, "declined", "--on", "2025-02-17", "--dry-run"),
    "refused": ("status", OLGA, SUS, "accepted", "--on", "2025-02-17", "--primary", "linvi"),
    "published": ("search", "--status", "accepted", "--on", "2024-11-01", "--publish"),
    "actors": ("actor", "list"),
    "revoked": ("actor", "revoke", "susapo", "--permit", "search@*"),
    "actor": ("actor", "add", "lo", "--name", "Lo Ek", "--permit", f"assign@{SUS},view@*"),
}


@pytest.fixture
def kim(sus: Shell) -> Shell:
    sus.json("actor", "add", "kim", "--name", "Kim", "--permit", "view@*")
    return sus


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("name", "words"), PAGES.items(), ids=PAGES)
def test_a_page(kim: Shell, name: str, words: tuple[str, ...], language: str) -> None:
    said = kim.run(*words, "--lang", language).said
    said = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID", said)

    assert golden(f"{name}_{language}", said) == said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_notes(sus: Shell, language: str) -> None:
    sus.json("status", OLGA, SUS, "accepted", "--on", "2025-02-17", "--primary", "brs89")

    said = sus.run("notes", "--client", OLGA, "--lang", language).said

    assert golden(f"notes_{language}", said) == said


def test_the_notes_of_somebody_protected_are_for_those_permitted(kim: Shell) -> None:
    kim.json("status", "6017442", SUS, "declined", "--on", "2025-02-17", "--confirm")

    named = " ".join(kim.run("notes", "--client", "6017442").out.split())
    denied = kim.json("notes", "--client", "6017442", "--as", "kim", code=3)
    listed = kim.json("notes", "--unit", SUS, "--as", "kim")["notes"]

    assert "Vera Påhittad (skyddade personuppgifter) (6017442), Sus hemtjänst" in named
    assert denied["error"]["facts"]["permission"] == "see_protected"
    assert "6017442" not in {note["client"] for note in listed}


def test_a_terminal_is_not_given_orders_by_a_name(sus: Shell) -> None:
    sus.json("actor", "add", "kim", "--name", "Kim\x1b[2J", "--permit", "assign@*,view@*")
    sus.json("status", OLGA, SUS, "declined", "--on", "2025-02-17", "--as", "kim")

    said = sus.run("show", OLGA).out

    assert "\x1b" not in said
    assert "Kim\N{REPLACEMENT CHARACTER}[2J" in said

"""
The pages made from the code say what the code says, and say all of it.
"""

import os
from pathlib import Path
from typing import get_args

import attrs
import pytest

from docs import _command_line, _commands, _events, _glossary, _reasons
from docs._markdown import COMMAND
from docs._origins import CODES, Origin, origins
from docs.generate import PAGES, REFERENCE, SCHEMAS
from fastomsorg.commands import Command
from fastomsorg.history import Event
from fastomsorg.law import statutes
from tests.texts import catalogues


@pytest.mark.parametrize("name", [*PAGES, *SCHEMAS])
def test_the_committed_page_is_the_one_the_code_makes(name: str) -> None:
    committed = (REFERENCE / name).read_text(encoding="utf-8")

    assert {**PAGES, **SCHEMAS}[name]() == committed, f"stale: run {COMMAND}"


@pytest.mark.parametrize("name", PAGES)
def test_a_made_page_says_at_its_head_which_command_makes_it(name: str) -> None:
    assert f"`{COMMAND}`" in PAGES[name]().splitlines()[2]


def test_no_page_says_that_it_is_made_and_is_not() -> None:
    made = {
        page.name for page in REFERENCE.glob("*.md") if COMMAND in page.read_text(encoding="utf-8")
    }

    assert PAGES.keys() == made


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_every_event_is_told_of_with_all_its_fields(kind: type) -> None:
    _, _, told = _events.page().partition(f"### {kind.__name__}\n")
    section = told.partition("\n### ")[0]

    assert [] == [each.name for each in attrs.fields(kind) if f"| `{each.name}` |" not in section]


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda kind: kind.__name__)
def test_every_command_is_told_of_with_all_its_fields(kind: type) -> None:
    _, _, told = _commands.page().partition(f"## {kind.__name__}\n")
    section = told.partition("\n## ")[0]

    assert [] == [each.name for each in attrs.fields(kind) if f"| `{each.name}` |" not in section]


def test_every_command_of_the_command_line_has_a_heading_of_its_own() -> None:
    with _command_line.speaking_english():
        commands = [" ".join(command) for command in _command_line.commands()]
    headings = [line for line in _command_line.page().splitlines() if line.startswith("### ")]

    assert {"init", "actor add", "status", "law", "rebuild"} <= set(commands)
    assert [f"### {command}" for command in commands] == headings


def test_the_command_line_speaks_as_before_when_its_page_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FASTOMSORG_LANG", "sv")
    monkeypatch.delenv("COLUMNS", raising=False)

    _command_line.page()

    assert ("sv", None) == (os.environ.get("FASTOMSORG_LANG"), os.environ.get("COLUMNS"))


def test_every_reason_of_the_catalogue_has_a_heading_of_its_own() -> None:
    headings = [line for line in _reasons.page().splitlines() if line.startswith("### ")]

    assert [f"### `{code}`" for code in catalogues.texts("sv", "reasons")] == headings


def test_every_reason_of_the_catalogue_is_given_somewhere() -> None:
    assert CODES == {origin.code for origin in origins()}


def test_the_law_that_a_reason_is_told_to_cite_is_cited_where_it_is_given() -> None:
    assert _reasons.BASIS.keys() == {origin.code for origin in origins() if origin.cites}


def test_the_law_that_a_reason_cites_is_in_the_statutes() -> None:
    timelines = {name for _, name, _ in statutes().timelines()}
    cited = {name for names in _reasons.BASIS.values() for name in names}

    assert {_reasons.LOCAL, _reasons.PLUG_IN, "exceptions"} == cited - timelines


def test_severities_are_those_of_the_source() -> None:
    severities = {origin.code: origin.severity for origin in origins()}

    expected = {
        "same_unit": "obstacle",
        "title_until": "remark",
        "title_missing": "obstacle or remark",
        "lapses": "obstacle or remark",
        "primary_missing": "obstacle",
    }

    assert expected == {code: severities[code] for code in expected}


def test_a_code_chosen_before_it_is_given_is_told_of_with_the_question_it_belongs_to() -> None:
    (found,) = (origin for origin in origins() if origin.code == "assessor_missing")

    expected = Origin(
        "assessor_missing",
        "decisions/_answer.py",
        "May this answer be registered?",
        "obstacle",
        cites=True,
    )

    assert expected == found


@pytest.mark.parametrize("word", _glossary.words(), ids=lambda word: word["english"])
def test_a_word_of_the_glossary_is_in_the_code_or_says_what_it_means(word: dict[str, str]) -> None:
    assert [] == [name for name in word.get("code", []) if _glossary.called(name) is None]
    assert "code" in word or "meaning" in word


def test_the_glossary_s_table_says_nothing_else_than_what_is_shown() -> None:
    shown = {"swedish", "english", "code", "meaning", "apart"}

    assert shown == {key for word in _glossary.words() for key in word}


def test_no_word_of_the_glossary_stands_for_two_things() -> None:
    english = [word["english"] for word in _glossary.words()]

    assert [] == [word for word in set(english) if english.count(word) > 1]


def test_the_glossary_finds_the_code_of_a_swedish_word() -> None:
    rows = _glossary.page().splitlines()

    assert "| skede | `history.Spell` |" in rows
    assert "| `accepted` | Brukaren tackar ja | Accepted |" in rows


def test_pages_are_written_where_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docs.generate.REFERENCE", tmp_path)

    from docs.generate import main  # noqa: PLC0415

    main()

    assert {name: page() for name, page in {**PAGES, **SCHEMAS}.items()} == {
        page.name: page.read_text(encoding="utf-8") for page in tmp_path.iterdir()
    }

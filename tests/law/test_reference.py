"""
The reference page of the law says what the statutes say.
"""

from docs._law import PAGE, page
from fastomsorg.law import statutes
from tests.law.files import replaced_statutes


def test_the_committed_page_is_the_one_the_statutes_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(statutes())


def test_every_entry_is_on_the_page_with_its_words_and_its_source() -> None:
    written = page(statutes())
    entries = [entry for _, _, timeline in statutes().timelines() for entry in timeline.entries]

    assert [entry for entry in entries if entry.words not in written] == []
    assert [entry for entry in entries if f"(Source: {entry.source}.)" not in written] == []


def test_every_act_is_on_the_page_with_its_days() -> None:
    written = page(statutes())

    assert [
        act.name for act in statutes().acts.act if f"Cited as *{act.name}*." not in written
    ] == []
    assert "In force from 2002-01-01, repealed 2025-07-01." in written


def test_what_is_open_is_marked_and_only_that() -> None:
    confirmed = replaced_statutes("offer.toml", "confirmed = false", "confirmed = true")

    assert page(statutes()).count("| **open** |") == 2
    assert page(confirmed).count("| **open** |") == 1

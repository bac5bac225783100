"""
The templates of notes, once released, never change: other wording gets a new number.

What stands in the journal was rendered from them, and is rendered again in another language.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.texts import catalogues

FROZEN = tomllib.loads(Path(__file__).with_name("frozen_notes.toml").read_text(encoding="utf-8"))


def digest(language: str, template: str) -> str:
    """
    Of the sentences, and of every word that a code in them can be shown with.
    """
    notes = catalogues.read(language, "notes")
    sentences = notes["templates"][template]
    spoken_of = {group for each in sentences for _, group, _ in catalogues.places(each) if group}
    words = {group: notes["words"][group] for group in sorted(spoken_of)}
    content = json.dumps([sentences, words], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def templates(language: str) -> Mapping[str, str]:
    return {
        template: digest(language, template)
        for template in catalogues.read(language, "notes")["templates"]
    }


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_released_template_has_changed(language: str) -> None:
    released = {template: frozen[language] for template, frozen in FROZEN.items()}

    assert templates(language) == released


def test_a_template_is_numbered() -> None:
    assert [each for each in FROZEN if not each.rpartition("/")[2].isdecimal()] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_word_that_a_note_speaks_of_is_there(language: str) -> None:
    notes = catalogues.read(language, "notes")
    spoken_of = {
        group
        for sentences in notes["templates"].values()
        for each in sentences
        for _, group, _ in catalogues.places(each)
        if group
    }

    assert spoken_of == notes["words"].keys()

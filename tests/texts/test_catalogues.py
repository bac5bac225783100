"""
The catalogues say the same things in both languages, with the same facts.
"""

from enum import Enum

import pytest

from fastomsorg import care, decisions, hooks, journal, law, terms, texts
from fastomsorg.texts import Language, label
from tests.texts import catalogues

ROOMS = (terms, care, law, texts, decisions, journal, hooks)
WORDS = tuple(
    member
    for room in ROOMS
    for name in room.__all__
    if isinstance(found := getattr(room, name), type) and issubclass(found, Enum)
    for member in found
)
SUBJECTS = tuple(catalogues.files("sv"))


def test_there_is_a_folder_for_every_language() -> None:
    assert list(catalogues.LANGUAGES) == [language.value for language in Language]


def test_both_languages_have_the_same_subjects() -> None:
    assert catalogues.files("en").keys() == catalogues.files("sv").keys()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_keys_in_the_same_order(subject: str) -> None:
    assert list(catalogues.texts("en", subject)) == list(catalogues.texts("sv", subject))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_places_for_facts(subject: str) -> None:
    english, swedish = (catalogues.texts(each, subject) for each in ("en", "sv"))

    assert {key: catalogues.places(text) for key, text in english.items()} == {
        key: catalogues.places(text) for key, text in swedish.items()
    }


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_place_holds_a_fact_by_name_and_nothing_that_could_run(
    language: str, subject: str
) -> None:
    places = {
        place
        for text in catalogues.texts(language, subject).values()
        for place in catalogues.places(text)
    }

    assert [name for name, _, conversion in places if conversion or not name.isidentifier()] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("subject", sorted({*SUBJECTS} - {"notes"}))
def test_every_group_of_words_that_a_text_speaks_of_is_there(language: str, subject: str) -> None:
    spoken_of = {
        group
        for text in catalogues.texts(language, subject).values()
        for _, group, _ in catalogues.places(text)
        if group
    }

    assert spoken_of - catalogues.read(language, "labels").keys() == set()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_every_word_of_a_closed_set_has_a_label(word: Enum, language: Language) -> None:
    assert label(language, word) != ""


def test_the_closed_sets_of_the_terms_are_among_those_that_have_labels() -> None:
    assert {type(word) for word in WORDS} >= {terms.Status, terms.Role, terms.Permission}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_text_is_blank(subject: str) -> None:
    blank = [
        (language, key)
        for language in catalogues.LANGUAGES
        for key, text in catalogues.texts(language, subject).items()
        if not text.strip()
    ]

    assert blank == []

"""
The words of the command line: none is missing, none is left over.
"""

import pytest

from fastomsorg.law import rules_on, statutes
from fastomsorg.texts import Language, text
from tests.cli.test_help import COMMANDS
from tests.texts import catalogues, codes

MISUSES = tuple(codes._uses({"Misused"}, default={}))
WRITTEN_IN_PARTS = {"no_such_option", "no_such_option_at_all"}
NAMED_BY_THE_READER = {"name"}

in_each_language = pytest.mark.parametrize("language", Language)


def under(language: Language, above: str) -> dict[str, str]:
    every = catalogues.texts(language.value, "cli")
    return {key.removeprefix(above): text for key, text in every.items() if key.startswith(above)}


@in_each_language
def test_every_way_to_write_wrongly_has_words_and_every_word_is_used(language: Language) -> None:
    used = {use.code for use in MISUSES if use.code is not None} | WRITTEN_IN_PARTS

    assert under(language, "misused.").keys() == used


@in_each_language
def test_the_words_have_places_for_what_they_are_given_only(language: Language) -> None:
    words = under(language, "misused.")
    lacking = {
        use.where: missing
        for use in MISUSES
        if use.code in words and use.facts is not None
        if (
            missing := {name for name, _, _ in catalogues.places(words[use.code])}
            - use.facts
            - NAMED_BY_THE_READER
        )
    }

    assert lacking == {}


@in_each_language
def test_every_question_of_the_law_has_a_name_whenever_it_is_asked(language: Language) -> None:
    asked = {
        f"law.{question}.{name}"
        for day in statutes().turning_points()
        for question, name, _ in rules_on(day).entries
    }

    assert {key for key in asked if not text(language, f"cli.{key}").strip()} == set()


@in_each_language
def test_every_command_and_option_is_explained_and_nothing_else_is(language: Language) -> None:
    commands = {command.help for command in COMMANDS.values()}
    options = {
        param.metavar if param.param_type_name == "argument" else param.help
        for command in COMMANDS.values()
        for param in command.params
    }

    groups = {"fastomsorg", "actor", "handover", "routine", "correct_commands"}
    assert under(language, "about.").keys() == commands | groups
    assert under(language, "option.").keys() == options | {"help", "version"}


@in_each_language
def test_every_word_that_stands_for_a_value_is_used(language: Language) -> None:
    metavars = {
        param.metavar
        for command in COMMANDS.values()
        for param in command.params
        if param.metavar is not None
    }

    assert under(language, "metavar.").keys() == metavars


@in_each_language
def test_what_history_can_be_remarked_for_is_said_in_short(language: Language) -> None:
    reasons = catalogues.texts(language.value, "reasons").keys()

    assert under(language, "remark.").keys() - reasons == set()

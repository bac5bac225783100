"""
Every code that the library and its plug-ins use has a text in both languages, and its facts.
"""

import attrs
import pytest

from tests.texts import catalogues, codes


@attrs.frozen
class Subject:
    """
    One catalogue of codes: where they are used, and, by function, those not written out there.
    """

    name: str
    uses: tuple[codes.Use, ...]
    indirect: dict[str, set[str]]
    defaults: frozenset[str] = frozenset()

    @property
    def used(self) -> set[str]:
        written_out = {use.code for use in self.uses if use.code is not None}
        return written_out.union(self.defaults, *self.indirect.values())


SUBJECTS = (
    Subject(
        "reasons",
        tuple(codes.reasons()),
        {
            "fastomsorg.decisions._answer._assessed": {
                "assessment_reason_missing",
                "assessor_missing",
                "persons_view_missing",
            },
            "fastomsorg.decisions._answer._seats_left_empty": {
                "contact_to_follow",
                "primary_missing",
            },
            "fastomsorg.decisions._changed_days.lapses_and_revivals": {"lapses", "revives"},
            "fastomsorg.decisions._offer.offer": {"assessed_no_need", "assessment_outdated"},
            "fastomsorg.decisions._title_answers._readings": {
                "transition_readings_differ",
                "transition_unclear",
            },
        },
    ),
    Subject(
        "errors",
        tuple(codes.errors()),
        {
            "fastomsorg.terms._identity.parse": {
                "identity_number_malformed",
                "identity_number_without_century",
            },
            "fastomsorg.hooks._opening.nobody": {"plugin_none_answered", "plugin_none_there"},
            "fastomsorg_columnar._postgresql_errors.told_as_ours": {
                "columns_temporary",
                "store_busy",
                "store_denied",
                "store_failed",
                "store_full",
                "store_missing",
                "store_not_ours",
                "store_unreachable",
            },
            "fastomsorg_sql._errors._of_sqlite": {
                "store_busy",
                "store_damaged",
                "store_failed",
                "store_full",
                "store_not_ours",
                "store_read_only",
                "store_unreachable",
            },
            "fastomsorg_sql._errors.of_the_driver": {
                "store_busy",
                "store_damaged",
                "store_denied",
                "store_failed",
                "store_full",
                "store_login_refused",
                "store_missing",
                "store_read_only",
                "store_undone",
                "store_unreachable",
            },
        },
        defaults=frozenset(codes.error_codes().values()),
    ),
    Subject(
        "expected",
        tuple(use for use in codes.expectations() if use.code != "table_unknown"),
        {
            "fastomsorg.terms._identity.parse": {
                "identity_number_malformed",
                "identity_number_without_century",
            },
        },
    ),
)
in_each_subject = pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
in_each_language = pytest.mark.parametrize("language", catalogues.LANGUAGES)


@in_each_language
@in_each_subject
def test_every_code_that_is_used_has_a_text(subject: Subject, language: str) -> None:
    assert subject.used - catalogues.texts(language, subject.name).keys() == set()


@in_each_language
@in_each_subject
def test_no_text_is_left_without_a_use(subject: Subject, language: str) -> None:
    assert catalogues.texts(language, subject.name).keys() - subject.used == set()


@in_each_language
@in_each_subject
def test_every_use_gives_the_facts_that_the_text_has_places_for(
    subject: Subject, language: str
) -> None:
    texts = catalogues.texts(language, subject.name)
    lacking = {
        use.where: missing
        for use in subject.uses
        if use.code in texts and use.facts is not None
        if (missing := {name for name, _, _ in catalogues.places(texts[use.code])} - use.facts)
    }

    assert lacking == {}


@in_each_subject
def test_every_code_that_is_not_written_out_where_it_is_used_is_listed(subject: Subject) -> None:
    not_written_out = {use.function for use in subject.uses if use.code is None}

    assert not_written_out - subject.indirect.keys() == set()


def test_the_errors_are_found_with_the_codes_they_have_by_default() -> None:
    found = codes.error_codes()

    assert (found["StaleCase"], found["StatuteError"]) == ("stale_case", "statute_malformed")

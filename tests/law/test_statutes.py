"""
Reading the statute files, and what is said when one cannot be read.
"""

import datetime as dt
from collections.abc import Mapping

import pytest

from fastomsorg.law import (
    Citation,
    Exemption,
    OfferDuty,
    Operator,
    Reading,
    StatuteError,
    read_statutes,
    rules_of,
    statutes,
)
from fastomsorg.terms import Title
from tests.law.files import replaced, shipped


def problems(texts: Mapping[str, str], file: str) -> tuple[str, ...]:
    with pytest.raises(StatuteError) as refused:
        read_statutes(texts)
    assert refused.value.facts["file"] == file
    told = refused.value.facts["problems"]
    assert isinstance(told, tuple)
    return told


def test_the_shipped_files_read() -> None:
    assert read_statutes(shipped()) == statutes()


def test_values_are_words_of_the_library_and_not_text() -> None:
    title = statutes().title

    assert [entry.value for entry in title.title_required.entries] == [
        None,
        Title.ASSISTANT_NURSE,
        Title.ASSISTANT_NURSE,
    ]
    assert [transition.reading for transition in title.transition] == [Reading.A, Reading.B]
    assert set(statutes().retention.years) == set(Operator)
    assert statutes().offer.home_care.entries[0].value == OfferDuty(
        Exemption.OBVIOUSLY_UNNEEDED,
        granted_under=(
            Citation("SoL (2001:453)", "4 kap. 1 §"),
            Citation("SoL (2001:453)", "4 kap. 2 a §"),
        ),
    )


@pytest.mark.parametrize("key", ["from", "value", "basis", "words", "source", "confirmed"])
def test_a_missing_key_is_named_with_its_file_and_place(key: str) -> None:
    lines = shipped()["retention.toml"].splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
    texts = shipped() | {"retention.toml": "\n".join(lines[:first] + lines[first + 1 :])}

    assert problems(texts, "retention.toml") == (
        f"years['municipality'][0].{key}: required field missing",
    )


def test_an_unknown_key_is_named_with_its_file_and_place() -> None:
    texts = replaced(
        "documentation.toml", "confirmed = true", "confirmed = true\nuntil = 2030-01-01"
    )

    assert problems(texts, "documentation.toml") == (
        "documentation[0]: extra fields found (until)",
    )


def test_an_unknown_table_is_named_with_its_file() -> None:
    texts = replaced("documentation.toml", "[[objection_noted]]", "[[objections]]")

    assert problems(texts, "documentation.toml") == (
        "objection_noted: required field missing",
        "extra fields found (objections)",
    )


def test_two_entries_with_one_first_day_are_named_with_the_day() -> None:
    texts = replaced("documentation.toml", "from = 2022-07-01", "from = 2025-07-01")

    assert problems(texts, "documentation.toml") == (
        "documentation: two_entries_one_day: day=2025-07-01",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'basis = ["SoL (2025:400) 10 kap. 7 §"]',
            "basis = []",
            "home_care[1]: source_missing: field=basis",
        ),
        (
            '"SoL (2025:400) 10 kap. 7 §"',
            '"10 kap. 7 §"',
            (
                "home_care[1].basis[0]: citation_malformed: got=10 kap. 7 §"
                ", expected=SoL (2025:400) 25 kap. 4 §"
            ),
        ),
        (
            "from = 2026-07-01",
            'from = "2026-07-01"',
            "special_housing[0].from: wrong_kind: got=2026-07-01, expected=date",
        ),
        (
            "confirmed = false",
            'confirmed = "false"',
            "special_housing[0].confirmed: wrong_kind: got=false, expected=bool",
        ),
        (
            '{ unless = "need_obviously_absent" }',
            '{ unless = "never" }',
            "special_housing[0].value.unless: invalid value for type, expected Exemption",
        ),
        (
            '{ unless = "need_obviously_absent" }',
            '{ unless = "need_obviously_absent", older_than = 65 }',
            "special_housing[0].value: extra fields found (older_than)",
        ),
        (
            '"alarm", ',
            '"alarms", ',
            "candidate_services[0].value[0]: invalid value for type, expected Service",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_what_would_be_right(
    old: str, new: str, told: str
) -> None:
    assert problems(replaced("offer.toml", old, new), "offer.toml") == (told,)


def test_a_table_that_is_no_list_of_entries_is_refused() -> None:
    texts = replaced("documentation.toml", "[[objection_noted]]", "[objection_noted]")

    assert problems(texts, "documentation.toml")


def test_every_problem_of_a_file_is_told_at_once() -> None:
    texts = replaced("title.toml", "confirmed = true", "confirmed = 1")
    texts = {**texts, "title.toml": texts["title.toml"].replace('"not_regulated"', '"forbidden"')}

    assert problems(texts, "title.toml") == (
        "title_required[0].confirmed: wrong_kind: got=1, expected=bool",
        "deputy[0].value: invalid value for type, expected DeputyRule",
    )


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    texts = shipped() | {"offer.toml": "[[home_care]\n"}

    (told,) = problems(texts, "offer.toml")
    assert "line 1" in told


def test_a_file_too_few_or_too_many_is_refused() -> None:
    without = {name: text for name, text in shipped().items() if name != "title.toml"}

    assert problems(without, "title.toml") == ("file missing",)
    assert problems(shipped() | {"weather.toml": ""}, "weather.toml") == ("no such question",)


def test_an_exception_that_is_named_but_not_described_is_refused() -> None:
    texts = replaced("title.toml", '["employed-2023-07-01"]', '["employed-2023-06-30"]')

    assert problems(texts, "title.toml") == (
        (
            "unknown_transition: got=employed-2023-06-30, "
            "expected=('employed-2023-07-01', 'employed-2025-07-01')"
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("last_day = 2033-06-30", "last_day = 2023-06-30", "period_upside_down"),
        (
            'basis = ["SoL (2001:453) övergångsbestämmelse 2 (SFS 2022:388)"]',
            "basis = []",
            "source_missing",
        ),
    ],
)
def test_an_exception_that_cannot_be_is_refused(old: str, new: str, told: str) -> None:
    (problem,) = problems(replaced("title.toml", old, new), "title.toml")

    assert problem.startswith(f"transition[0]: {told}")


def test_a_change_of_law_is_one_entry_more() -> None:
    entry = """
[[years.private_provider]]
from = 2030-01-01
value = 3
basis = ["SoL (2025:400) 17 kap. 2 §"]
words = "”tre år”"
source = "SFS 2029:1"
confirmed = true
"""
    texts = shipped()
    changed = read_statutes(texts | {"retention.toml": texts["retention.toml"] + entry})
    day = dt.date(2030, 1, 1)

    assert rules_of(changed, day).retention_years[Operator.PRIVATE_PROVIDER].value == 3
    assert rules_of(statutes(), day).retention_years[Operator.PRIVATE_PROVIDER].value == 2


def test_confirming_the_law_on_special_housing_is_one_word() -> None:
    changed = read_statutes(replaced("offer.toml", "confirmed = false", "confirmed = true"))
    day = dt.date(2026, 7, 1)

    assert [(name, entry.confirmed) for _, name, entry in rules_of(changed, day).entries].count(
        ("special_housing", True)
    ) == 1

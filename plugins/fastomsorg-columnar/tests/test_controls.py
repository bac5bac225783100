"""
A text that is a little wrong is found out: what is said to be equal could have been otherwise.
"""

from collections.abc import Mapping
from random import Random

import pytest
from fastomsorg_columnar import Columns, _duckdb
from fastomsorg_columnar._texts import text_of

from .both_ways import Answers, exported, of_cases, of_visits
from .crowds import a_crowd
from .in_python import InPython
from .municipalities import Town, told_twice

WRONG: Mapping[str, tuple[tuple[str, str], ...]] = {
    "continuity": (
        ("asked_seats.first_day <= crews.on_day", "asked_seats.first_day < crews.on_day"),
        ("crews.on_day < asked_seats.end_day", "crews.on_day <= asked_seats.end_day"),
        ("GREATEST(seats.first_day, asked.first_day)", "seats.first_day"),
        ("LEAST(seats.end_day, asked.end_day)", "seats.end_day"),
        ("COUNT(DISTINCT staff)", "COUNT(staff)"),
        ("COUNT(DISTINCT CASE", "COUNT(CASE"),
        ("place = 0 AND primary_staff IS NOT NULL", "primary_staff IS NOT NULL"),
        ("AND asked_seats.unit = crews.unit", ""),
        ("JOIN asked_units ON asked_units.unit = seats.unit", ""),
        ("AND NOT crews.upside_down", ""),
        ("AND NOT crews.again", ""),
        ("crews.known_from < (", "crews.known_from <= ("),
        ("WHERE crews.performed", "WHERE TRUE"),
    ),
    "continuity_by_unit": (
        ("asked_seats.first_day <= crews.on_day", "asked_seats.first_day < crews.on_day"),
        ("COUNT(DISTINCT staff)", "COUNT(staff)"),
        ("AND asked_seats.unit = crews.unit", ""),
        ("AND NOT crews.again", ""),
        ("JOIN asked_units ON asked_units.unit = seats.unit", ""),
    ),
    "excluded": (
        ("stays.first_day <= looked_at.on_day", "stays.first_day < looked_at.on_day"),
        ("        AND stays.unit = looked_at.unit\n", ""),
        ("WHEN looked_at.again THEN 'twice'\n            WHEN", "WHEN"),
        (") > 1 THEN 'twice'", ") > 9 THEN 'twice'"),
        ("visits.known_from >= (", "visits.known_from > ("),
        ("WHEN clients.client IS NULL THEN 'unknown_client'", ""),
        ("looked_at.crew = 0", "FALSE"),
        ("looked_at.upside_down", "FALSE"),
        ("AND NOT looked_at.of_unit", ""),
        ("AND looked_at.of_kind", ""),
        ("WHERE looked_at.performed", "WHERE TRUE"),
        ("visits.on_day < (SELECT end_day", "visits.on_day <= (SELECT end_day"),
        ("                AND looked_at.on_day < stays.end_day\n        )", ")"),
    ),
    "fortnight": (
        ("AND NOT again", ""),
        ("AND known_from < (SELECT end_day FROM asked)", ""),
        ("minute >= 7 * 60", "minute > 7 * 60"),
        ("minute < 22 * 60", "minute <= 22 * 60"),
        ("kept.days < 14 OR ", ""),
        (" OR kept.fewest < 2", ""),
        ("clients.born > (SELECT", "clients.born >= (SELECT"),
        ("WHEN away.client IS NOT NULL THEN 'away'", ""),
        ("end_day > (SELECT first_day", "end_day >= (SELECT end_day"),
        ("COUNT(DISTINCT staff)", "COUNT(staff)"),
        ("AND unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "fortnight_excluded": (
        ("WHEN again THEN 'twice'", ""),
        ("minute >= 22 * 60", "minute > 22 * 60"),
        ("WHEN kind <> 'home_care' THEN 'other_kind'", ""),
        ("WHEN crew = 0 THEN 'no_staff'", ""),
        ("WHEN known_from >= (SELECT end_day FROM asked) THEN 'unknown_staff'", ""),
        ("AND unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "time_continuity": (
        ("WHEN again THEN 'twice'", ""),
        ("ABS(late)", "late"),
        ("<= (SELECT micro", "< (SELECT micro"),
        ("WHEN NOT performed THEN 'not_performed'", ""),
        ("AND unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "distribution": (
        ("status_spells.first_day <= (", "status_spells.first_day < ("),
        ("status_spells.end_day > (", "status_spells.end_day >= ("),
        ("seats.first_day <= (SELECT", "seats.first_day < (SELECT"),
        ("AND seats.unit = status_spells.unit", ""),
        ("clients.born > (SELECT", "clients.born >= (SELECT"),
        ("AND status_spells.unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "status_ages": (
        ("COUNT(DISTINCT status_spells.client)", "COUNT(*)"),
        ("status_spells.first_day <= (", "status_spells.first_day < ("),
        ("status_spells.end_day > (", "status_spells.end_day >= ("),
        ("clients.born > (SELECT", "clients.born >= (SELECT"),
        ("AND status_spells.unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "status_contacts": (
        ("status_spells.first_day <= (", "status_spells.first_day < ("),
        ("status_spells.end_day > (", "status_spells.end_day >= ("),
        ("seats.first_day <= (SELECT", "seats.first_day < (SELECT"),
        ("AND seats.unit = status_spells.unit", ""),
        ("deputy_staff AS staff, unit, 0", "deputy_staff AS staff, unit, 1"),
        ("AND status_spells.unit IN (SELECT unit FROM asked_units)", ""),
    ),
    "changed": (
        ("PARTITION BY client, unit, stay", "PARTITION BY client, unit"),
        ("PARTITION BY client, unit, stay", "PARTITION BY client, stay"),
        ("WHERE primary_staff IS NOT NULL", "WHERE TRUE"),
        ("held.former <> held.primary_staff", "held.former IS NOT NULL"),
        ("held.first_day >= (", "held.first_day > ("),
        ("held.first_day <= (", "held.first_day < ("),
        ("JOIN ongoing ON", "LEFT JOIN ongoing ON"),
        ("end_day > (SELECT on_day", "end_day >= (SELECT on_day"),
        ("AND unit IN (SELECT unit FROM asked_units)", ""),
    ),
}
"""What stands in a text, and what might have stood there."""

OF_CASES = ("distribution", "status_ages", "status_contacts", "changed")


@pytest.fixture(scope="module")
def town() -> Town:
    return told_twice(a_crowd(), Random(7))


@pytest.fixture(scope="module")
def asked() -> frozenset[str]:
    return frozenset({"north", "west"})


@pytest.fixture(scope="module")
def right(town: Town, asked: frozenset[str]) -> Answers:
    in_python = InPython(town)
    return {**of_visits(in_python, asked), **of_cases(in_python, asked)}


@pytest.fixture(scope="module")
def found(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Columns:
    return Columns(exported(town, tmp_path_factory.mktemp("crowd") / "out"))


@pytest.mark.parametrize(
    ("report", "is_right", "is_wrong"),
    [(report, *each) for report, changes in WRONG.items() for each in changes],
)
def test_a_text_that_is_a_little_wrong_gives_other_numbers(
    monkeypatch: pytest.MonkeyPatch,
    found: Columns,
    right: Answers,
    asked: frozenset[str],
    report: str,
    is_right: str,
    is_wrong: str,
) -> None:
    text = text_of(report)
    assert is_right in text
    changed = text.replace(is_right, is_wrong)

    monkeypatch.setattr(
        _duckdb, "text_of", lambda name: changed if name == report else text_of(name)
    )

    ask = of_cases if report in OF_CASES else of_visits
    assert any(right[question] != answer for question, answer in ask(found, asked).items())


def test_the_texts_as_they_stand_give_the_right_ones(
    found: Columns, right: Answers, asked: frozenset[str]
) -> None:
    assert right == {**of_visits(found, asked), **of_cases(found, asked)}

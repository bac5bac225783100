"""
Columns and Python give the same whole numbers, whatever the municipality.
"""

import datetime as dt
from random import Random

import pytest
from fastomsorg_columnar import _duckdb
from fastomsorg_columnar._texts import text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.care import Absence, Visit
from fastomsorg.history import Event
from fastomsorg.statistics import time_continuity
from fastomsorg.terms import CaseKey, ClientId, Role, UnitId, start_of
from fastomsorg.testing import MemoryStore, a_visit, accepted, seated, started

from .both_ways import (
    columns,
    continuity_in_python,
    continuity_on_columns,
    fortnight_in_python,
    fortnight_on_columns,
)
from .municipalities import (
    CLIENTS,
    FIRST,
    LAST,
    STAFF,
    UNITS,
    a_store,
    absences,
    at_home,
    births,
    cases,
    gaps,
    shifts,
    units,
    visits,
)

EXAMPLES = max(settings().max_examples // 8, 20)
"""Each makes a folder of files and a database: fewer than elsewhere."""

Births = dict[ClientId, dt.date | None]


@settings(max_examples=EXAMPLES)
@given(visits, cases, units)
def test_the_same_staff_continuity(
    made: list[Visit], histories: dict[CaseKey, tuple[Event, ...]], units: frozenset[UnitId]
) -> None:
    store = a_store(histories, {})

    in_python = continuity_in_python(store, made, units)

    assert in_python == continuity_on_columns(store, made, units)


@settings(max_examples=EXAMPLES)
@given(visits, st.builds(at_home, gaps, shifts), births, absences)
def test_the_same_fortnight(
    few: list[Visit], many: list[Visit], births: Births, absent: list[Absence]
) -> None:
    made = [*few, *many]

    in_python = fortnight_in_python(made, births, absent)

    assert in_python == fortnight_on_columns(a_store({}, births), made, absent)


@settings(max_examples=EXAMPLES)
@given(visits)
def test_the_same_time_continuity(made: list[Visit]) -> None:
    with columns(MemoryStore(), made) as found:
        assert time_continuity(made) == found.time_continuity()


def a_crowd() -> tuple[MemoryStore, list[Visit]]:
    """
    Everybody visited by one or two on every day, with changes of both seats.
    """
    chance = Random(2025)
    histories: dict[CaseKey, tuple[Event, ...]] = {}
    made: list[Visit] = []
    for client in CLIENTS:
        for unit in UNITS:
            appointed, changed = sorted(chance.sample(range(22), 2))
            on, later = FIRST + dt.timedelta(appointed), FIRST + dt.timedelta(changed)
            histories[CaseKey(client, unit)] = (
                started(on, LAST - dt.timedelta(2)),
                *accepted(on, *chance.sample(STAFF, 2)),
                seated(chance.choice([Role.PRIMARY, Role.DEPUTY]), None, later),
            )
            for day in range(22):
                at = start_of(FIRST + dt.timedelta(day))
                crew = tuple(chance.sample(STAFF, chance.choice([1, 2])))
                made.append(a_visit(at, str(len(made)), client=client, unit=unit, staff=crew))
    return a_store(histories, {}), made


WRONG = [
    ("seats.first_day <= crews.on_day", "seats.first_day < crews.on_day"),
    ("crews.on_day < seats.end_day", "crews.on_day <= seats.end_day"),
    (">= (SELECT first_day", "> (SELECT first_day"),
    ("crews.on_day < (SELECT end_day", "crews.on_day <= (SELECT end_day"),
    ("COUNT(DISTINCT staff)", "COUNT(staff)"),
    ("COUNT(DISTINCT CASE", "COUNT(CASE"),
    ("place = 0 AND primary_staff IS NOT NULL", "primary_staff IS NOT NULL"),
    ("AND seats.unit = crews.unit", ""),
]


@pytest.mark.parametrize(("right", "wrong"), WRONG)
def test_a_text_that_is_a_little_wrong_gives_other_numbers(
    monkeypatch: pytest.MonkeyPatch, right: str, wrong: str
) -> None:
    store, made = a_crowd()
    expected = continuity_in_python(store, made, frozenset(UNITS))
    assert expected == continuity_on_columns(store, made, frozenset(UNITS))
    assert right in text_of("continuity")

    monkeypatch.setattr(_duckdb, "text_of", lambda report: text_of(report).replace(right, wrong))

    assert expected != continuity_on_columns(store, made, frozenset(UNITS))

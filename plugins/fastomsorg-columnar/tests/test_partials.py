"""
What is summed up month by month comes to what is counted anew, and only what is stale is made anew.
"""

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import attrs
import pytest
from fastomsorg_columnar import Columns, _duckdb, _summing, export
from fastomsorg_columnar._folders import Replacing, current
from fastomsorg_columnar._partials import refresh_partials
from fastomsorg_columnar._summing import ELSEWHERE, OF_UNITS, months_in
from fastomsorg_columnar._texts import text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.care import VisitKind
from fastomsorg.history import Event
from fastomsorg.hooks import Exported
from fastomsorg.statistics import Exclusion, StaffContinuity
from fastomsorg.terms import CaseKey, Period, Role, StaffId, UnitId, start_of
from fastomsorg.testing import FIRST_INSTANT, a_unit, a_visit, accepted, seated, started

from .crowds import a_crowd
from .in_python import InPython
from .municipalities import (
    FIRST,
    NOBODY,
    Births,
    Town,
    busy_towns,
    in_memory,
    told_twice,
    towns,
    units,
)

EXAMPLES = max(settings().max_examples // 8, 20)
MARCH, APRIL, MAY = (dt.date(2025, month, 1) for month in (3, 4, 5))
IN_APRIL = dt.date(2025, 4, 4)
HOME_CARE = frozenset({VisitKind.HOME_CARE})
TWO_KINDS = frozenset({VisitKind.HOME_CARE, VisitKind.ALARM})
PERIODS = [
    Period(MARCH, MAY),
    Period(MARCH, IN_APRIL),
    Period(dt.date(2025, 3, 25), MAY),
    Period(MARCH, APRIL),
    Period(MARCH),
]

Refreshed: TypeAlias = Mapping[str | None, int]
"""Of how many units partial results were made, by month."""

Answer: TypeAlias = tuple[StaffContinuity, Mapping[Exclusion, int]]
"""What counts, and how many visits do not."""


def exported(town: Town, folder: Path, today: dt.date = MAY) -> Refreshed:
    store = in_memory(town)
    elsewhere = attrs.evolve(a_unit("south"), municipality="Elsewhere")
    list(store.put_units([elsewhere], now=FIRST_INSTANT))
    found: Exported = export(folder, store, store, town.in_order, town.absences, today=today)
    made: Counter[str | None] = Counter()
    for each in found.months:
        made[each.month] += each.summarised
    return made


def of_partials(folder: Path, period: Period, wanted: frozenset[UnitId] | None) -> Answer:
    return Columns(folder).continuity(period, units=wanted, kinds=TWO_KINDS)


@settings(max_examples=EXAMPLES)
@given(
    st.builds(told_twice, towns(FIRST) | busy_towns(FIRST), st.builds(Random, st.integers(0, 9))),
    st.sampled_from(PERIODS),
    st.sampled_from([APRIL, IN_APRIL, MAY]),
    units,
    st.sampled_from([HOME_CARE, TWO_KINDS]),
)
def test_partial_results_come_to_what_is_counted_anew(
    town: Town,
    period: Period,
    today: dt.date,
    wanted: frozenset[UnitId] | None,
    kinds: frozenset[VisitKind],
) -> None:
    anew = InPython(town).continuity(period, units=wanted, kinds=kinds)

    with TemporaryDirectory() as folder:
        exported(town, Path(folder, "out"), today)
        columns = Columns(Path(folder, "out"))
        assert anew == columns.continuity(period, units=wanted, kinds=kinds)
        assert anew[1] == columns.excluded(period, units=wanted, kinds=kinds)
        assert columns.continuity_by_unit(period, units=wanted, kinds=kinds) == {
            unit: report
            for unit in ("north", "south", "west")
            if wanted is None or unit in wanted
            if (
                report := columns.continuity(period, units=frozenset({unit}), kinds=kinds)[0]
            ).clients
        }


@settings(max_examples=EXAMPLES // 2)
@given(towns(FIRST), towns(FIRST), units)
def test_partial_results_that_were_refreshed_are_those_made_from_nothing(
    before: Town, after: Town, wanted: frozenset[UnitId] | None
) -> None:
    with TemporaryDirectory() as folder:
        refreshed, anew = Path(folder, "refreshed"), Path(folder, "anew")
        exported(before, refreshed)
        exported(after, refreshed)
        exported(after, anew)

        whole = Period(MARCH, MAY)
        assert of_partials(anew, whole, wanted) == of_partials(refreshed, whole, wanted)


WRONG = [
    ("partials_united", "COUNT(DISTINCT staff)", "COUNT(staff)"),
    ("partials_united", "- SUM(both_hits)", ""),
    ("partials_united", "unit IN (SELECT unit FROM asked_units)", "unit IS NOT NULL"),
    ("partials_united", "AND kind IN (SELECT kind FROM asked_kinds)", ""),
    ("partial", "seats.first_day <= some_crews.on_day", "seats.first_day < some_crews.on_day"),
    ("partial", "some_crews.on_day < seats.end_day", "some_crews.on_day <= seats.end_day"),
    ("partial", "HAVING COUNT(*) > 1", "HAVING COUNT(*) > 2"),
    ("partial", "AND seats.unit = some_crews.unit", ""),
    ("partial", "place = 0 AND primary_staff IS NOT NULL", "primary_staff IS NOT NULL"),
    ("partial_exclusions", "WHEN again THEN 'twice'\n            WHEN", "WHEN"),
    ("partial_exclusions", "seats.first_day <= some", "seats.first_day < some"),
    ("partial_exclusions", "some_visits.on_day < seats", "some_visits.on_day <= seats"),
    ("partial_exclusions", "        AND seats.unit = some_visits.unit\n", ""),
    ("partial_exclusions", "WHEN NOT of_client THEN 'unknown_client'", ""),
    ("partial_exclusions", "AND NOT upside_down AND in_stay", "AND in_stay"),
    ("partial_exclusions", "AND NOT again AND", "AND"),
    ("partial_exclusions", "WHEN performed AND NOT", "WHEN NOT"),
    ("partial_exclusions", "AND in_stay AND crew", "AND crew"),
    ("partial_exclusions", "AND crew > 0", ""),
    ("partial_exclusions_united", "IN ('twice', 'not_performed')", "= 'twice'"),
    ("partial_exclusions_united", "known_from >= (", "known_from > ("),
    ("partial_exclusions_united", "asked_kinds.kind IS NULL OR ", ""),
    ("partial_exclusions_united", "parts.unit IN (SELECT unit FROM asked_units)", "TRUE"),
    ("partial_elsewhere", "seats.first_day <= some", "seats.first_day < some"),
    ("partial_elsewhere", "some_visits.on_day < seats", "some_visits.on_day <= seats"),
    ("partial_elsewhere", "WHERE some_visits.performed", "WHERE TRUE"),
    ("partial_elsewhere", "times > 1", "times > 9"),
    ("partial_elsewhere", "PARTITION BY id, on_day", "PARTITION BY id"),
    ("partial_elsewhere_united", "kind IN (SELECT kind FROM asked_kinds)", "TRUE"),
    ("partial_elsewhere_united", "unit NOT IN (SELECT unit FROM asked_units)", "TRUE"),
    ("partial_elsewhere_united", "AND LIST_HAS_ANY", "AND unit IS NOT NULL OR LIST_HAS_ANY"),
    ("partial_elsewhere_united", "visits - different", "visits"),
]


NORTH_AND_WEST, WHOLE = frozenset({"north", "west"}), Period(MARCH, MAY)


@pytest.fixture(scope="module")
def counted_anew() -> Answer:
    return InPython(a_contrary_crowd()).continuity(WHOLE, units=NORTH_AND_WEST, kinds=HOME_CARE)


@pytest.fixture(scope="module")
def summed_up(tmp_path_factory: pytest.TempPathFactory, counted_anew: Answer) -> Path:
    folder = tmp_path_factory.mktemp("columns") / "out"
    exported(a_contrary_crowd(), folder)
    assert counted_anew == Columns(folder).continuity(WHOLE, units=NORTH_AND_WEST)
    return folder


@pytest.mark.parametrize(("text", "right", "wrong"), WRONG)
def test_a_text_that_is_a_little_wrong_gives_other_numbers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    summed_up: Path,
    counted_anew: Answer,
    text: str,
    right: str,
    wrong: str,
) -> None:
    assert right in text_of(text)

    def a_little_wrong(report: str) -> str:
        return text_of(report).replace(right, wrong) if report == text else text_of(report)

    monkeypatch.setattr(_summing, "text_of", a_little_wrong)
    folder = summed_up if "united" in text else summed_up_again(summed_up, tmp_path)

    assert counted_anew != Columns(folder).continuity(WHOLE, units=NORTH_AND_WEST)


def summed_up_again(folder: Path, elsewhere: Path) -> Path:
    """
    The same visits, summed up from nothing.
    """
    shutil.copytree(folder, elsewhere, dirs_exist_ok=True)
    root = current(elsewhere)
    for table in (*OF_UNITS, ELSEWHERE):
        shutil.rmtree(root / table)
    refresh_partials(Replacing(root, None), months_in(root, "visits"), MAY)
    return elsewhere


def a_contrary_crowd() -> Town:
    """
    A crowd told of by two sources, one of which uses an id again on another day. One of the staff
    comes into the register when all is over, and what is wrong with a visit comes in pairs.
    """
    town, chance = told_twice(a_crowd(), Random(7)), Random(8)
    wrong: list[dict[str, Any]] = [
        {},
        {"performed": False},
        {"staff": ()},
        {"kind": VisitKind.ALARM},
        {"client": NOBODY},
        {"staff": ("late",)},
    ]
    more = []
    for visit in town.visits:
        if visit.starts is not None and chance.random() < 0.2:
            starts = visit.starts + dt.timedelta(chance.randrange(2))
            upside_down = {"ends": starts - dt.timedelta(hours=chance.choice([-1, -1, 1]))}
            odd = {**chance.choice(wrong), **chance.choice(wrong), **upside_down}
            more.append(attrs.evolve(visit, starts=starts, **odd))
    return attrs.evolve(town, visits=(*town.visits, *more), staff={**town.staff, "late": MAY})


def test_what_is_summed_up_is_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(a_crowd(), tmp_path)
    asked: list[str] = []

    def noted(report: str) -> str:
        asked.append(report)
        return text_of(report)

    monkeypatch.setattr(_duckdb, "text_of", noted)
    monkeypatch.setattr(_summing, "text_of", noted)
    Columns(tmp_path).continuity(Period(MARCH, MAY))

    assert [
        "partials_united",
        "partial_exclusions_united",
        "partial_elsewhere_united",
    ] == asked


def test_an_export_of_which_less_was_summed_up_is_counted_anew(
    tmp_path: Path, summed_up: Path, counted_anew: Answer
) -> None:
    shutil.copytree(summed_up, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(current(tmp_path) / "partial_exclusions")

    assert counted_anew == Columns(tmp_path).continuity(WHOLE, units=NORTH_AND_WEST)


def a_town(
    *more: str,
    staff: str = "a",
    seat_from: dt.date | None = None,
    until: dt.date | None = None,
    born: Births | None = None,
    since: Mapping[StaffId, dt.date] | None = None,
) -> Town:
    """
    Agda at north and at south, visited at both in March and in April, and *more* visits of hers, at
    a unit in a month. With *seat_from* somebody else is her primary at north *until* that day.
    """
    events: list[Event] = [started(FIRST), *accepted(FIRST, "a", "b")]
    changed = [] if seat_from is None else [seated(Role.PRIMARY, "c", seat_from)]
    if until is not None:
        changed.append(seated(Role.PRIMARY, "a", until))
    cases = {
        CaseKey("agda", "north"): (*events, *changed),
        CaseKey("agda", "south"): tuple(events),
    }
    usual = ["north 2025-03-25", "south 2025-03-25", "north 2025-04-05", "south 2025-04-05"]
    visits = []
    for which in (*usual, *more):
        unit, day = which.split()
        at = start_of(dt.date.fromisoformat(day))
        who = staff if which == usual[0] else "a"
        visits.append(a_visit(at, which, client="agda", unit=unit, staff=(who,)))
    known = {**dict.fromkeys("abcd"), **(since or {})}
    return Town(cases, born or {}, tuple(visits), staff=known)


MARCH_28, MARCH_30, APRIL_8 = dt.date(2025, 3, 28), dt.date(2025, 3, 30), dt.date(2025, 4, 8)
CHANGES = {
    "nothing": (a_town(), {"2025-03": 0, "2025-04": 0}),
    "a visit that came afterwards": (
        a_town("south 2025-03-26"),
        {"2025-03": 1, "2025-04": 0},
    ),
    "a visit by somebody else": (a_town(staff="c"), {"2025-03": 1, "2025-04": 0}),
    "a new seat that holds on": (
        a_town(seat_from=MARCH_28),
        {"2025-03": 1, "2025-04": 1},
    ),
    "a seat for some days": (
        a_town(seat_from=MARCH_28, until=MARCH_30),
        {"2025-03": 1, "2025-04": 0},
    ),
    "a seat from the month after": (
        a_town(seat_from=APRIL_8),
        {"2025-03": 0, "2025-04": 1},
    ),
    "a seat when all is over": (
        a_town(seat_from=MAY),
        {"2025-03": 0, "2025-04": 0},
    ),
    "a visit by a unit that she does not live at": (
        a_town("west 2025-03-27"),
        {"2025-03": 1, "2025-04": 0},
    ),
    "she comes into the register": (
        a_town(born={"agda": None}),
        {"2025-03": 2, "2025-04": 2},
    ),
    "somebody comes into the register late": (
        a_town(staff="c", since={"c": APRIL_8}),
        {"2025-03": 1, "2025-04": 0},
    ),
    "two of these": (
        a_town("south 2025-04-06", seat_from=MARCH_28, until=MARCH_30),
        {"2025-03": 1, "2025-04": 1},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_what_is_stale_is_made_anew(tmp_path: Path, change: str) -> None:
    town, stale = CHANGES[change]
    assert {"2025-03": 2, "2025-04": 2} == exported(a_town(), tmp_path)

    assert stale == exported(town, tmp_path)

    columns = Columns(tmp_path)
    for wanted in (None, frozenset({"north"})):
        anew = InPython(town).continuity(WHOLE, units=wanted, kinds=HOME_CARE)
        assert anew == columns.continuity(WHOLE, units=wanted)


def test_a_month_that_has_not_ended_is_not_summed_up(tmp_path: Path) -> None:
    assert {"2025-03": 2, "2025-04": 0} == exported(a_town(), tmp_path, today=IN_APRIL)
    assert {"2025-03": 0, "2025-04": 0} == exported(a_town(), tmp_path, today=MAY - dt.timedelta(1))
    assert {"2025-03": 0, "2025-04": 2} == exported(a_town(), tmp_path, today=MAY)

"""
What is summed up month by month comes to what is counted anew, and only what is stale is made anew.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fastomsorg_columnar import Columns, _duckdb, _partials, export
from fastomsorg_columnar._texts import text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from fastomsorg.care import VisitKind
from fastomsorg.history import Event
from fastomsorg.hooks import Exported
from fastomsorg.statistics import StaffContinuity
from fastomsorg.terms import CaseKey, Period, Role, UnitId, start_of
from fastomsorg.testing import a_visit, accepted, seated, started

from .crowds import a_crowd
from .in_python import InPython
from .municipalities import FIRST, Town, busy_towns, in_memory, towns, units

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

Refreshed = Mapping[str | None, int]
"""Of how many units partial results were made, by month."""


def exported(town: Town, folder: Path, today: dt.date = MAY) -> Refreshed:
    store = in_memory(town)
    found: Exported = export(folder, store, store, town.visits, town.absences, today=today)
    return {each.month: each.summarised for each in found.months}


def of_partials(folder: Path, period: Period, wanted: frozenset[UnitId] | None) -> StaffContinuity:
    report, _ = Columns(folder).continuity(period, units=wanted, kinds=TWO_KINDS)
    return report


@settings(max_examples=EXAMPLES)
@given(
    towns(FIRST) | busy_towns(FIRST),
    st.sampled_from(PERIODS),
    st.sampled_from([APRIL, IN_APRIL, MAY]),
    units,
)
def test_partial_results_come_to_what_is_counted_anew(
    town: Town, period: Period, today: dt.date, wanted: frozenset[UnitId] | None
) -> None:
    anew = InPython(town).continuity(period, units=wanted, kinds=HOME_CARE)

    with TemporaryDirectory() as folder:
        exported(town, Path(folder, "out"), today)
        columns = Columns(Path(folder, "out"))
        assert anew == columns.continuity(period, units=wanted)
        assert columns.continuity_by_unit(period, units=wanted) == {
            unit: report
            for unit in ("north", "south", "west")
            if wanted is None or unit in wanted
            if (report := columns.continuity(period, units=frozenset({unit}))[0]).clients
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
]


@pytest.mark.parametrize(("text", "right", "wrong"), WRONG)
def test_a_text_that_is_a_little_wrong_gives_other_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, right: str, wrong: str
) -> None:
    town, some, period = a_crowd(), frozenset({"north"}), Period(MARCH, MAY)
    anew, _ = InPython(town).continuity(period, units=some, kinds=HOME_CARE)
    assert right in text_of(text)

    def a_little_wrong(report: str) -> str:
        return text_of(report).replace(right, wrong) if report == text else text_of(report)

    monkeypatch.setattr(_partials, "text_of", a_little_wrong)
    exported(town, tmp_path)

    assert anew != Columns(tmp_path).continuity(period, units=some)[0]


def test_what_is_summed_up_is_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(a_crowd(), tmp_path)
    asked: list[str] = []

    def noted(report: str) -> str:
        asked.append(report)
        return text_of(report)

    monkeypatch.setattr(_duckdb, "text_of", noted)
    monkeypatch.setattr(_partials, "text_of", noted)
    Columns(tmp_path).continuity(Period(MARCH, MAY))

    assert ["partials_united", "excluded"] == asked


def a_town(
    *more: str, staff: str = "a", seat_from: dt.date | None = None, until: dt.date | None = None
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
    return Town(cases, {}, tuple(visits))


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

    anew, _ = InPython(town).continuity(Period(MARCH, MAY), units=None, kinds=HOME_CARE)
    assert anew == Columns(tmp_path).continuity(Period(MARCH, MAY))[0]


def test_a_month_that_has_not_ended_is_not_summed_up(tmp_path: Path) -> None:
    assert {"2025-03": 2, "2025-04": 0} == exported(a_town(), tmp_path, today=IN_APRIL)
    assert {"2025-03": 0, "2025-04": 0} == exported(a_town(), tmp_path, today=MAY - dt.timedelta(1))
    assert {"2025-03": 0, "2025-04": 2} == exported(a_town(), tmp_path, today=MAY)

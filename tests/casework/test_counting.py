"""
Statistics over visits at a desk: who may ask, what counts, what is said of the rest.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest

from fastomsorg.care import Absence, Absentee, Visit
from fastomsorg.casework import Desk
from fastomsorg.hooks import AccessOutcome
from fastomsorg.statistics import (
    ClientContinuity,
    Exclusion,
    LeftOut,
    Mark,
    Material,
    Measure,
    Measured,
    Share,
)
from fastomsorg.terms import (
    FastomsorgError,
    Malformed,
    NotAuthorised,
    Period,
    Permission,
    PluginError,
    Purpose,
    UnitId,
    UnknownId,
)
from fastomsorg.testing import a_client
from tests.casework.office import Office
from tests.casework.visited import FIRST, MADE, TODAY, WEEK, visit, visited
from tests.hooks.engines import WORDS, Abacus, a_measure


def at_one_unit(office: Office, unit: UnitId = "north") -> Desk:
    """
    Kim, who may search one unit.
    """
    return office.acting("kim", Permission.SEARCH, unit=unit, purpose=Purpose.FOLLOW_UP)


def refused(ask: Callable[[], object]) -> FastomsorgError:
    with pytest.raises(FastomsorgError) as error:
        ask()
    return error.value


# Staff continuity --------------------------------------------------------------------------------


def test_a_client_at_two_units_has_one_row_and_a_row_at_each_unit() -> None:
    found = visited().desk.continuity(WEEK)

    agda = ClientContinuity("agda", 3, 3, 0, primary=Share(1, 2), total=Share(1, 2))
    assert agda == found.report.whole.clients[0]
    assert {"north": (2, Share(1, 2)), "south": (1, None)} == {
        unit: (row.visits, row.total)
        for unit, report in found.report.units.items()
        for row in report.clients
        if row.client == "agda"
    }
    assert (("north", "south"), "python", {}) == (found.units, found.engine, found.excluded)


def test_who_the_clients_are_is_not_said_unless_it_is_asked_for() -> None:
    desk = visited().desk

    assert desk.continuity(WEEK).clients is None
    assert {"agda": "Agda Testsson", "bo": "Bo Testsson", "cilla": "Cilla Testsson"} == {
        id: client.name for id, client in (desk.continuity(WEEK, names=True).clients or {}).items()
    }


def test_somebody_with_a_protected_identity_is_counted_and_not_named() -> None:
    desk = at_one_unit(visited(), "south")

    found = desk.continuity(WEEK, names=True)

    assert {"agda": "Agda Testsson", "cilla": None} == {
        id: client.name for id, client in (found.clients or {}).items()
    }
    assert ["agda", "cilla"] == [each.client for each in found.report.whole.clients]


def test_one_client_is_reported_alone_and_logged_at_each_unit() -> None:
    office = visited()

    found = office.desk.continuity(WEEK, clients=["agda"])

    assert ["agda"] == [each.client for each in found.report.whole.clients]
    assert {("agda", "north"), ("agda", "south")} <= {
        (row.client, row.unit) for row in office.store.accesses() if row.action == "continuity"
    }


def test_every_unit_is_logged_and_so_is_a_denial() -> None:
    office = visited()
    desk = at_one_unit(office)

    desk.continuity(WEEK)
    with pytest.raises(NotAuthorised):
        desk.continuity(WEEK, units=["south"])

    assert [("north", AccessOutcome.ALLOWED), ("south", AccessOutcome.DENIED)] == [
        (row.unit, row.outcome) for row in office.store.accesses() if row.action == "continuity"
    ]


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: desk.continuity(WEEK),
        lambda desk: desk.measure("staff-continuity/1", WEEK),
        lambda desk: desk.marked_visits(WEEK),
    ],
)
def test_statistics_are_for_whoever_may_search_and_follows_up(ask: Callable[[Desk], Any]) -> None:
    office = visited()

    for desk in (
        office.acting("lena", Permission.VIEW, purpose=Purpose.FOLLOW_UP),
        office.acting("lars", Permission.SEARCH, purpose=Purpose.CASE_HANDLING),
    ):
        with pytest.raises(NotAuthorised):
            ask(desk)


def test_what_other_units_did_is_told_to_whoever_may_search_everywhere_and_to_nobody_else() -> None:
    office = visited()

    everywhere = office.desk.continuity(WEEK, units=["north"])
    here = at_one_unit(office).continuity(WEEK)

    assert {Exclusion.OTHER_UNIT: 1} == everywhere.excluded
    assert {} == here.excluded
    assert everywhere.report == here.report


def test_one_units_answer_does_not_depend_on_what_others_did() -> None:
    fewer = tuple(each for each in MADE if each.unit == "north")

    answers = [at_one_unit(visited(made)).continuity(WEEK, names=True) for made in (MADE, fewer)]

    assert answers[0] == answers[1]


WRONG = [
    (visit("x", "agda", "north", "britta"), Exclusion.TWICE, "v1"),
    (visit("x", "nobody", "north", "britta"), Exclusion.UNKNOWN_CLIENT, "x"),
    (visit("x", "agda", "north", "nobody"), Exclusion.UNKNOWN_STAFF, "x"),
    (visit("x", "agda", "north", "britta", "nobody"), Exclusion.UNKNOWN_STAFF, "x"),
    (visit("x", "cilla", "north", "britta"), Exclusion.OUTSIDE_STAY, "x"),
    (visit("x", "bo", "south", "lotta"), Exclusion.OUTSIDE_STAY, "x"),
    (visit("x", "agda", "elsewhere", "lotta"), Exclusion.OUTSIDE_STAY, "x"),
    (visit("x", "agda", "north"), Exclusion.NO_STAFF, "x"),
    (
        attrs.evolve(visit("x", "agda", "north", "britta"), performed=False),
        Exclusion.NOT_PERFORMED,
        "x",
    ),
    (
        attrs.evolve(
            visit("x", "agda", "north", "britta"), ends=dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
        ),
        Exclusion.UPSIDE_DOWN,
        "x",
    ),
]


@pytest.mark.parametrize(("wrong", "why", "id"), WRONG, ids=[str(why) for _, why, _ in WRONG])
def test_a_visit_that_cannot_count_is_counted_by_its_reason(
    wrong: Visit, why: Exclusion, id: str
) -> None:
    right = visited().desk.continuity(WEEK)

    found = visited((*MADE, attrs.evolve(wrong, id=id))).desk.continuity(WEEK)

    assert ({why: 1}, right.report) == (found.excluded, found.report)


def test_a_visit_that_two_sources_tell_of_counts_once() -> None:
    one, other = MADE[:3], (*MADE[1:2], *MADE[3:])

    found = visited(one, other).desk.continuity(WEEK)

    assert {Exclusion.TWICE: 1} == found.excluded
    assert visited().desk.continuity(WEEK).report == found.report


def test_the_same_id_on_another_day_is_another_visit() -> None:
    again = attrs.evolve(visit("x", "agda", "north", "britta", day=6), id="v1")

    found = visited((*MADE, again)).desk.continuity(WEEK)

    assert ({}, 4) == (found.excluded, found.report.whole.clients[0].visits)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (Period(FIRST), "period_not_over"),
        (Period.through(FIRST, dt.date(2024, 6, 11)), "period_not_over"),
    ],
)
@pytest.mark.parametrize("kind", ["continuity", "measure", "marked_visits"])
def test_a_period_has_an_end_and_is_over(period: Period, code: str, kind: str) -> None:
    desk = visited().desk
    ask = {
        "continuity": lambda: desk.continuity(period),
        "measure": lambda: desk.measure("staff-continuity/1", period),
        "marked_visits": lambda: desk.marked_visits(period),
    }[kind]

    assert code == refused(ask).code


def test_the_last_day_may_be_today() -> None:
    assert visited().desk.continuity(Period.through(FIRST, TODAY)).report.whole.clients


@pytest.mark.parametrize("who", [{"units": ["nowhere"]}, {"clients": ["nobody"]}])
def test_a_unit_and_a_client_must_be_there(who: dict[str, Any]) -> None:
    assert isinstance(refused(lambda: visited().desk.continuity(WEEK, **who)), UnknownId)


def test_an_engine_is_asked_for_the_whole_and_for_each_unit_and_named() -> None:
    found = visited().desk.continuity(WEEK, engine=Abacus("parquet:///x"))

    assert ("abacus", (), {}) == (found.engine, found.report.whole.clients, found.report.units)


def test_an_engine_does_not_count_single_clients() -> None:
    desk = visited().desk
    error = refused(lambda: desk.continuity(WEEK, clients=["agda"], engine=Abacus("x")))

    assert "engine_for_clients" == error.code


# Measures ----------------------------------------------------------------------------------------


def test_the_librarys_measures_are_listed_with_definition_and_source_in_both_languages() -> None:
    listed = visited().casework.measures()

    assert [
        *("coc/1", "hhi/1", "kkik-14d/1", "mmci/1", "secon/1", "staff-continuity/1"),
        *("time-continuity/1", "upc/1"),
    ] == [measure.name for measure in listed]
    for measure in listed:
        assert measure.source
        assert {"sv", "en"} == measure.title.keys() & measure.definition.keys()


def test_staff_continuity_as_a_measure() -> None:
    found = visited().desk.measure("staff-continuity/1", WEEK)

    assert {
        "clients": 3,
        "visits": 5,
        "mean": Fraction(2),
        "median": Fraction(2),
        "contact": Share(2, 3),
    } == found.measured.figures
    assert (None, "python") == (found.clients, found.measured.engine)


def test_time_continuity_counts_what_was_not_planned_apart() -> None:
    planned = attrs.evolve(
        visit("x", "agda", "north", "britta", day=6),
        planned_starts=dt.datetime(2024, 6, 6, 6, 15, tzinfo=dt.UTC),
    )

    found = visited((*MADE, planned)).desk.measure("time-continuity/1", WEEK).measured

    assert {"on_time": Share(1, 1)} == found.figures
    assert {Exclusion.NOT_PLANNED: 5} == found.excluded


def test_an_index_has_a_figure_for_each_client_and_none_where_there_is_nothing_to_say() -> None:
    found = visited().desk.measure("secon/1", WEEK, names=True)

    assert {"clients": 1, "mean": 0, "median": 0} == found.measured.figures
    assert {"agda": 0, "bo": None, "cilla": None} == found.measured.clients
    assert {"agda", "bo", "cilla"} == (found.clients or {}).keys()


@pytest.mark.parametrize(
    ("staff", "stands"),
    [(("britta", "greta"), 1), (("lotta", "britta"), 1), (("lotta", "greta"), Fraction(1, 2))],
)
def test_the_contact_stands_for_a_visit_by_two_else_who_was_recorded_first(
    staff: tuple[str, ...], stands: Fraction
) -> None:
    made = (visit("v1", "agda", "north", "britta"), visit("v2", "agda", "north", *staff, day=2))

    found = visited(made).desk.measure("upc/1", WEEK, units=["north"])

    assert {"agda": stands} == found.measured.clients


FORTNIGHT = Period.through(dt.date(2024, 5, 28), TODAY)


def every_day(client: str) -> list[Visit]:
    days = [FORTNIGHT.start + dt.timedelta(day) for day in range(14)]
    starts = [dt.datetime.combine(day, dt.time(hour), dt.UTC) for day in days for hour in (6, 15)]
    return [
        attrs.evolve(visit(f"{client}{n}", client, "north", "britta"), starts=at, ends=None)
        for n, at in enumerate(starts)
    ]


def test_the_national_measure_leaves_out_whoever_was_away() -> None:
    made = sorted((*every_day("agda"), *every_day("bo")), key=lambda each: (each.starts, each.id))
    away = Absence(Absentee.CLIENT, "bo", Period.through(TODAY, TODAY))
    office = visited(made, absent=[away])
    office.know(a_client("agda", born=BORN), a_client("bo", born=BORN))

    found = office.desk.measure("kkik-14d/1", FORTNIGHT).measured

    assert {"clients": 1, "mean": 1, "median": 1, "many": Share(0, 1)} == found.figures
    assert ({LeftOut.AWAY: 1}, {"agda": 1}) == (found.left_out, found.clients)


BORN = dt.date(1940, 1, 1)


def test_the_national_measure_is_of_fourteen_days() -> None:
    error = refused(lambda: visited().desk.measure("kkik-14d/1", WEEK))

    assert ("measure_days", 7, 14) == (error.code, error.facts["got"], error.facts["expected"])


@pytest.mark.parametrize(
    ("got", "nearest"), [("kkik-14d/2", "kkik-14d/1"), ("KKIK", "kkik-14d/1"), ("", "upc/1")]
)
def test_a_measure_that_is_not_there_is_answered_with_the_nearest_name(
    got: str, nearest: str
) -> None:
    error = refused(lambda: visited().desk.measure(got, WEEK))

    assert isinstance(error, UnknownId)
    assert error.facts["got"] == got
    if got:
        assert nearest == error.facts["nearest"]


def test_a_measure_of_the_hosts_own_is_listed_and_calculated() -> None:
    def on_sundays(material: Material) -> Measured:
        excluded: Counter[Exclusion] = Counter()
        starts = [each.starts for each in material.visits(excluded)]
        sundays = sum(at.weekday() == 6 for at in starts if at)
        return Measured({"sundays": sundays}, excluded=excluded)

    own = Measure("our-sundays/1", WORDS, WORDS, "our own", on_sundays)
    office = visited(measures=lambda: [own])

    assert own in office.casework.measures()
    assert {"sundays": 1} == office.desk.measure("our-sundays/1", WEEK).measured.figures


def test_a_measure_of_the_hosts_own_has_a_name_of_its_own() -> None:
    error = refused(visited(measures=lambda: [a_measure("kkik-14d/1")]).casework.measures)

    assert (PluginError, "measure_shipped") == (type(error), error.code)


def test_a_measure_is_told_with_the_engine_that_counted_and_only_if_it_did() -> None:
    desk, engine = visited().desk, Abacus("parquet:///x")

    assert "abacus" == desk.measure("time-continuity/1", WEEK, engine=engine).measured.engine
    assert "python" == desk.measure("upc/1", WEEK, engine=engine).measured.engine


# Visits with marks -------------------------------------------------------------------------------


def test_visits_come_in_order_with_their_marks() -> None:
    found = list(visited().desk.marked_visits(WEEK, units=["north"]))

    assert [("v1", {Mark.BY_PRIMARY}), ("v2", set()), ("v4", {Mark.BY_PRIMARY})] == [
        (each.visit.id, set(each.marks) - {Mark.INCOMPLETE}) for each in found
    ]


def test_each_client_is_logged_once_before_their_visits_are_handed_over() -> None:
    office = visited()
    before = len(list(office.store.accesses()))

    next(iter(office.desk.marked_visits(WEEK, units=["north"])))

    logged = [(row.unit, row.client) for row in office.store.accesses()][before:]
    assert [("north", None), ("north", "agda"), ("north", "bo")] == logged


def test_a_visit_to_somebody_with_a_protected_identity_has_no_name() -> None:
    found = at_one_unit(visited(), "south").marked_visits(WEEK)

    assert [("agda", "Agda Testsson"), ("cilla", None)] == [
        (each.client.id, each.client.name) for each in found
    ]


def test_who_may_not_ask_for_visits_is_told_at_once() -> None:
    with pytest.raises(NotAuthorised):
        at_one_unit(visited()).marked_visits(WEEK, units=["south"])


def test_a_period_cannot_be_upside_down() -> None:
    with pytest.raises(Malformed):
        Period.through(TODAY, FIRST)

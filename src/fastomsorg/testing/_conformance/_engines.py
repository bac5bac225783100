"""
The suites for an engine: it gives the whole numbers of the pure calculators, wherever it counts.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import TypeAlias, TypeVar

import pytest

from fastomsorg.care import VisitKind
from fastomsorg.hooks import CountsByUnit, CountsWithoutCases, Engine
from fastomsorg.statistics import (
    AgeCounts,
    ClientContinuity,
    Exclusion,
    LeftOut,
    Share,
    StaffCases,
    StaffContinuity,
    StatusCounts,
    Succession,
    TimeContinuity,
)
from fastomsorg.terms import CaseKey, ClientId, Period, Status, UnitId
from fastomsorg.testing._memory_engine import MemoryEngine

from ._engine_town import a_contrary_municipality, day
from ._engine_visits import DARKER, FORTNIGHT
from ._steps import left_out
from ._suite import Suite

HANDBOOK = Period.through(day("02-01"), day("02-16"))
SPRING = Period.through(day("03-17"), day("04-13"))
JUNE = Period.through(day("06-01"), day("06-30"))
AUTUMN = Period.through(day("10-13"), day("11-09"))
HOME_CARE = frozenset({VisitKind.HOME_CARE})
TWO_KINDS = frozenset({VisitKind.HOME_CARE, VisitKind.ALARM})
HALF_AN_HOUR = dt.timedelta(minutes=30)
NOTHING = frozenset({"empty"})

Line: TypeAlias = tuple[ClientId, int, int, int, Share | None, Share | None, Share | None]
Question: TypeAlias = Callable[[Engine], object]
Reason = TypeVar("Reason")

OF_THE_HANDBOOK: list[Line] = [
    ("Agda", 3, 3, 0, Share(1, 3), None, Share(1, 3)),
    ("Alberta", 1, 1, 0, None, None, None),
    ("Balder", 1, 1, 0, Share(0, 1), None, Share(0, 1)),
    ("Börje", 2, 3, 0, Share(1, 3), Share(2, 3), Share(3, 3)),
    ("Karl", 1, 2, 0, Share(0, 2), Share(1, 2), Share(1, 2)),
    ("Magnus", 1, 1, 0, Share(0, 1), None, Share(0, 1)),
    ("Osten", 2, 3, 0, Share(0, 3), None, Share(0, 3)),
]

OF_SPRING: list[Line] = [
    ("double", 3, 2, 2, Share(2, 2), Share(1, 2), Share(2, 2)),
    ("edges", 1, 2, 0, Share(2, 2), None, Share(2, 2)),
    ("gone", 1, 1, 0, Share(1, 1), None, Share(1, 1)),
    ("joined", 2, 1, 1, Share(1, 1), None, Share(1, 1)),
    ("night", 3, 4, 0, Share(2, 4), None, Share(2, 4)),
    ("protected", 2, 2, 0, Share(1, 2), None, Share(1, 2)),
    ("shorter", 3, 4, 0, Share(4, 4), None, Share(4, 4)),
    ("turned", 2, 4, 0, Share(3, 4), None, Share(3, 4)),
    ("two", 1, 1, 0, Share(1, 1), None, Share(1, 1)),
    ("vacant", 2, 3, 0, Share(1, 1), Share(1, 3), Share(2, 3)),
    ("without", 2, 3, 0, None, None, None),
]
"""What is to be said of each client of the unit north."""

EVERY_QUESTION: dict[str, Question] = {
    "spring": lambda of: of.continuity(SPRING, units=None, kinds=HOME_CARE),
    "alarms": lambda of: of.continuity(
        Period(SPRING.start), units=frozenset({"north", "south"}), kinds=TWO_KINDS
    ),
    "time": lambda of: of.time_continuity(SPRING, units=None, within=HALF_AN_HOUR),
    "changed": lambda of: of.changed(day("10-27"), units=None),
}


@cache
def in_python() -> MemoryEngine:
    return MemoryEngine(a_contrary_municipality())


class _OfAnEngine(Suite, needs=("engine",)):
    """
    What the suites for an engine have in common.
    """

    @pytest.fixture
    def engine(self) -> Engine:
        left_out("engine")


class EngineConformance(_OfAnEngine, needs=("engine",)):
    """
    What an `Engine` is (*beräkningsmotor*). Override `engine`: yours, with everything in it that
    `a_contrary_municipality` has, of which `put_into` fills a store.

    An engine is only asked: one for all the tests, from a fixture of the module, will do.
    """

    def test_it_is_seen_to_be_an_engine_and_says_who_it_is(self, engine: Engine) -> None:
        assert isinstance(engine, Engine)
        assert engine.name == engine.name.strip() != ""

    def test_the_handbooks_table_and_head_line(self, engine: Engine) -> None:
        report, excluded = engine.continuity(
            HANDBOOK, units=frozenset({"handbook"}), kinds=HOME_CARE
        )

        assert lines(report) == OF_THE_HANDBOOK
        assert (report.mean, report.median) == (Fraction(11, 7), Fraction(1))
        assert (report.contact_share, report.contact_share.percent) == (Share(5, 13), 38)
        assert dict(excluded) == {}

    def test_each_client_of_a_unit(self, engine: Engine) -> None:
        """
        The contact on the day of a visit, also of the night's, and on days of 23 hours.
        """
        report = counted(engine, SPRING, "north")

        assert [line[0] for line in lines(report)] == [line[0] for line in OF_SPRING]
        for found, expected in zip(lines(report), OF_SPRING, strict=True):
            assert found == expected
        assert report.period == SPRING

    def test_a_day_of_25_hours(self, engine: Engine) -> None:
        report, _ = engine.continuity(AUTUMN, units=None, kinds=HOME_CARE)

        assert lines(report) == [
            ("f-autumn", 2, 28, 0, Share(14, 28), None, Share(14, 28)),
            ("f-dark", 1, 28, 0, Share(28, 28), None, Share(28, 28)),
            ("longer", 3, 5, 0, Share(5, 5), None, Share(5, 5)),
        ]

    def test_what_does_not_count_by_reason(self, engine: Engine) -> None:
        _, excluded = engine.continuity(SPRING, units=frozenset({"north"}), kinds=HOME_CARE)

        assert counts(excluded) == {
            Exclusion.NOT_PERFORMED: 1,
            Exclusion.OTHER_KIND: 1,
            Exclusion.OTHER_UNIT: 2,
            Exclusion.UPSIDE_DOWN: 1,
            Exclusion.UNKNOWN_CLIENT: 1,
            Exclusion.OUTSIDE_STAY: 1,
            Exclusion.NO_STAFF: 1,
            Exclusion.UNKNOWN_STAFF: 2,
        }

    def test_a_unit_where_nobody_has_a_contact(self, engine: Engine) -> None:
        report = counted(engine, SPRING, "silent")

        assert lines(report) == [("alone", 2, 2, 0, None, None, None)]
        assert report.contact_share == Share()

    def test_a_unit_in_which_nothing_happened(self, engine: Engine) -> None:
        report, excluded = engine.continuity(SPRING, units=NOTHING, kinds=HOME_CARE)
        time = engine.time_continuity(SPRING, units=NOTHING, within=HALF_AN_HOUR)
        fortnight = engine.fortnight(FORTNIGHT, units=NOTHING)

        assert (report, dict(excluded)) == (StaffContinuity(SPRING, ()), {})
        assert time == TimeContinuity(Share(), {})
        assert (dict(fortnight.staff), dict(fortnight.left_out)) == ({}, {})
        assert engine.distribution(Status.ACCEPTED, day("05-15"), units=NOTHING).clients == ()
        assert engine.changed(day("12-31"), units=NOTHING).count == AgeCounts()

    def test_what_two_sources_tell_of_counts_once_as_the_first_has_it(self, engine: Engine) -> None:
        report, excluded = engine.continuity(JUNE, units=frozenset({"sources"}), kinds=HOME_CARE)

        assert lines(report) == [("told", 1, 2, 0, Share(2, 2), None, Share(2, 2))]
        assert dict(excluded) == {Exclusion.TWICE: 1}

    def test_who_is_in_the_fourteen_days(self, engine: Engine) -> None:
        report = engine.fortnight(FORTNIGHT, units=frozenset({"fortnight"}))

        assert dict(report.staff) == {"f-back": 1, "f-in": 3, "f-of age": 1}
        assert counts(report.left_out) == {
            LeftOut.AGE_UNKNOWN: 1,
            LeftOut.YOUNGER: 1,
            LeftOut.AWAY: 1,
            LeftOut.FEW_VISITS: 2,
        }
        assert counts(report.excluded) == {Exclusion.OTHER_KIND: 1, Exclusion.NIGHT: 2}
        assert report.period == Period(FORTNIGHT, FORTNIGHT + dt.timedelta(14))

    def test_fourteen_days_in_which_clocks_are_put_back(self, engine: Engine) -> None:
        report = engine.fortnight(DARKER, units=None)

        assert dict(report.staff) == {"f-autumn": 2}
        assert counts(report.left_out) == {LeftOut.FEW_VISITS: 1}
        assert counts(report.excluded) == {Exclusion.NIGHT: 6}

    def test_what_starts_as_planned(self, engine: Engine) -> None:
        report = engine.time_continuity(SPRING, units=frozenset({"timely"}), within=HALF_AN_HOUR)

        assert report.on_time == Share(3, 6)
        assert counts(report.excluded) == {
            Exclusion.NOT_PERFORMED: 1,
            Exclusion.NOT_PLANNED: 1,
            Exclusion.NO_START: 1,
        }

    def test_who_has_said_yes_on_a_day(self, engine: Engine) -> None:
        report = engine.distribution(
            Status.ACCEPTED, day("05-15"), units=frozenset({"answers", "silent"})
        )

        unknown, yes, young = (
            CaseKey(client, "answers") for client in ("s-unknown", "s-yes", "s-young")
        )
        assert report.clients == ("s-unknown", "s-yes", "s-young")
        assert report.count == AgeCounts(older=1, younger=1, unknown=1)
        assert report.staff == (
            StaffCases("a", (unknown, yes), ()),
            StaffCases("b", (young,), (yes,)),
        )

    def test_who_has_said_no_on_a_day(self, engine: Engine) -> None:
        report = engine.distribution(Status.DECLINED, day("05-15"), units=None)

        assert (report.clients, report.staff) == (("s-mind", "s-no"), ())
        assert report.count == AgeCounts(older=2)

    def test_whose_primary_was_succeeded_in_a_year(self, engine: Engine) -> None:
        report = engine.changed(day("12-31"), units=frozenset({"changes"}))

        assert report.successions == tuple(
            Succession(CaseKey(client, "changes"), on, "a", "b")
            for client, on in (
                ("c-first", day("01-01")),
                ("c-gap", day("07-01")),
                ("c-last", day("12-31")),
            )
        )
        assert (report.clients, report.count) == (("c-first", "c-gap", "c-last"), AgeCounts(3))

    @pytest.mark.parametrize("asked", EVERY_QUESTION)
    def test_it_answers_as_the_pure_calculators_do(self, engine: Engine, asked: str) -> None:
        assert EVERY_QUESTION[asked](engine) == EVERY_QUESTION[asked](in_python())


class CountsByUnitConformance(_OfAnEngine, needs=("engine",)):
    """
    What a `CountsByUnit` is (*räknar per enhet*). Override `engine`, as for `EngineConformance`,
    of which a class may inherit too.
    """

    def test_it_is_seen_to_count_by_unit(self, engine: Engine) -> None:
        assert isinstance(engine, CountsByUnit)

    @pytest.mark.parametrize("units", [None, frozenset({"south", "silent", "empty"})])
    def test_each_unit_with_a_visit_that_counts_comes_by_itself(
        self, engine: Engine, units: frozenset[UnitId] | None
    ) -> None:
        assert isinstance(engine, CountsByUnit)
        found = engine.continuity_by_unit(SPRING, units=units, kinds=HOME_CARE)
        expected = in_python().continuity_by_unit(SPRING, units=units, kinds=HOME_CARE)

        assert list(found.items()) == list(expected.items())

    def test_what_does_not_count_is_that_of_all_the_units(self, engine: Engine) -> None:
        assert isinstance(engine, CountsByUnit)
        units = frozenset({"south", "north", "empty"})

        assert counts(engine.excluded(SPRING, units=units, kinds=HOME_CARE)) == {
            Exclusion.NOT_PERFORMED: 1,
            Exclusion.OTHER_KIND: 1,
            Exclusion.UPSIDE_DOWN: 1,
            Exclusion.UNKNOWN_CLIENT: 1,
            Exclusion.OUTSIDE_STAY: 1,
            Exclusion.NO_STAFF: 1,
            Exclusion.UNKNOWN_STAFF: 2,
        }


class CountsWithoutCasesConformance(_OfAnEngine, needs=("engine",)):
    """
    What a `CountsWithoutCases` is (*räknar utan ärenden*). Override `engine`, as for
    `EngineConformance`, of which a class may inherit too.
    """

    def test_it_is_seen_to_count_without_cases(self, engine: Engine) -> None:
        assert isinstance(engine, CountsWithoutCases)

    def test_how_many_have_said_yes_and_whose_contacts_they_are(self, engine: Engine) -> None:
        assert isinstance(engine, CountsWithoutCases)
        on, units = day("05-15"), frozenset({"answers", "silent"})

        assert engine.status_counts(Status.ACCEPTED, on, units=units) == StatusCounts(
            Status.ACCEPTED,
            on,
            AgeCounts(older=1, younger=1, unknown=1),
            (("a", "answers", 2, 0), ("b", "answers", 1, 1)),
        )

    @pytest.mark.parametrize("status", [Status.ACCEPTED, Status.DECLINED])
    def test_it_is_what_the_distribution_comes_to(self, engine: Engine, status: Status) -> None:
        assert isinstance(engine, CountsWithoutCases)
        on = day("05-15")

        expected = in_python().status_counts(status, on, units=None)
        assert expected == engine.status_counts(status, on, units=None)


def counted(engine: Engine, period: Period, unit: UnitId) -> StaffContinuity:
    report, _ = engine.continuity(period, units=frozenset({unit}), kinds=HOME_CARE)
    return report


def lines(report: StaffContinuity) -> list[Line]:
    return [_line(each) for each in report.clients]


def _line(each: ClientContinuity) -> Line:
    return (
        each.client,
        each.staff,
        each.visits,
        each.double_staffed,
        each.primary,
        each.deputy,
        each.total,
    )


def counts(found: Mapping[Reason, int]) -> dict[Reason, int]:
    """
    What was counted, without what was met by nobody.
    """
    return {reason: number for reason, number in found.items() if number}

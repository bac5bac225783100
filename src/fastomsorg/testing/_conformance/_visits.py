"""
The suite for whoever knows which visits were made.
"""

import datetime as dt
from collections.abc import Iterator

import attrs
import pytest

from fastomsorg.care import Absence, Absentee, Visit, VisitKind
from fastomsorg.hooks import Countable, Intake, Visits
from fastomsorg.statistics import Row, row_of
from fastomsorg.terms import Instant, Period, Service
from fastomsorg.testing._people_builders import a_visit, an_absence

from ._steps import JANUARY, left_out
from ._suite import Suite

ALL_DAYS = Period(dt.date(2000, 1, 1))
JULY_FIRST = Period(dt.date(2024, 7, 1), dt.date(2024, 7, 2))
NEW_YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 1, 2))


def at(text: str) -> Instant:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def counted(visits: Visits, period: Period, units: frozenset[str] | None) -> Iterator[Row]:
    """
    What is counted of the visits, with objects made or without.
    """
    if isinstance(visits, Countable):
        return visits.rows(period, units=units)
    return map(row_of, visits.visits(period, units=units))


class VisitsConformance(Suite, needs=("visits",), takes=("intake",)):
    """
    What a `Visits` is (*besök*). Override `visits`: empty, for each test.

    Override `intake` too where something else than the visits itself fills it.
    """

    @pytest.fixture
    def visits(self) -> Visits:
        left_out("visits")

    @pytest.fixture
    def intake(self, visits: Visits) -> Intake:
        assert isinstance(visits, Intake), "override the fixture of the intake too"
        return visits

    def put(self, intake: Intake, *visits: Visit) -> None:
        list(intake.put_visits(visits))

    def test_nothing_was_done_from_the_beginning(self, visits: Visits) -> None:
        assert list(visits.visits(ALL_DAYS)) == []
        assert list(visits.absences(ALL_DAYS)) == []

    def test_a_visit_is_as_it_was_put(self, visits: Visits, intake: Intake) -> None:
        full = Visit(
            id="v/1",
            client="6016254",
            unit="north",
            starts=at("2024-02-29T08:00:30"),
            ends=at("2024-02-29T08:31"),
            planned_starts=at("2024-02-29T08:05"),
            planned_ends=at("2024-02-29T08:35"),
            kind=VisitKind.ALARM,
            services=frozenset({Service.ALARM, Service.MEALS}),
            staff=("greal", "brs89", "anob"),
            planned_staff=("brs89",),
            performed=False,
            registered_afterwards=True,
        )
        bare = Visit("v/2", "6016254", "north", at("2024-03-01T08:00"), None)
        self.put(intake, full, bare)

        assert list(visits.visits(ALL_DAYS)) == [full, bare]

    @pytest.mark.parametrize(
        ("day", "inside", "outside"),
        [
            (
                JULY_FIRST,
                ("2024-06-30T22:00", "2024-07-01T21:59"),
                ("2024-06-30T21:59", "2024-07-01T22:00"),
            ),
            (
                NEW_YEAR,
                ("2024-12-31T23:00", "2025-01-01T22:59"),
                ("2024-12-31T22:59", "2025-01-01T23:00"),
            ),
        ],
        ids=["summer", "winter"],
    )
    def test_a_visit_belongs_to_the_day_in_sweden_on_which_it_starts(
        self,
        visits: Visits,
        intake: Intake,
        day: Period,
        inside: tuple[str, ...],
        outside: tuple[str, ...],
    ) -> None:
        self.put(intake, *(a_visit(at(starts), starts) for starts in inside + outside))

        assert [visit.id for visit in visits.visits(day)] == list(inside)

    def test_a_visit_without_a_start_belongs_where_it_was_planned(
        self, visits: Visits, intake: Intake
    ) -> None:
        planned = a_visit(None, "a", planned_starts=at("2024-07-01T08:00"))
        elsewhere = a_visit(at("2024-07-02T08:00"), "b", planned_starts=at("2024-07-01T08:00"))
        brought_forward = a_visit(
            at("2024-07-01T09:00"), "c", planned_starts=at("2024-07-02T09:00")
        )
        nowhere = a_visit(None, "d")
        self.put(intake, nowhere, brought_forward, elsewhere, planned)

        assert list(visits.visits(JULY_FIRST)) == [planned, brought_forward]
        assert list(visits.visits(ALL_DAYS)) == [planned, brought_forward, elsewhere]

    def test_visits_come_one_at_a_time_in_order_of_start_and_then_of_id(
        self, visits: Visits, intake: Intake
    ) -> None:
        late, early = at("2024-07-01T10:00"), at("2024-07-01T08:00")
        ids = [("b", late), ("B", late), ("a", late), ("z", early)]
        self.put(intake, *(a_visit(starts, id) for id, starts in ids))
        found = visits.visits(JULY_FIRST)

        assert isinstance(found, Iterator)
        assert [visit.id for visit in found] == ["z", "B", "a", "b"]

    def test_visits_come_by_unit(self, visits: Visits, intake: Intake) -> None:
        starts = at("2024-07-01T08:00")
        north, south, east = (
            a_visit(starts, unit, unit=unit) for unit in ("1north", "2south", "3east")
        )
        self.put(intake, north, south, east)

        assert list(visits.visits(JULY_FIRST)) == [north, south, east]
        assert list(visits.visits(JULY_FIRST, units=frozenset({"3east", "1north"}))) == [
            north,
            east,
        ]
        assert list(visits.visits(JULY_FIRST, units=frozenset({"4"}))) == []
        assert list(visits.visits(JULY_FIRST, units=frozenset())) == []

    @pytest.mark.parametrize("units", [None, frozenset({"2south"})])
    def test_what_is_counted_is_the_visits_in_order_of_day(
        self, visits: Visits, intake: Intake, units: frozenset[str] | None
    ) -> None:
        kept = (
            a_visit(at("2024-06-30T22:00"), "b", staff=("greal", "brs89")),
            a_visit(at("2024-07-01T20:30"), "a", unit="2south"),
            attrs.evolve(a_visit(at("2024-07-01T10:00"), "c", staff=()), kind=VisitKind.ALARM),
            attrs.evolve(a_visit(at("2024-07-01T21:59"), "d", unit="2south"), performed=False),
            a_visit(None, "e", planned_starts=at("2024-07-01T21:00")),
        )
        day_after = a_visit(at("2024-07-01T22:00"), "f", unit="2south")
        nowhere = a_visit(None, "g")
        self.put(intake, day_after, nowhere, *kept)

        assert sorted(counted(visits, JULY_FIRST, units)) == sorted(
            row_of(visit) for visit in kept if units is None or visit.unit in units
        )
        days = [row[3] for row in counted(visits, ALL_DAYS, units)]
        assert days[-1:] == [dt.date(2024, 7, 2)]
        assert days[:-1] == [dt.date(2024, 7, 1)] * (5 if units is None else 2)

    def test_an_absence_is_as_it_was_put(self, visits: Visits, intake: Intake) -> None:
        full = an_absence(JANUARY[0], JANUARY[9], who=Absentee.STAFF, id="brs89", reason="Å: ledig")
        bare = Absence(Absentee.CLIENT, "6016254", Period(JANUARY[1]))
        list(intake.put_absences([bare, full]))

        assert list(visits.absences(ALL_DAYS)) == [full, bare]

    def test_an_absence_comes_when_it_touches_the_period(
        self, visits: Visits, intake: Intake
    ) -> None:
        over, touching_first, touching_last, on_and_on = (
            an_absence(first, last, id=str(number))
            for number, (first, last) in enumerate(
                [
                    (JANUARY[0], JANUARY[30]),
                    (JANUARY[1], JANUARY[9]),
                    (JANUARY[19], JANUARY[25]),
                    (JANUARY[2], None),
                ]
            )
        )
        just_before = an_absence(JANUARY[0], JANUARY[8], id="before")
        just_after = an_absence(JANUARY[20], JANUARY[30], id="after")
        list(
            intake.put_absences(
                [just_after, on_and_on, touching_last, over, just_before, touching_first]
            )
        )

        assert list(visits.absences(Period.through(JANUARY[9], JANUARY[19]))) == [
            over,
            touching_first,
            on_and_on,
            touching_last,
        ]
        assert list(visits.absences(Period(dt.date(2030, 1, 1)))) == [on_and_on]

    def test_absences_come_one_at_a_time_in_order_of_first_day_who_and_id(
        self, visits: Visits, intake: Intake
    ) -> None:
        later = an_absence(JANUARY[1], id="a")
        staff = attrs.evolve(an_absence(JANUARY[0], id="a"), who=Absentee.STAFF)
        clients = [an_absence(JANUARY[0], id=id) for id in ("B", "a", "å")]
        list(intake.put_absences([later, staff, *reversed(clients)]))
        found = visits.absences(ALL_DAYS)

        assert isinstance(found, Iterator)
        assert list(found) == [*clients, staff, later]

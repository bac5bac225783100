"""
What an `Intake` promises of each row.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.care import Absentee
from fastomsorg.hooks import Intake, People, Put, Visits
from fastomsorg.terms import Period, Title
from fastomsorg.testing._people_builders import (
    a_client,
    a_staff_member,
    a_unit,
    a_visit,
    an_absence,
    an_employment,
)

from ._steps import JANUARY, instant
from ._taking_in import TakingIn

NEW, SAME, CHANGED, CONFLICT = Put.NEW, Put.SAME, Put.CHANGED, Put.CONFLICT
YEAR = Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
ALWAYS: dt.date | None = None


class PuttingConformance(TakingIn, needs=("intake",), takes=("people", "visits")):
    """
    What becomes of each row (*utfall för en rad*).
    """

    def test_a_unit_is_new_the_same_or_changed(self, intake: Intake) -> None:
        rows = [a_unit("a"), a_unit("b"), a_unit("a"), a_unit("a", name="Ny"), a_unit("a")]

        assert list(intake.put_units(iter(rows), now=instant(1))) == [
            NEW, NEW, SAME, CHANGED, CHANGED
        ]  # fmt: skip
        assert list(intake.put_units([a_unit("b"), a_unit("c")], now=instant(2))) == [SAME, NEW]

    def test_a_client_is_new_the_same_or_changed(self, intake: Intake) -> None:
        rows = [a_client("a"), a_client("b"), a_client("a"), a_client("a", name="Ny")]

        assert list(intake.put_clients(iter(rows), now=instant(1))) == [NEW, NEW, SAME, CHANGED]
        assert list(intake.put_clients([a_client("b"), a_client("a")], now=instant(2))) == [
            SAME,
            CHANGED,
        ]

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "Ny"},
            {"personal_number": None},
            {"customer_number": "K-1"},
            {"born": None},
            {"protected": True},
            {"relatives_told": False},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_whatever_differs_of_a_client_is_a_change(
        self, intake: Intake, people: People, change: dict[str, object]
    ) -> None:
        changed = attrs.evolve(a_client(), **change)  # type: ignore[arg-type]
        list(intake.put_clients([a_client()], now=instant(1)))

        assert list(intake.put_clients([changed, changed], now=instant(2))) == [CHANGED, SAME]
        assert people.client(changed.id) == changed

    def test_a_staff_row_is_known_by_id_and_first_day(self, intake: Intake) -> None:
        member, changed = a_staff_member("a"), a_staff_member("a", team="B")
        rows = [
            (member, ALWAYS),
            (member, JANUARY[9]),
            (member, JANUARY[9]),
            (changed, JANUARY[9]),
            (member, ALWAYS),
            (a_staff_member("b"), ALWAYS),
        ]

        assert list(intake.put_staff(iter(rows), now=instant(1))) == [
            NEW, NEW, SAME, CHANGED, SAME, NEW
        ]  # fmt: skip

    def test_the_employments_of_a_staff_row_are_passed_over(
        self, intake: Intake, people: People
    ) -> None:
        with_employment = a_staff_member(employments=(an_employment(),))
        rows = [(a_staff_member(), ALWAYS), (with_employment, ALWAYS)]

        assert list(intake.put_staff(rows, now=instant(1))) == [NEW, SAME]
        assert people.staff("brs89", on=JANUARY[0]) == a_staff_member()

    def test_an_employment_is_known_by_staff_employer_title_and_first_day(
        self, intake: Intake
    ) -> None:
        employment = an_employment(dt.date(2020, 1, 1))
        list(intake.put_staff([(a_staff_member(id), ALWAYS) for id in "ab"], now=instant(1)))
        rows = [
            ("a", employment),
            ("a", employment),
            ("b", employment),
            ("a", attrs.evolve(employment, employer="Annan")),
            ("a", attrs.evolve(employment, title=Title.CARE_ASSISTANT)),
            ("a", attrs.evolve(employment, period=Period(dt.date(2020, 1, 2)))),
            ("a", attrs.evolve(employment, permanent=False)),
            ("b", attrs.evolve(employment, evidence="Sett")),
            ("b", attrs.evolve(employment, period=Period.through(dt.date(2020, 1, 1), JANUARY[0]))),
        ]

        assert list(intake.put_employments(iter(rows), now=instant(1))) == [
            NEW, SAME, NEW, NEW, NEW, NEW, CHANGED, CHANGED, CHANGED
        ]  # fmt: skip

    def test_what_is_the_same_is_known_since_it_was_first_put(
        self, intake: Intake, people: People
    ) -> None:
        for number in (1, 5):
            list(intake.put_clients([a_client()], now=instant(number)))

        assert people.client("6016254", known=instant(1)) == a_client()

    def test_knowledge_does_not_go_backwards_with_the_clock(
        self, intake: Intake, people: People
    ) -> None:
        list(intake.put_clients([a_client("a")], now=instant(5)))
        list(intake.put_clients([a_client("a", name="Ny"), a_client("b")], now=instant(3)))
        list(intake.put_staff([(a_staff_member(), ALWAYS)], now=instant(2)))
        list(intake.put_employments([("brs89", an_employment())], now=instant(1)))

        assert people.client("a", known=instant(4)) is None
        assert people.client("b", known=instant(4)) is None
        assert people.client("a") == a_client("a", name="Ny")
        assert people.staff("brs89", on=JANUARY[0], known=instant(4)) is None
        assert people.staff("brs89", on=JANUARY[0]) == a_staff_member(
            employments=(an_employment(),)
        )

    def test_a_visit_that_differs_is_a_conflict_and_is_not_stored(
        self, intake: Intake, visits: Visits
    ) -> None:
        first, other = a_visit(instant(1), "a"), a_visit(instant(2), "b")
        differs = a_visit(instant(1), "a", staff=("greal",))

        assert list(intake.put_visits(iter([first, other, first, differs]))) == [
            NEW, NEW, SAME, CONFLICT
        ]  # fmt: skip
        assert list(intake.put_visits([differs, first])) == [CONFLICT, SAME]
        assert list(visits.visits(YEAR)) == [first, other]

    def test_an_absence_that_differs_is_a_conflict_and_is_not_stored(
        self, intake: Intake, visits: Visits
    ) -> None:
        first = an_absence(JANUARY[0], JANUARY[9])
        rows = [
            first,
            an_absence(JANUARY[1], JANUARY[9]),
            an_absence(JANUARY[0], JANUARY[9], id="1"),
            an_absence(JANUARY[0], JANUARY[9], who=Absentee.STAFF),
            first,
            an_absence(JANUARY[0], JANUARY[8]),
            an_absence(JANUARY[0], JANUARY[9], reason="Semester"),
        ]

        assert list(intake.put_absences(iter(rows))) == [
            NEW, NEW, NEW, NEW, SAME, CONFLICT, CONFLICT
        ]  # fmt: skip
        assert first in list(visits.absences(YEAR))
        assert len(list(visits.absences(YEAR))) == 4

    def test_many_rows_have_one_outcome_each_in_order(self, intake: Intake, people: People) -> None:
        many = 2_500
        first = [a_client(f"c{number}") for number in range(many)]
        then = [
            attrs.evolve(client, name="Ny") if number % 7 == 0 else client
            for number, client in enumerate(first)
        ]

        assert list(intake.put_clients(iter(first), now=instant(1))) == [NEW] * many
        assert list(intake.put_clients(iter(first + then), now=instant(2))) == [SAME] * many + [
            CHANGED if number % 7 == 0 else SAME for number in range(many)
        ]
        assert [people.client(f"c{number}") for number in (0, 1, 2_499)] == [
            then[0],
            then[1],
            then[2_499],
        ]

    def test_no_rows_have_no_outcomes(self, intake: Intake) -> None:
        assert list(intake.put_units([], now=instant(1))) == []
        assert list(intake.put_visits([])) == []

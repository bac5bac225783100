"""
What a `People` promises of staff.
"""

import datetime as dt
from collections.abc import Iterator

import attrs
import pytest

from fastomsorg.care import Certificate, Employment, StaffMember
from fastomsorg.hooks import Intake, People
from fastomsorg.terms import Period, Title
from fastomsorg.testing._people_builders import (
    a_staff_member,
    an_employment,
)

from ._steps import JANUARY, UNTIDY, instant
from ._taking_in import PeopleTakenIn

ALWAYS = None
IN_FULL = StaffMember(
    id="greal",
    name="Greta Ålund",
    units=frozenset({"north", "south"}),
    title="Undersköterska",
    phone="070-123 45 67",
    email="greta@mail.se",
    hsa_id="SE2321000016-1A2B",
    signature="GRAL",
    selectable=True,
    available=False,
    certificate=Certificate(dt.date(2023, 9, 1), "Bevis sett 2023-09-02 av Åsa"),
    delegations=frozenset({"insulin", "läkemedel"}),
    languages=frozenset({"fi", "ar"}),
    team="Natt",
    protected=True,
)


class StaffConformance(PeopleTakenIn, needs=("people",), takes=("intake",)):
    """
    Staff (*personal*), on a day and as far as was known.
    """

    def put_staff(
        self, intake: Intake, member: StaffMember, first_day: dt.date | None, *, at: int = 1
    ) -> None:
        list(intake.put_staff([(member, first_day)], now=instant(at)))

    def put_employments(
        self, intake: Intake, staff: str, *employments: Employment, at: int = 1
    ) -> None:
        rows = [(staff, employment) for employment in employments]
        list(intake.put_employments(rows, now=instant(at)))

    @pytest.mark.parametrize("member", [IN_FULL, StaffMember("x", "Åke")], ids=["full", "bare"])
    def test_a_staff_member_is_as_it_was_put(
        self, people: People, intake: Intake, member: StaffMember
    ) -> None:
        self.put_staff(intake, member, ALWAYS)

        assert people.staff(member.id, on=JANUARY[0]) == member

    def test_a_row_from_always_holds_on_every_day(self, people: People, intake: Intake) -> None:
        member = a_staff_member()
        self.put_staff(intake, member, ALWAYS)

        for day in (dt.date(1900, 1, 1), JANUARY[0], dt.date(2999, 12, 31)):
            assert people.staff(member.id, on=day) == member

    def test_a_row_holds_from_its_day_until_another_begins(
        self, people: People, intake: Intake
    ) -> None:
        first, second = a_staff_member(team="A"), a_staff_member(team="B")
        self.put_staff(intake, second, JANUARY[19])
        self.put_staff(intake, first, JANUARY[9])

        assert [people.staff("brs89", on=JANUARY[day]) for day in (0, 8, 9, 18, 19, 30)] == [
            None,
            None,
            first,
            first,
            second,
            second,
        ]

    def test_a_row_from_always_holds_before_one_with_a_day(
        self, people: People, intake: Intake
    ) -> None:
        first, second = a_staff_member(team="A"), a_staff_member(team="B")
        self.put_staff(intake, second, JANUARY[9])
        self.put_staff(intake, first, ALWAYS)

        assert people.staff("brs89", on=JANUARY[8]) == first
        assert people.staff("brs89", on=JANUARY[9]) == second

    def test_a_staff_member_is_as_was_known_then(self, people: People, intake: Intake) -> None:
        first, corrected = a_staff_member(team="A"), a_staff_member(team="B")
        later = a_staff_member(team="C")
        self.put_staff(intake, first, ALWAYS, at=3)
        self.put_staff(intake, corrected, ALWAYS, at=5)
        self.put_staff(intake, later, JANUARY[9], at=7)

        known = [
            people.staff("brs89", on=JANUARY[9], known=instant(number)) for number in range(2, 8)
        ]

        assert known == [None, first, first, corrected, corrected, later]
        assert people.staff("brs89", on=JANUARY[8]) == corrected

    def test_every_employment_is_told_whatever_its_days_and_in_order(
        self, people: People, intake: Intake
    ) -> None:
        past = an_employment(dt.date(2001, 1, 1), dt.date(2002, 12, 31), permanent=False)
        assistant = an_employment(dt.date(2020, 1, 1), title=Title.CARE_ASSISTANT)
        nurse = an_employment(dt.date(2020, 1, 1), title=Title.ASSISTANT_NURSE)
        private = an_employment(dt.date(2020, 1, 1), employer="Annan vård AB")
        to_come = an_employment(dt.date(2030, 1, 1))
        bare = Employment("Ö", Title.OTHER, False, Period(dt.date(2031, 1, 1)))
        self.put_staff(intake, a_staff_member(), ALWAYS)
        self.put_employments(intake, "brs89", bare, to_come, nurse, assistant, private, past)
        self.put_employments(intake, "other", an_employment(dt.date(1999, 1, 1)))
        member = people.staff("brs89", on=JANUARY[0])

        assert member is not None
        assert member.employments == (past, private, nurse, assistant, to_come, bare)

    def test_employments_are_as_was_known_then(self, people: People, intake: Intake) -> None:
        hired = an_employment(dt.date(2020, 1, 1))
        left = an_employment(dt.date(2020, 1, 1), dt.date(2024, 1, 31))
        self.put_staff(intake, a_staff_member(), ALWAYS, at=1)
        self.put_employments(intake, "brs89", hired, at=3)
        self.put_employments(intake, "brs89", left, at=5)

        known = [
            member and member.employments
            for number in (2, 3, 4, 5)
            for member in [people.staff("brs89", on=JANUARY[0], known=instant(number))]
        ]

        assert known == [(), (hired,), (hired,), (left,)]

    def test_the_staff_of_a_unit_are_those_who_belong_to_it_on_the_day(
        self, people: People, intake: Intake
    ) -> None:
        away = a_staff_member("anob", selectable=False, available=False)
        moves = a_staff_member("brs89")
        moved = attrs.evolve(moves, units=frozenset({"south"}))
        both = a_staff_member("greal", units=("north", "south"))
        self.put_staff(intake, both, ALWAYS)
        self.put_staff(intake, moves, ALWAYS)
        self.put_staff(intake, moved, JANUARY[9])
        self.put_staff(intake, away, ALWAYS)

        assert list(people.staff_of("north", on=JANUARY[8])) == [away, moves, both]
        assert list(people.staff_of("north", on=JANUARY[9])) == [away, both]
        assert list(people.staff_of("south", on=JANUARY[8])) == [both]
        assert list(people.staff_of("south", on=JANUARY[9])) == [moved, both]
        assert list(people.staff_of("nort", on=JANUARY[9])) == []

    def test_the_staff_of_a_unit_come_with_their_employments_and_in_order_of_id(
        self, people: People, intake: Intake
    ) -> None:
        employment = an_employment()
        for id in UNTIDY:
            self.put_staff(intake, a_staff_member(id), ALWAYS)
            self.put_employments(intake, id, employment)
        staff = people.staff_of("north", on=JANUARY[0])

        assert isinstance(staff, Iterator)
        assert [(member.id, member.employments) for member in staff] == [
            (id, (employment,)) for id in sorted(UNTIDY)
        ]

    def test_the_staff_of_a_unit_are_as_was_known_then(
        self, people: People, intake: Intake
    ) -> None:
        first, moved = a_staff_member(), a_staff_member(units=("south",))
        self.put_staff(intake, first, ALWAYS, at=3)
        self.put_staff(intake, moved, ALWAYS, at=5)

        assert [
            list(people.staff_of("north", on=JANUARY[0], known=instant(number)))
            for number in (2, 3, 4, 5)
        ] == [[], [first], [first], []]

    @pytest.mark.parametrize("protected", [True, False])
    def test_protection_of_staff_is_always_the_latest_whatever_the_day_and_was_known(
        self, people: People, intake: Intake, protected: bool
    ) -> None:
        before = attrs.evolve(a_staff_member(), protected=not protected)
        after = attrs.evolve(before, team="Natt", protected=protected)
        self.put_staff(intake, before, ALWAYS, at=3)
        self.put_staff(intake, after, JANUARY[20], at=5)

        then = people.staff(before.id, on=JANUARY[1], known=instant(3))
        assert then == attrs.evolve(before, protected=protected)
        assert people.staff(before.id, on=JANUARY[21]) == after
        assert list(people.staff_of("north", on=JANUARY[1])) == [then]

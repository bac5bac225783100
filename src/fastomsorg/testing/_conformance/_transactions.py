"""
What `Intake.transaction` promises: all or nothing.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

import pytest

from fastomsorg.care import Client
from fastomsorg.hooks import Intake, People, Put, Visits
from fastomsorg.terms import Period
from fastomsorg.testing._people_builders import (
    a_client,
    a_staff_member,
    a_unit,
    a_visit,
    an_absence,
    an_employment,
)

from ._steps import JANUARY, Fault, failing, instant
from ._taking_in import TakingIn

NEW, SAME = Put.NEW, Put.SAME
YEAR = Period(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
ALWAYS: dt.date | None = None
Seen: TypeAlias = tuple[object, ...]


class TransactionConformance(TakingIn, needs=("intake",), takes=("people", "visits")):
    """
    What is stored together (*transaktion*), or not at all.
    """

    def test_what_is_done_inside_a_transaction_is_seen_inside_and_after(
        self, intake: Intake, people: People, visits: Visits
    ) -> None:
        with intake.transaction():
            self.put_everything(intake)
            inside = self.seen(people, visits)

        assert inside == self.seen(people, visits)
        assert None not in inside
        assert () not in inside

    @pytest.mark.parametrize("error", [Fault, KeyboardInterrupt, SystemExit])
    def test_a_transaction_that_raises_leaves_nothing(
        self, intake: Intake, people: People, visits: Visits, error: type[BaseException]
    ) -> None:
        before = self.seen(people, visits)

        with failing(intake, error):
            self.put_everything(intake)

        assert self.seen(people, visits) == before

    def test_a_transaction_that_raises_leaves_what_there_was(
        self, intake: Intake, people: People, visits: Visits
    ) -> None:
        self.put_everything(intake)
        before = self.seen(people, visits)

        with failing(intake):
            list(intake.put_clients([a_client(name="Ny")], now=instant(9)))
            list(intake.put_units([a_unit(name="Ny"), a_unit("new")], now=instant(9)))

        assert self.seen(people, visits) == before

    def test_a_row_that_cannot_be_read_takes_the_whole_table_with_it(
        self, intake: Intake, people: People
    ) -> None:
        def rows() -> Iterator[Client]:
            for number in range(2_000):
                yield a_client(f"c{number}")
            raise ValueError("row 2001")

        with pytest.raises(ValueError, match="row 2001"), intake.transaction():
            list(intake.put_clients(rows(), now=instant(1)))

        assert people.client("c0") is None
        assert people.client("c1999") is None

    def test_a_transaction_inside_another_is_part_of_it(
        self, intake: Intake, people: People, visits: Visits
    ) -> None:
        before = self.seen(people, visits)

        with failing(intake), intake.transaction():
            self.put_everything(intake)

        assert self.seen(people, visits) == before

    def test_after_a_transaction_that_raised_the_same_rows_are_new(self, intake: Intake) -> None:
        with failing(intake):
            list(intake.put_clients([a_client()], now=instant(1)))

        with intake.transaction():
            assert list(intake.put_clients([a_client()], now=instant(1))) == [NEW]
        assert list(intake.put_clients([a_client()], now=instant(1))) == [SAME]

    def put_everything(self, intake: Intake) -> None:
        list(intake.put_units([a_unit()], now=instant(1)))
        list(intake.put_clients([a_client()], now=instant(1)))
        list(intake.put_staff([(a_staff_member(), ALWAYS)], now=instant(1)))
        list(intake.put_employments([("brs89", an_employment())], now=instant(1)))
        list(intake.put_visits([a_visit(instant(1))]))
        list(intake.put_absences([an_absence(JANUARY[0])]))

    def seen(self, people: People, visits: Visits) -> Seen:
        member = people.staff("brs89", on=JANUARY[0])
        return (
            tuple(people.units()),
            people.client("6016254"),
            member,
            member and member.employments,
            tuple(visits.visits(YEAR)),
            tuple(visits.absences(YEAR)),
        )

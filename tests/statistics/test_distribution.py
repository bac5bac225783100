"""
Who has an answer on a day, by age, and who is whose contact.
"""

import datetime as dt
from collections.abc import Iterator

import pytest

from fastomsorg.history import Event, Life, life
from fastomsorg.statistics import (
    AgeCounts,
    StaffCases,
    StatusDistribution,
    counted_by_age,
    status_distribution,
)
from fastomsorg.terms import CaseKey, Status
from fastomsorg.testing import accepted, answered, ended, registered, started

DAY = dt.date(2024, 11, 1)
BEFORE = dt.date(2024, 10, 1)
AGES = {"agda": 84, "bo": 65, "cia": 64, "dan": None}


def a_life(*events: Event) -> Life:
    return life(registered(events))


def distribution(lives: dict[CaseKey, Life], status: Status, on: dt.date) -> StatusDistribution:
    return status_distribution(lives.items(), status=status, on=on, age_of=AGES.get)


def yes(primary: str, deputy: str | None = None, *, on: dt.date = BEFORE) -> Life:
    return a_life(started(BEFORE), *accepted(on, primary, deputy))


def test_clients_are_split_at_sixty_five_and_one_of_unknown_age_is_told_apart() -> None:
    counts = counted_by_age(["agda", "bo", "cia", "dan"], AGES.get)

    assert counts == AgeCounts(older=2, younger=1, unknown=1)
    assert counts.total == 4


def test_every_status_is_counted_among_those_who_have_it_on_the_day() -> None:
    lives = {
        CaseKey("agda", "north"): yes("brs89"),
        CaseKey("bo", "north"): a_life(started(BEFORE), answered(Status.DECLINED, BEFORE)),
        CaseKey("cia", "north"): a_life(started(BEFORE), answered(Status.NO_NEED, BEFORE)),
        CaseKey("dan", "north"): a_life(started(BEFORE)),
    }

    found = {status: distribution(lives, status, DAY).clients for status in Status}

    assert found == {
        Status.ACCEPTED: ("agda",),
        Status.DECLINED: ("bo",),
        Status.NO_NEED: ("cia",),
        Status.NOT_ASKED: ("dan",),
    }


@pytest.mark.parametrize(
    ("on", "clients"),
    [
        (dt.date(2024, 10, 31), ()),
        (DAY, ("agda",)),
        (dt.date(2024, 11, 10), ("agda",)),
        (dt.date(2024, 11, 11), ()),
    ],
)
def test_an_answer_counts_from_its_day_to_the_last_day_of_the_stay(
    on: dt.date, clients: tuple[str, ...]
) -> None:
    lives = {
        CaseKey("agda", "north"): a_life(
            started(BEFORE), *accepted(DAY, "brs89"), ended(dt.date(2024, 11, 10))
        )
    }

    assert distribution(lives, Status.ACCEPTED, on).clients == clients


def test_a_client_at_two_units_counts_once_and_each_case_counts_for_the_staff() -> None:
    north, south = CaseKey("agda", "north"), CaseKey("agda", "south")

    found = distribution({north: yes("brs89", "greal"), south: yes("brs89")}, Status.ACCEPTED, DAY)

    assert found == StatusDistribution(
        Status.ACCEPTED,
        DAY,
        AgeCounts(older=1),
        ("agda",),
        (StaffCases("brs89", (north, south)), StaffCases("greal", (), (north,))),
    )
    assert [row.total for row in found.staff] == [2, 1]


def test_a_client_counts_if_any_of_the_units_matches() -> None:
    lives = {
        CaseKey("agda", "north"): a_life(started(BEFORE), answered(Status.DECLINED, BEFORE)),
        CaseKey("agda", "south"): yes("brs89"),
    }

    assert distribution(lives, Status.ACCEPTED, DAY).clients == ("agda",)
    assert distribution(lives, Status.DECLINED, DAY).clients == ("agda",)


def test_somebody_can_be_primary_for_some_and_deputy_for_others() -> None:
    agda, bo = CaseKey("agda", "north"), CaseKey("bo", "north")

    found = distribution({agda: yes("x", "y"), bo: yes("y", "x")}, Status.ACCEPTED, DAY)

    assert found.staff == (StaffCases("x", (agda,), (bo,)), StaffCases("y", (bo,), (agda,)))
    assert [row.total for row in found.staff] == [2, 2]


def test_only_a_yes_has_contacts() -> None:
    lives = {
        CaseKey("bo", "north"): a_life(
            started(BEFORE), *accepted(BEFORE, "brs89"), answered(Status.DECLINED, DAY)
        )
    }

    assert distribution(lives, Status.DECLINED, DAY).staff == ()


def test_cases_are_looked_at_one_at_a_time() -> None:
    met: list[str] = []

    def lives() -> Iterator[tuple[CaseKey, Life]]:
        for client in ("agda", "bo"):
            met.append(client)
            yield CaseKey(client, "north"), yes("brs89")

    assert status_distribution(
        lives(), status=Status.ACCEPTED, on=DAY, age_of=AGES.get
    ).clients == (
        "agda",
        "bo",
    )
    assert met == ["agda", "bo"]

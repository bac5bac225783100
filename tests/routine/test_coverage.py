"""
Who stands in while somebody is away, and who is left without.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from fastomsorg.history import Life, life
from fastomsorg.routine import (
    Away,
    AwayDays,
    Colleagues,
    Gap,
    StandIn,
    TimeUnit,
    Within,
    coverage,
)
from fastomsorg.terms import CaseKey, Period, Role
from fastomsorg.testing import accepted, registered, seated, started

KEY = CaseKey("agda", "north")
START = dt.date(2025, 1, 1)
JULY = Period(dt.date(2025, 7, 1), dt.date(2025, 8, 1))


def july(first: int, last: int) -> Period:
    return Period.through(dt.date(2025, 7, first), dt.date(2025, 7, last))


def absent(first: int, last: int) -> AwayDays:
    return AwayDays(Away.ABSENT, july(first, last))


def with_contacts(deputy: str | None = "deputy") -> Life:
    return life(registered([started(START), *accepted(START, "primary", deputy)]))


def gaps(
    away: Mapping[str, Sequence[AwayDays]],
    *,
    held: Life | None = None,
    team: Sequence[str] = (),
    longer: Within | None = None,
    period: Period = JULY,
) -> tuple[Gap, ...]:
    colleagues = Colleagues(
        staff_away=lambda id: away.get(id, ()),
        client_away=lambda id: away.get(id, ()),
        team=lambda id: team if id == "primary" else (),
    )
    return coverage([(KEY, held or with_contacts())], period, colleagues, longer)


def told(found: tuple[Gap, ...]) -> list[tuple[Period, StandIn]]:
    return [(gap.period, gap.by) for gap in found]


def test_nobody_is_missed_while_everybody_is_there() -> None:
    assert gaps({}) == ()


def test_the_deputy_stands_in_then_the_team_else_nobody() -> None:
    away = {"primary": [absent(5, 20)], "deputy": [absent(10, 25)]}

    alone = gaps(away)
    together = gaps({**away, "anna": [absent(15, 16)]}, team=["anna"])

    assert told(alone) == [(july(5, 9), StandIn.DEPUTY), (july(10, 20), StandIn.NOBODY)]
    assert told(together) == [
        (july(5, 9), StandIn.DEPUTY),
        (july(10, 14), StandIn.TEAM),
        (july(15, 16), StandIn.NOBODY),
        (july(17, 20), StandIn.TEAM),
    ]
    assert [(gap.deputy, gap.team) for gap in together[:2]] == [("deputy", ()), (None, ("anna",))]


def test_days_on_which_the_client_is_away_need_nobody() -> None:
    found = gaps({"primary": [absent(1, 10)], "agda": [absent(4, 6)]}, held=with_contacts(None))

    assert told(found) == [(july(1, 3), StandIn.NOBODY), (july(7, 10), StandIn.NOBODY)]


def test_an_absence_is_looked_at_within_the_period_and_counted_from_its_first_day() -> None:
    whole = AwayDays(Away.ABSENT, Period(dt.date(2025, 6, 20), dt.date(2025, 9, 1)))

    (gap,) = gaps({"primary": [whole]}, longer=Within(14))

    assert (gap.period, gap.since) == (JULY, dt.date(2025, 6, 20))
    assert (gap.longer_from, gap.longer) == (dt.date(2025, 7, 4), True)


@pytest.mark.parametrize(
    ("within", "longer"),
    [
        (None, None),
        (Within(10), True),
        (Within(11), False),
        (Within(1, TimeUnit.WEEKS), True),
        (Within(1, TimeUnit.MONTHS), False),
    ],
)
def test_an_absence_is_a_longer_one_by_the_routines_number_and_without_one_nobody_says(
    within: Within | None, longer: bool | None
) -> None:
    (gap,) = gaps({"primary": [absent(5, 15)]}, longer=within)

    assert gap.longer is longer


def test_whoever_has_left_is_away_for_longer_at_once_whatever_the_routine_says() -> None:
    (gap,) = gaps({"primary": [AwayDays(Away.LEFT, july(10, 31))]})

    assert (gap.why, gap.longer_from, gap.longer) == (Away.LEFT, dt.date(2025, 7, 10), True)


def test_whoever_is_contact_only_some_days_is_missed_only_on_those() -> None:
    changed = life(
        registered(
            [started(START), *accepted(START, "primary")],
            [seated(Role.PRIMARY, "other", dt.date(2025, 7, 10))],
        )
    )

    assert told(gaps({"primary": [absent(1, 31)]}, held=changed)) == [(july(1, 9), StandIn.NOBODY)]


def test_a_contact_persons_deputy_stands_in_too() -> None:
    person = life(
        registered(
            [
                started(START),
                seated(Role.CONTACT_PERSON, "primary", START),
                seated(Role.DEPUTY_CONTACT_PERSON, "deputy", START),
            ]
        )
    )

    (gap,) = gaps({"primary": [absent(1, 3)]}, held=person)

    assert (gap.role, gap.by, gap.deputy) == (Role.CONTACT_PERSON, StandIn.DEPUTY, "deputy")

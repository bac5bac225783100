"""
How many clients each of the staff is contact for, against what the routine says.
"""

from fractions import Fraction

from fastomsorg.routine import (
    Against,
    Held,
    Load,
    Span,
    TeamSize,
    loads,
    team_loads,
)
from fastomsorg.terms import Role, StaffId


def primary(staff: StaffId, *clients: str, weight: Fraction = Fraction(1)) -> list[Held]:
    return [Held(staff, Role.PRIMARY, client, weight) for client in clients]


def test_each_is_counted_by_role_also_whoever_has_nobody() -> None:
    held = [*primary("ann", "a", "b", "c"), Held("bea", Role.DEPUTY, "a")]

    found = loads(held, ["ann", "bea", "cis"], None)

    assert [(each.staff, [len(seat.clients) for seat in each.seats]) for each in found] == [
        ("ann", [3, 0]),
        ("bea", [0, 1]),
        ("cis", [0, 0]),
    ]
    assert {seat.against for each in found for seat in each.seats} == {Against.NO_LIMIT}
    assert found[0].seat(Role.PRIMARY).room is None


def test_the_load_is_seen_against_the_limits_and_there_is_room_for_the_rest() -> None:
    limited = Load({Role.PRIMARY: Span(3, 4)})
    held = [*primary("ann", "a", "b"), *primary("bea", *"cdef"), *primary("cis", *"ghijk")]

    seats = [each.seat(Role.PRIMARY) for each in loads(held, [], limited)]

    assert [seat.against for seat in seats] == [Against.UNDER, Against.WITHIN, Against.OVER]
    assert [seat.room for seat in seats] == [2, 0, 0]


def test_whoever_is_contact_for_nobody_is_not_told_to_have_too_few() -> None:
    (nils,) = loads([], ["nils"], Load({Role.PRIMARY: Span(3, 4)}))

    assert (nils.seat(Role.PRIMARY).against, nils.seat(Role.PRIMARY).room) == (
        Against.WITHIN,
        Fraction(4),
    )


def test_clients_weigh_what_the_routine_says() -> None:
    limited = Load({Role.PRIMARY: Span(most=2)})
    held = [*primary("ann", "a", "b"), *primary("ann", "c", weight=Fraction(1, 4))]

    (ann,) = loads(held, [], limited)

    assert (ann.seat(Role.PRIMARY).weight, ann.seat(Role.PRIMARY).against) == (
        Fraction(9, 4),
        Against.OVER,
    )


def test_a_team_is_its_staff_and_the_clients_whose_primary_is_one_of_them() -> None:
    size = TeamSize(staff=Span(2, 3), clients=Span(3, 4))
    held = [*primary("ann", "a", "b"), *primary("bea", "b"), *primary("cis", "c")]

    red, blue = sorted(
        team_loads(held, {"ann": "röd", "bea": "röd", "cis": "blå", "doris": ""}, size),
        key=lambda team: -team.staff,
    )

    assert (red.team, red.staff, red.clients) == ("röd", 2, 2)
    assert (red.staff_against, red.clients_against) == (Against.WITHIN, Against.UNDER)
    assert (blue.team, blue.staff_against) == ("blå", Against.UNDER)


def test_a_runner_makes_room_for_one_more_in_the_team() -> None:
    teams = dict.fromkeys(["ann", "bea", "cis"], "röd")
    with_runner = TeamSize(staff=Span(1, 2), runner=True)

    (plain,) = team_loads([], teams, TeamSize(staff=Span(1, 2)))
    (more,) = team_loads([], teams, with_runner)

    assert (plain.staff_against, more.staff_against) == (Against.OVER, Against.WITHIN)
    assert team_loads([], teams, None)[0].clients_against is Against.NO_LIMIT

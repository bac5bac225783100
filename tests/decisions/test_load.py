"""
How many clients somebody may be contact for.
"""

from fractions import Fraction

import pytest

from fastomsorg.decisions import Load, Span
from fastomsorg.terms import Malformed, Role, Service

FOUR_TO_EIGHT = Load({Role.PRIMARY: Span(4, 8)})


@pytest.mark.parametrize(
    ("amount", "below", "above"), [(3, True, False), (4, False, False), (8, False, False)]
)
def test_a_limit_counts_both_its_ends_in(amount: int, below: bool, above: bool) -> None:
    span = FOUR_TO_EIGHT.limit(Role.PRIMARY)

    assert (below, above) == (span.below(amount), span.above(amount))
    assert below is not (amount in span)


def test_half_a_client_too_many_is_over_the_limit() -> None:
    assert FOUR_TO_EIGHT.limit(Role.PRIMARY).above(Fraction(17, 2))


def test_a_role_without_a_limit_has_room_for_everybody() -> None:
    assert 10_000 in FOUR_TO_EIGHT.limit(Role.DEPUTY)


def test_a_client_weighs_as_the_heaviest_service() -> None:
    load = Load(weights={Service.ALARM: Fraction(1, 4), Service.PERSONAL_CARE: Fraction(3, 2)})

    weights = [
        load.weight(services)
        for services in (
            [],
            [Service.ALARM],
            [Service.ALARM, Service.CLEANING],
            [Service.ALARM, Service.PERSONAL_CARE],
        )
    ]

    assert [1, Fraction(1, 4), 1, Fraction(3, 2)] == weights


def test_limits_that_cannot_be_are_refused() -> None:
    with pytest.raises(Malformed, match="span_upside_down"):
        Span(8, 4)
    with pytest.raises(Malformed, match="not_a_number_of"):
        Span(most=-1)
    with pytest.raises(Malformed, match="weight_not_positive"):
        Load(weights={Service.ALARM: Fraction(0)})

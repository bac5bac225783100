"""
Every limit of load, team and target that the seeds name can be said.
"""

from fractions import Fraction

import pytest

from fastomsorg.routine import AimedShare, Band, Load, Span, Targets, TeamSize
from fastomsorg.terms import Malformed, Role


def test_the_limits_of_the_seeds_can_be_said() -> None:
    lund = Load({Role.PRIMARY: Span(3, 4)})
    malmo = TeamSize(staff=Span(5, 6), clients=Span(20, 35))
    runner = TeamSize(staff=Span(3, 5), clients=Span(15, 18), runner=True)

    assert [False, True, True, False] == [n in lund.limit(Role.PRIMARY) for n in (2, 3, 4, 5)]
    assert (True, False) == (35 in malmo.clients, 36 in malmo.clients)
    assert (True, True) == (18 in runner.clients, runner.runner)


def test_the_targets_of_the_seeds_can_be_said() -> None:
    a_quarter = AimedShare(Fraction(1, 4), months=2)
    greater_part = AimedShare(Fraction(1, 2), more_than=True)
    targets = Targets(greater_part, Band(Fraction(65, 100), Fraction(70, 100)))

    assert (True, False) == (a_quarter.met_by(Fraction(1, 4)), a_quarter.met_by(Fraction(1, 5)))
    assert (False, True) == tuple(greater_part.met_by(Fraction(hits, 100)) for hits in (50, 51))
    assert targets.scheduled is not None
    assert Fraction(2, 3) in targets.scheduled
    assert Fraction(3, 4) not in targets.scheduled


def test_targets_that_cannot_be_are_refused() -> None:
    with pytest.raises(Malformed, match="not_a_share"):
        AimedShare(Fraction(5, 4))
    with pytest.raises(Malformed, match="span_upside_down"):
        Band(Fraction(7, 10), Fraction(13, 20))

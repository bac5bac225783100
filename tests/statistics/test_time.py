"""
Time continuity: starts beside planned starts.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.care import Visit
from fastomsorg.statistics import Exclusion, Share, TimeContinuity, time_continuity
from fastomsorg.testing import a_visit

PLANNED = dt.datetime(2025, 2, 3, 7, 0, tzinfo=dt.UTC)


def late(minutes: int, seconds: int = 0) -> Visit:
    starts = PLANNED + dt.timedelta(minutes=minutes, seconds=seconds)
    return a_visit(starts, planned_starts=PLANNED)


@pytest.mark.parametrize(
    ("visit", "hits"),
    [(late(0), 1), (late(30), 1), (late(-30), 1), (late(30, 1), 0), (late(-30, -1), 0)],
)
def test_half_an_hour_before_or_after_is_on_time(visit: Visit, hits: int) -> None:
    assert TimeContinuity(Share(hits, 1), {}) == time_continuity([visit])


def test_how_far_is_the_callers_choice() -> None:
    quarter = dt.timedelta(minutes=15)

    assert Share(1, 2) == time_continuity([late(15), late(16)], within=quarter).on_time


def test_what_cannot_be_compared_is_counted_apart() -> None:
    never = attrs.evolve(late(0), performed=False)
    unplanned = a_visit(PLANNED)
    no_start = attrs.evolve(late(0), starts=None, ends=None)

    assert (
        TimeContinuity(
            Share(1, 1),
            {Exclusion.NOT_PERFORMED: 1, Exclusion.NOT_PLANNED: 1, Exclusion.NO_START: 1},
        )
    ) == time_continuity([late(0), never, unplanned, no_start])

"""
Nothing is lost, told twice, or told in the wrong order, wherever a program stops.

What is asserted names the seeds that fail: ``World(seed, …).live()`` makes one of them again.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs
import pytest

from fastomsorg.hooks import Delivery, DeliveryState
from fastomsorg.terms import CaseKey, Instant
from tests.casework.crash_windows import POINTS, FragileStore, Outcome, World
from tests.figures import Figure
from tests.soaking import scaled

SEEDS = range(scaled(200, 5_000))
CONTROLS = range(40)
TOO_LONG = dt.timedelta(minutes=11)
WINDOWS: Mapping[str, Mapping[str, Any]] = {
    "stopped before the commit": {"points": ["before the commit"]},
    "stopped after the commit": {"points": ["after the commit"]},
    "stopped after the claim": {"points": ["after the claim"]},
    "stopped before the call": {"points": ["before the call"]},
    "stopped after the call, the outcome unknown": {"points": ["after the call"]},
    "stopped anywhere": {"points": POINTS},
    "another delivers during the call": {
        "points": ["before the call", "after the call"],
        "stops": False,
    },
    "the claim runs out during the call, and the older one arrives after the newer": {
        "points": ["before the call"],
        "stops": False,
        "meanwhile": TOO_LONG,
    },
    "the claim runs out after the call": {
        "points": ["after the call"],
        "stops": False,
        "meanwhile": TOO_LONG,
    },
}
LATE = "the claim runs out during the call, and the older one arrives after the newer"
"""Here somebody may be told again who was not told yet: only one that takes each id in once can
tell."""


def outcomes(
    seeds: Collection[int],
    store: Callable[[], FragileStore] = FragileStore,
    *,
    points: Collection[str],
    **how: Any,
) -> dict[int, Outcome]:
    return {seed: World(seed, points, store(), **how).live() for seed in seeds}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_lost_or_told_twice_or_out_of_order(window: str, figure: Figure) -> None:
    found = outcomes(SEEDS, **WINDOWS[window])

    assert {seed: each for seed, each in found.items() if not each.right} == {}
    opened = sum(each.opened > 0 for each in found.values())
    assert opened > len(SEEDS) / 2
    figure(
        f"seeds with a note lost, doubled or out of order: {window}",
        got=0,
        of=len(SEEDS),
        control=f"{opened} of {len(SEEDS)}",
        guard="the window was open in",
    )


@pytest.mark.parametrize("window", [window for window in WINDOWS if window != LATE])
def test_one_that_can_be_asked_gets_nothing_twice_even_if_it_would_keep_it_twice(
    window: str,
) -> None:
    found = outcomes(range(scaled(60, 1_000)), once=False, **WINDOWS[window])

    assert {seed: each for seed, each in found.items() if not each.right} == {}


# Without the guards -------------------------------------------------------------------------------


class WithoutClaims(FragileStore):
    """
    Whoever looks gets what is pending, whether or not somebody is telling it.
    """

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        claimed = super().claim(now, until=until, limit=limit, targets=targets, cases=cases)
        for each in claimed:
            free = attrs.evolve(each, claimed_until=None, outcome_unknown=False)
            self._state.deliveries[each.notice.id, each.target] = free
        return claimed


class WithoutOutbox(FragileStore):
    """
    What is claimed is taken for told: nothing is kept until it has been.
    """

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        claimed = super().claim(now, until=until, limit=limit, targets=targets, cases=cases)
        for each in claimed:
            taken = attrs.evolve(each, state=DeliveryState.DELIVERED)
            self._state.deliveries[each.notice.id, each.target] = taken
        return claimed


class WithoutLines(FragileStore):
    """
    Whatever is free may be told, also what stands behind another: the latest first.
    """

    def _heads(self, now: Instant) -> Any:
        heads = [each for each in self.outbox() if each.has_come(now)]
        return iter([each for each in reversed(heads) if each.state is DeliveryState.PENDING])


class WithoutAsking(FragileStore):
    """
    Nobody is told that an outcome is unknown: it is told again, blindly.
    """

    def claim(
        self,
        now: Instant,
        *,
        until: Instant,
        limit: int,
        targets: Collection[str] | None = None,
        cases: Collection[CaseKey] | None = None,
    ) -> tuple[Delivery, ...]:
        claimed = super().claim(now, until=until, limit=limit, targets=targets, cases=cases)
        return tuple(attrs.evolve(each, outcome_unknown=False) for each in claimed)


DURING = WINDOWS["another delivers during the call"]
AFTER = WINDOWS["stopped after the call, the outcome unknown"]


@pytest.mark.parametrize(
    ("store", "window", "wrong"),
    [
        (WithoutClaims, {**DURING, "once": False}, "doubled"),
        (WithoutOutbox, {"points": ["before the call"]}, "lost"),
        (WithoutLines, {"points": ["after the commit"]}, "out_of_order"),
        (WithoutAsking, {**AFTER, "once": False}, "doubled"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value)[:40],
)
def test_without_the_guard_it_goes_wrong(
    store: Callable[[], FragileStore], window: Mapping[str, Any], wrong: str, figure: Figure
) -> None:
    guarded = outcomes(CONTROLS, **window)
    unguarded = outcomes(CONTROLS, store, **window)
    counted = [_with(wrong, found) for found in (guarded, unguarded)]

    assert counted[0] == 0
    assert counted[1] > 0
    figure(
        f"seeds with notes {wrong}",
        got=counted[0],
        of=len(CONTROLS),
        control=f"{counted[1]} of {len(CONTROLS)}",
        guard=store.__name__,
    )


def _with(wrong: str, found: Mapping[int, Outcome]) -> int:
    return sum(getattr(each, wrong) > 0 for each in found.values())

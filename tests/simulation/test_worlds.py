"""
Whole worlds, random and each from its seed: whatever goes wrong there, nothing is lost or doubled.

A failure says how to see it again, step by step.
"""

from functools import cache

import pytest

from fastomsorg.testing import MemoryStore
from tests.figures import Figure
from tests.simulation.broken import FOUND_OUT_BY, ForgetsThatItWasClaimed, TellsAfterwards
from tests.simulation.homes import InMemory
from tests.simulation.runs import Tally, run_all
from tests.soaking import scaled

WORLDS = {"memory": scaled(200, 20_000), "sqlite": scaled(25, 2_000)}
CONTROLS = 30


@pytest.mark.parametrize("where", WORLDS)
def test_whatever_goes_wrong_nothing_is_lost_or_doubled(where: str, figure: Figure) -> None:
    tally = run_all(where, range(WORLDS[where]))
    figure(
        f"worlds ({where}) in which a note was lost or doubled, or anything else did not hold",
        got=tally.faulty,
        of=f"{tally.worlds} worlds, {tally.happened} faults, {tally.told} notices told",
        guard="nobody is asked whether they were told, and who is keeps the same id twice",
        control=_shown(asked_nothing()),
    )

    assert [] == tally.found


@cache
def asked_nothing() -> Tally:
    """
    Worlds in which nothing hinders that somebody is told twice.
    """
    return run_all(
        "memory",
        range(CONTROLS),
        home=lambda: InMemory(ForgetsThatItWasClaimed),
        careful=False,
    )


def test_where_nobody_is_asked_whether_they_were_told_notes_are_doubled() -> None:
    assert any("times" in each for each in asked_nothing().found)


def test_a_process_that_dies_before_it_has_written_its_notices_leaves_none() -> None:
    tally = run_all("memory", range(CONTROLS), home=lambda: InMemory(TellsAfterwards))

    assert "pairing" in {each.partition(":")[0] for each in tally.found}


@pytest.mark.parametrize(("store", "check"), FOUND_OUT_BY.items())
def test_a_store_without_one_guard_is_found_out(store: type[MemoryStore], check: str) -> None:
    tally = run_all("memory", range(CONTROLS), home=lambda: InMemory(store))

    assert check in {each.partition(":")[0] for each in tally.found}


def _shown(tally: Tally) -> str:
    return f"{tally.faulty} of {tally.worlds} worlds"

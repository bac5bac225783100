"""
Whole worlds, random and each from its seed: whatever goes wrong there, nothing is lost or doubled.

A failure says how to see it again, step by step.
"""

from functools import cache, partial
from typing import get_args

import pytest

from fastomsorg.commands import Command
from fastomsorg.testing import MemoryStore
from tests.figures import Figure
from tests.postgresql import Server
from tests.simulation.broken import FOUND_OUT_BY, ForgetsThatItWasClaimed, TellsAfterwards
from tests.simulation.homes import InMemory, InPostgresql
from tests.simulation.runs import Tally, run_all
from tests.soaking import scaled

IN_MEMORY = scaled(200, 20_000)
IN_SQLITE = scaled(10, 2_000)
IN_POSTGRESQL = scaled(6, 1_000)
CONTROLS = 60


def test_whatever_goes_wrong_nothing_is_lost_or_doubled_in_memory(figure: Figure) -> None:
    tally = run_all("memory", range(IN_MEMORY))
    _show(figure, "memory", tally)

    assert [] == tally.found
    assert set(get_args(Command)) == tally.granted


def test_whatever_goes_wrong_nothing_is_lost_or_doubled_in_sqlite(figure: Figure) -> None:
    tally = run_all("sqlite", range(IN_SQLITE))
    _show(figure, "SQLite, and as in memory", tally)

    assert [] == tally.found


def test_whatever_goes_wrong_nothing_is_lost_or_doubled_in_postgresql(
    figure: Figure, postgresql: Server
) -> None:
    home = partial(InPostgresql, postgresql)
    tally = run_all("postgresql", range(IN_POSTGRESQL), home=home)
    _show(figure, "PostgreSQL, and as in memory", tally)

    assert [] == tally.found


def _show(figure: Figure, where: str, tally: Tally) -> None:
    control = asked_nothing()
    figure(
        f"whole worlds in which anything was lost, doubled or did not hold ({where})",
        got=tally.faulty,
        of=f"{tally.worlds}, with {tally.happened} faults, {tally.registrations} registrations and "
        f"{tally.told} notices told",
        guard="nobody is asked whether they were told, and who is keeps the same id twice",
        control=f"{control.faulty} of {control.worlds}",
    )


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

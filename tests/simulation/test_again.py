"""
A world that was found faulty can be seen again: the same seed gives the same world, everywhere.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.broken import ForgetsWhoIsTold
from tests.simulation.homes import InMemory
from tests.simulation.runs import run, run_all

REPOSITORY = Path(__file__).parents[2]
SEED = 17


def seen_again(where: str, hashing: str) -> list[list[str]]:
    """
    What was done in the world, as another process tells it: when, what, and under which id.
    """
    told = subprocess.run(
        [sys.executable, "-m", "tests.simulation", where, str(SEED)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONHASHSEED": hashing},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.split()[:4] for line in told.stdout.splitlines()]


@pytest.mark.parametrize(("where", "hashing"), [("memory", "1"), ("sqlite", "2")])
def test_another_process_sees_the_same_world(where: str, hashing: str) -> None:
    story = run("memory", SEED).world.story
    here = [f"{at:%m-%d %H:%M} {' '.join(map(str, words))}".split()[:4] for at, words in story]

    assert here == seen_again(where, hashing)


def test_what_is_found_says_how_it_can_be_seen_again() -> None:
    def home() -> InMemory:
        return InMemory(ForgetsWhoIsTold)

    found = run_all("memory", [SEED], home=home).found

    assert found
    assert all(f"python -m tests.simulation memory {SEED}" in each for each in found)

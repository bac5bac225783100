"""
A process is killed while it registers: what it acknowledged is there, whole, and once.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import attrs
from fastomsorg_sql import Store

from fastomsorg.testing import request

from ..soaking import scaled
from .office import command, faults, is_sound, manager_of, opened, requests_in
from .processes import Line, Processes, told

Figure: TypeAlias = Callable[..., None]
NewStore: TypeAlias = Callable[[], Path]

KILLS = scaled(200, 5_000)
CONTROLS = 40
LIVES = 20
"""How many processes one store outlives."""
MOST = 40
"""So many registrations no process has the time for."""
MOST_DONE = 3
"""A process is killed when it has made one, two or three."""
SEED = 20240601


@attrs.define
class Outcome:
    """
    What became of the registrations of the processes that were killed.

    *unheard* were stored, but whoever asked for them never heard of it, and asked again; *doubled*
    were then registered once more.
    """

    acknowledged: int = 0
    lost: int = 0
    unheard: int = 0
    doubled: int = 0
    faults: list[str] = attrs.field(factory=list)


def test_what_was_acknowledged_survives_a_process_that_is_killed_and_stands_there_once(
    processes: Processes, new_store: NewStore, figure: Figure
) -> None:
    outcome = kill(processes, new_store, KILLS)
    too_early = kill(processes, new_store, CONTROLS, early=True)
    asked_anew = kill(processes, new_store, CONTROLS, asked_anew=True)
    figure(
        f"acknowledged registrations lost in {KILLS} kill -9",
        got=outcome.lost,
        of=outcome.acknowledged,
        guard=f"acknowledged before the commit, {CONTROLS} kill -9",
        control=f"{too_early.lost} of {too_early.acknowledged}",
    )
    figure(
        f"commits in {KILLS} kill -9 that nobody heard of, registered twice",
        got=outcome.doubled,
        of=outcome.unheard,
        guard=f"asked again under a new request id, {CONTROLS} kill -9",
        control=f"{asked_anew.doubled} of {asked_anew.unheard}",
    )

    assert (0, 0, []) == (outcome.lost, outcome.doubled, outcome.faults)
    assert outcome.acknowledged > KILLS
    assert outcome.unheard > 0
    assert too_early.lost > 0
    assert asked_anew.doubled > 0


def kill(
    processes: Processes,
    new_store: NewStore,
    times: int,
    *,
    asked_anew: bool = False,
    **job: Any,
) -> Outcome:
    """
    Kill so many processes, each at an instant of its own, and look at what they left.
    """
    outcome = Outcome()
    instants = random.Random(SEED)
    for _ in range(times // LIVES):
        file = new_store()
        url = f"sqlite:///{file}?mode=rw"
        store = opened(url)
        for first in range(0, LIVES * MOST, MOST):
            work = {"do": "register", "url": url, "first": first, "count": MOST, **job}
            done, share = instants.randint(1, MOST_DONE), instants.uniform(0, 1.2)
            lines = processes.killed(work, done=done, share=share)
            assert is_sound(file)
            _look(store, lines, outcome, asked_anew=asked_anew)
        store.close()
    return outcome


def _look(store: Store, lines: list[Line], outcome: Outcome, *, asked_anew: bool) -> None:
    done = set(told(lines, "done"))
    stored = requests_in(store)
    outcome.acknowledged += len(done)
    outcome.lost += len(done - stored)
    for number in set(told(lines, "about")) - done:
        id = uuid4() if asked_anew else request(number)
        manager_of(store).submit(command(number), request=id)
        outcome.unheard += number in stored
        outcome.doubled += number in stored and len(requests_in(store)) > len(stored)
    outcome.faults.extend(faults(store))

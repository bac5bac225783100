"""
The power goes while registrations are made: what was acknowledged is there when it comes back.

The store runs on a disk in memory. What it did there is cut at instants drawn from a seed; what
had not been synced by then comes through in part, torn, or not at all.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest
from fastomsorg_sql import Store
from fastomsorg_sql._address import Rollback
from fastomsorg_sql._sqlite_engine import SYNCHRONOUS

from fastomsorg.terms import FastomsorgError
from fastomsorg.testing import request

from ..soaking import scaled
from .disk import Disk, after_power_cut
from .driver import on
from .office import command, faults, furnish, manager_of, opened, requests_in

Figure: TypeAlias = Callable[..., None]

CONTROLS = scaled(60, 1_000)
REGISTRATIONS = 24
SEED = 20240601


@attrs.define
class Recording:
    """
    What was done to an empty disk, and after how much of it each request was acknowledged.
    """

    url: str
    disk: Disk
    acknowledged: list[int] = attrs.field(factory=list)
    known: Store | None = None

    def opened(self) -> Store:
        """
        The store, opened anew; what is then asked goes through one that knows the statements.
        """
        new = opened(self.url)
        if self.known is None:
            self.known = new
        else:
            new.close()
        return self.known


@attrs.define
class Outcome:
    """
    In how many cuts something acknowledged was lost, and in how many the store was not whole.
    """

    acknowledged: int = 0
    """How many registrations had been acknowledged, over all cuts."""
    lost: int = 0
    damaged: int = 0

    @property
    def bad(self) -> int:
        return self.lost + self.damaged


@pytest.mark.parametrize(
    ("journal", "cuts", "weaker"),
    [
        (Rollback.DELETE, scaled(300, 10_000), ("FULL", "NORMAL", "OFF")),
        (Rollback.WAL, scaled(100, 10_000), ("NORMAL", "OFF")),
    ],
    ids=["delete", "wal"],
)
def test_what_was_acknowledged_survives_a_power_cut(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
    journal: Rollback,
    cuts: int,
    weaker: tuple[str, ...],
) -> None:
    setting = SYNCHRONOUS[journal]
    outcome = cut(recorded(tmp_path / "fok.db", journal), cuts)
    controls = {}
    for weak in weaker:
        monkeypatch.setitem(SYNCHRONOUS, journal, weak)
        controls[weak] = cut(recorded(tmp_path / f"{weak}.db", journal), CONTROLS)
    figure(
        f"power cuts that lost or damaged what was acknowledged, {journal} and {setting}",
        got=outcome.bad,
        of=cuts,
        guard=f"synchronous {', '.join(weaker)}",
        control=", ".join(f"{each.bad} of {CONTROLS}" for each in controls.values()),
    )

    assert (0, 0) == (outcome.lost, outcome.damaged)
    assert outcome.acknowledged > cuts
    assert controls["NORMAL"].lost > 0
    assert controls["OFF"].bad > 0


def recorded(file: Path, journal: Rollback) -> Recording:
    """
    A store is made, furnished and used, from an empty disk on.
    """
    recording = Recording(f"sqlite:///{file}?journal={journal}", Disk())
    with on(recording.disk, alone=journal is Rollback.WAL):
        store = opened(recording.url)
        furnish(store, clients=REGISTRATIONS)
        desk = manager_of(store)
        for number in range(REGISTRATIONS):
            desk.submit(command(number), request=request(number))
            recording.acknowledged.append(len(recording.disk.done))
        store.close()
    return recording


def cut(recording: Recording, times: int) -> Outcome:
    """
    What is found after so many cuts of the same recording, each at an instant of its own.

    Every second comes at the worst moment: right after something was acknowledged.
    """
    outcome = Outcome()
    chance = random.Random(SEED)
    done = recording.disk.done
    for number in range(times):
        anywhere, worst = chance.randint(0, len(done)), chance.choice(recording.acknowledged)
        instant = worst if number % 2 else anywhere
        acknowledged = sum(each <= instant for each in recording.acknowledged)
        with on(after_power_cut(Disk(), done[:instant], chance), alone="wal" in recording.url):
            found = _found(recording, acknowledged)
        outcome.acknowledged += acknowledged
        outcome.lost += found == ["lost"]
        outcome.damaged += found not in ([], ["lost"])
    return outcome


def _found(recording: Recording, acknowledged: int) -> list[str]:
    """
    What is wrong with the store: it must be whole, and can be registered in.
    """
    try:
        store = recording.opened()
        found = list(faults(store))
        stored = requests_in(store)
        if not set(range(acknowledged)) <= stored:
            found.append("lost")
        elif not stored <= set(range(acknowledged + 1)):
            found.append("more than was asked for")
        elif acknowledged:
            manager_of(store).submit(command(acknowledged), request=request(acknowledged))
            assert requests_in(store) == set(range(acknowledged + 1))
    except FastomsorgError as error:
        return [error.code]
    else:
        return found
    finally:
        if recording.known is not None:
            recording.known.close()

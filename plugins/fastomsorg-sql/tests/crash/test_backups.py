"""
Copies are made while two processes write: those that the store makes are whole.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from fastomsorg_sql import Store

from fastomsorg.terms import FastomsorgError

from ..soaking import scaled
from .office import faults, opened
from .processes import Processes
from .worker import BATCH

Figure: TypeAlias = Callable[..., None]
NewStore: TypeAlias = Callable[[], Path]

COPIES = scaled(15, 200)
WRITERS = 2


def test_a_backup_made_while_others_write_is_whole(
    processes: Processes, new_store: NewStore, tmp_path: Path, figure: Figure
) -> None:
    file = new_store()
    url = f"sqlite:///{file}?mode=rw"
    jobs = [{"do": "write on", "url": url, "first": 10**6 * n + 1} for n in range(WRITERS)]
    backups = [tmp_path / f"backup{number}.db" for number in range(COPIES)]
    copies = [tmp_path / f"copy{number}.db" for number in range(COPIES)]
    store = opened(url)
    with processes.running(*jobs):
        for backup, copy in zip(backups, copies, strict=True):
            wait_for_more(store)
            store.backup(str(backup))
            copy_as_it_is(file, copy)
    store.close()
    bad = sum(map(is_bad, backups))
    control = sum(map(is_bad, copies))
    figure(
        f"bad backups, {WRITERS} processes writing",
        got=bad,
        of=COPIES,
        guard="the file copied as it is",
        control=f"{control} of {COPIES}",
    )

    assert bad == 0
    assert control > 0
    assert len({each.stat().st_size for each in backups}) > COPIES // 2


def is_bad(copy: Path) -> bool:
    """
    Is it damaged, or has it half of what one transaction wrote?
    """
    try:
        store = opened(f"sqlite:///{copy}?mode=rw")
        changes = list(store.changes())
        wrong = len(changes) % BATCH != 0 or any(faults(store))
        store.close()
    except FastomsorgError:
        return True
    return wrong


def wait_for_more(store: Store) -> None:
    """
    Wait until somebody has written.
    """
    horizon = latest(store)
    while latest(store) == horizon:
        time.sleep(0.001)


def latest(store: Store) -> int:
    with store._session.reading() as connection:
        query = "SELECT coalesce(max(position), 0) FROM registration"
        return int(connection.exec_driver_sql(query).scalar_one())


def copy_as_it_is(file: Path, copy: Path) -> None:
    """
    Read one piece after another, at about 30 megabytes a second.
    """
    with file.open("rb") as source, copy.open("wb") as target:
        while piece := source.read(1 << 15):
            target.write(piece)
            time.sleep(0.001)

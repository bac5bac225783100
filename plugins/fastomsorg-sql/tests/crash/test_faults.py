"""
The disk fails at any write of a submit, a move, an import: it is told, and nothing is half done.

Each is done once to count what it does to the disk. Then it is done again for every one of these
operations, on a disk that fails there: full and read-only disks go on failing until somebody mends
them, an I/O error comes alone.
"""

from collections.abc import Callable
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import apsw
import attrs
import pytest
from fastomsorg_sql import Store
from fastomsorg_sql._schema import metadata
from sqlalchemy import event, select

from fastomsorg.casework import Desk, TableFile
from fastomsorg.commands import MoveClient
from fastomsorg.decisions import Granted
from fastomsorg.terms import FastomsorgError, StoreError
from fastomsorg.testing import request

from ..soaking import scaled
from .disk import Disk, Make, Operation, Write
from .driver import on
from .office import FIRST, command, faults, furnish, manager_of, opened

Figure: TypeAlias = Callable[..., None]
Act: TypeAlias = Callable[[Desk], None]
Rows: TypeAlias = dict[str, list[tuple[Any, ...]]]

STEP = scaled(4, 1)
"""Full and read-only disks come at every so many operations: they go on failing at the others."""


class Fault(Enum):
    """
    How the disk fails, and the codes by which that is told.
    """

    FULL = frozenset({"store_full", "store_undone"})
    BROKEN = frozenset({"store_failed", "store_unreachable", "store_undone"})
    READ_ONLY = frozenset({"store_failed", "store_read_only", "store_undone"})

    def meets(self, operation: Operation, disk: Disk) -> bool:
        """
        Is it an operation that such a disk refuses? A full one takes what needs no more room.
        """
        if self is not Fault.FULL:
            return True
        if not isinstance(operation, Write):
            return False
        content = disk.files.get(operation.file, b"")
        return operation.offset + len(operation.data) > len(content)

    def error(self, operation: Operation) -> apsw.Error:
        """
        What SQLite is told on Linux when that operation is refused.
        """
        if self is Fault.FULL:
            return apsw.FullError()
        if isinstance(operation, Make):
            return apsw.CantOpenError() if self is Fault.BROKEN else apsw.ReadOnlyError()
        return apsw.IOError()


def submit(desk: Desk) -> None:
    assert isinstance(desk.submit(command(3), request=request(3)), Granted)


def move(desk: Desk) -> None:
    moved = MoveClient("c0", "north", "south", FIRST.replace(day=20))
    assert isinstance(desk.submit(moved, request=request(100)), Granted)


def import_tables(desk: Desk) -> None:
    tables = {
        "clients": "id,name,protected\nn1,Test Ett,false\nn2,Test Två,false\n",
        "enactments": "id,client,unit,from,to\nf1,n1,north,2024-06-01,\nf2,n2,north,2024-06-02,\n",
        "registrations": "client,unit,on,status,primary,by,recorded_at\n"
        "n1,north,2024-06-03,accepted,britta,susapo,2024-06-03T10:00:00+02:00\n",
    }
    files = [
        TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in tables.items()
    ]
    report = desk.import_tables(files)
    assert report.errors == ()


def desk_for(act: Act, store: Store) -> Desk:
    """
    Where one is enough, one of them tells what it registered.
    """
    return manager_of(store, telling=act is submit)


@attrs.define
class Scene:
    """
    A store in which something has happened, and what it holds.
    """

    url: str
    disk: Disk
    store: Store
    before: Rows


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    url = f"sqlite:///{tmp_path / 'fok.db'}"
    disk = Disk()
    with on(disk):
        store = opened(url)
        furnish(store, clients=3)
        for number in range(3):
            manager_of(store).submit(command(number), request=request(number))
        before = rows_of(store)
        store.close()
    return Scene(url, disk, store, before)


@attrs.define
class Outcome:
    """
    What the faults led to: *between* counts states that are neither the old nor the new.

    *unknown* was told as failed, and had been stored: the fault hit what makes sure of the commit.
    A command looks up its own request then, and is answered where the answer can be logged, or else
    when it is given again; tables are read in once more, and are found to be there already.
    """

    faults: int = 0
    told: int = 0
    unknown: int = 0
    between: int = 0


@pytest.mark.parametrize("act", [submit, move, import_tables], ids=lambda act: act.__name__)
def test_a_disk_that_fails_at_any_write_leaves_the_old_state_and_a_store_that_can_be_used(
    scene: Scene, figure: Figure, act: Act
) -> None:
    outcomes = {fault: swept(scene, act, fault) for fault in Fault}
    without_journal(scene.store)
    control = swept(scene, act, Fault.BROKEN)
    figure(
        f"faults at a write of {act.__name__} that left something half done",
        got=sum(each.between for each in outcomes.values()),
        of=sum(each.faults for each in outcomes.values()),
        guard="journal_mode OFF",
        control=f"{control.between} of {control.faults}",
    )

    assert [each.between for each in outcomes.values()] == [0, 0, 0]
    assert all(each.told > 3 for each in outcomes.values())
    assert act is import_tables or outcomes[Fault.BROKEN].unknown == 0
    assert control.between > 0


def swept(scene: Scene, act: Act, fault: Fault) -> Outcome:
    """
    Let the fault come at every operation in turn that it can come at.
    """
    clean = scene.disk.copy()
    with on(clean):
        met = met_by(fault, clean)
        act(desk_for(act, scene.store))
        after = rows_of(scene.store)
        scene.store.close()
    outcome = Outcome()
    for number in met[:: 1 if fault is Fault.BROKEN else STEP]:
        disk = scene.disk.copy()
        with on(disk):
            fail_at(disk, fault, number)
            try:
                _meet(scene, disk, act, fault, after, outcome)
            except FastomsorgError:
                outcome.between += 1
            finally:
                scene.store.close()
    return outcome


def met_by(fault: Fault, disk: Disk) -> list[int]:
    """
    The numbers of the operations that the fault could come at, as they are done.
    """
    met: list[int] = []

    def before(operation: Operation) -> None:
        if fault.meets(operation, disk):
            met.append(len(disk.done))

    disk.before = before
    return met


def fail_at(disk: Disk, fault: Fault, number: int) -> None:
    """
    Let the disk fail at the operation with this number, and unless it mends itself, at others.
    """
    failed: list[Operation] = []

    def before(operation: Operation) -> None:
        if len(disk.done) < number or not fault.meets(operation, disk):
            return
        if failed and fault is Fault.BROKEN:
            return
        failed.append(operation)
        raise fault.error(operation)

    disk.before = before


def _meet(scene: Scene, disk: Disk, act: Act, fault: Fault, after: Rows, outcome: Outcome) -> None:
    """
    What was told and what is stored, and then, on a disk that is mended, once more.
    """
    outcome.faults += 1
    desk = desk_for(act, scene.store)
    code = None
    try:
        act(desk)
    except StoreError as error:
        code = error.code
    disk.before = lambda _: None
    found = rows_of(scene.store)
    stored = same(found, after)
    outcome.told += code is not None
    outcome.unknown += code is not None and stored
    act(desk)
    if (
        not (stored or (code in fault.value and same(found, scene.before)))
        or not same(rows_of(scene.store), after)
        or list(faults(scene.store))
    ):
        outcome.between += 1


def without_journal(store: Store) -> None:
    """
    Let SQLite keep nothing to undo with.
    """

    @event.listens_for(store._session.engine, "connect")
    def set_it(connection: Any, _: object) -> None:
        connection.execute("PRAGMA journal_mode = OFF")


KEPT = [
    table for table in metadata.sorted_tables if table.name not in ("access", "delivery", "spell")
]


def rows_of(store: Store) -> Rows:
    """
    Everything in the store that is not told, looked at or derived.
    """
    with store._session.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))] for table in KEPT
        }


def same(found: Rows, expected: Rows) -> bool:
    """
    Do as many rows stand in every table? Ids, instants and salts are drawn anew each time.
    """
    return {name: len(rows) for name, rows in found.items()} == {
        name: len(rows) for name, rows in expected.items()
    }

"""
Whatever is handed over as a table is read in, or refused with what is wrong, and nothing stored.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from io import BytesIO, StringIO

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fastomsorg.casework import Casework, Desk, ImportReport, TableFile
from fastomsorg.terms import Actor, Period, Permission, Purpose
from fastomsorg.testing import MemoryState, MemoryStore
from fastomsorg.texts import Language, text
from tests.casework.any_files import AnyFile, any_files
from tests.figures import Figure
from tests.soaking import scaled

NOW = dt.datetime(2025, 2, 17, 9, 0, tzinfo=dt.UTC)
EVER = Period(dt.date(1900, 1, 1))
KEEPER = Actor("keeper")
PEOPLE = {
    "units": "id,name\nnorth,Norra\nsouth,Södra\n",
    "clients": "id,name,protected\n1,Test Ett,false\n2,Test Två,false\n",
    "staff": "id,name,units,selectable,certificate_from\n"
    "ann,Test Ann,north,true,2023-09-01\nbo,Test Bo,north|south,true,\n",
    "enactments": "id,client,unit,from,to\ne1,1,north,2023-01-01,\n",
    "registrations": "client,unit,on,status,primary\n1,north,2024-01-01,accepted,ann\n",
}
FILES, PARTS = scaled(2_000, 100_000), 2
EVERY = settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class TakesNothingBack(MemoryStore):
    """
    A store without the guard: what was stored before something was wrong stays there.
    """

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()


def desk(store: MemoryStore) -> Desk:
    casework = Casework(storage=store, people=store, policy=store.policy, clock=lambda: NOW)
    return casework.acting(KEEPER, Purpose.MIGRATION)


def read_in(store: MemoryStore, files: Sequence[AnyFile], *, strict: bool = False) -> ImportReport:
    streams = [
        TableFile(f"{number}.csv", file.table, BytesIO(file.content))
        for number, file in enumerate(files)
    ]
    return desk(store).import_tables(streams, strict=strict, confirmed=not strict)


def a_store(kind: type[MemoryStore] = MemoryStore) -> MemoryStore:
    store = kind()
    store.policy.add_actor(KEEPER)
    store.policy.grant(KEEPER.id, Permission.ADMIN, None)
    report = read_in(store, [AnyFile(table, text.encode()) for table, text in PEOPLE.items()])
    assert report.stored, report.errors
    return store


FILLED = a_store()._state


def a_copy(kind: type[MemoryStore] = MemoryStore) -> MemoryStore:
    names = [field.name for field in attrs.fields(MemoryState)]
    return kind(MemoryState(**{name: copy(getattr(FILLED, name)) for name in names}))


def everything_in(store: MemoryStore) -> dict[str, object]:
    """
    All that is stored, but for the read log: that somebody tried is logged.
    """
    kept = attrs.asdict(store._state, recurse=False)
    return {name: copy(value) for name, value in kept.items() if name != "accesses"}


def told(report: ImportReport) -> list[str]:
    """
    Every error in words, as the command line tells it.
    """
    return [
        text(language, key, **error.facts)
        for error in report.errors
        for key in [
            error.expected
            if error.expected.startswith("reasons.")
            else f"expected.{error.expected}"
        ]
        for language in Language
    ]


def everybody_can_be_looked_at(store: MemoryStore) -> None:
    """
    What was stored is what can be asked about, or the error tells.
    """
    list(store.lives())
    list(store.visits(EVER))
    list(store.absences(EVER))
    for unit in store.units():
        list(store.staff_of(unit.id, on=NOW.date()))


def stumbles(file: AnyFile) -> bool:
    """
    The control: does reading the file as most scripts do raise what nobody asked for?
    """
    try:
        list(csv.DictReader(StringIO(file.content.decode(), newline=""), strict=True))
    except (UnicodeError, csv.Error):
        return True
    return False


@pytest.mark.parametrize("part", range(PARTS))
def test_any_file_is_read_in_or_refused_in_words_with_nothing_stored(
    part: int, figure: Figure
) -> None:
    ended: Counter[str] = Counter()

    @seed(part)
    @settings(EVERY, max_examples=FILES // PARTS)
    @given(st.lists(any_files(), min_size=1, max_size=3), st.booleans())
    def read(files: list[AnyFile], strict: bool) -> None:
        store = a_copy()
        before = everything_in(store)

        report = read_in(store, files, strict=strict)

        if report.errors:
            assert everything_in(store) == before
            assert "" not in told(report)
            assert {error.file for error in report.errors} <= {
                tally.file for tally in report.tallies
            }
            assert min(error.line for error in report.errors) >= 1
        else:
            everybody_can_be_looked_at(store)
        ended["refused" if report.errors else "read in"] += 1
        ended["stumbled"] += any(stumbles(file) for file in files)

    read()

    assert FILES // PARTS == ended["refused"] + ended["read in"]
    assert min(ended["refused"], ended["read in"]) > FILES // PARTS / 10
    figure(
        f"imports of any files that ended in anything but success or a report, part {part + 1}",
        got=0,
        of=FILES // PARTS,
        control=ended["stumbled"],
        guard="read by a plain csv.DictReader",
    )
    assert ended["stumbled"] > FILES // PARTS / 10


def test_without_a_transaction_what_was_refused_would_have_been_stored(figure: Figure) -> None:
    left = 0

    @seed(0)
    @settings(EVERY, max_examples=200)
    @given(st.lists(any_files(), min_size=2, max_size=3))
    def read(files: list[AnyFile]) -> None:
        nonlocal left
        store = a_copy(TakesNothingBack)
        before = everything_in(store)
        report = read_in(store, files)
        left += bool(report.errors) and everything_in(store) != before

    read()

    assert left > 10
    figure(
        "imports that were refused and left something stored",
        got=0,
        of=FILES,
        control=f"{left} of 200",
        guard="no transaction",
    )


@pytest.mark.parametrize("again", [False, True], ids=["strictly", "as it was"])
def test_what_was_read_in_is_passed_over_when_it_comes_again(again: bool) -> None:
    compared = 0

    @seed(int(again))
    @settings(EVERY, max_examples=150)
    @given(any_files())
    def read(file: AnyFile) -> None:
        nonlocal compared
        store = a_copy()
        if not read_in(store, [file], strict=not again).stored:
            return
        before = everything_in(store)

        report = read_in(store, [file], strict=not again)

        assert () == report.errors
        assert [(0, 0)] == [(tally.new, tally.changed) for tally in report.tallies]
        assert everything_in(store) == before
        compared += 1

    read()

    assert compared > 30

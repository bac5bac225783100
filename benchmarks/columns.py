"""
Staff continuity, the fourteen days and search on columns, against what people write by hand.

How many million visits: FASTOMSORG_COLUMNS_VISITS (10,50,300), FASTOMSORG_COLUMNS_FORTNIGHT (8.4);
how many thousand clients are searched: FASTOMSORG_COLUMNS_CLIENTS (250). The files lie where the
system keeps what is temporary, about 5 GB for 300 million visits; in FASTOMSORG_COLUMNS_FOLDER they
stay for the next run.

By hand is what is written over the tables as they come: spells of answers, and of each contact.
Whoever has the report's own seats already, one row for the days with both contacts, is told apart.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from fastomsorg_columnar import Columns, ParquetVisits
from fastomsorg_columnar._folders import Replacing, current
from fastomsorg_columnar._partials import refresh_partials

from fastomsorg.care import Visit
from fastomsorg.statistics import StatusCounts, StatusDistribution, counts_of, fortnight
from fastomsorg.terms import ClientId, Period, Status

from ._columns_by import WAYS
from ._columns_data import END, YEAR, Size, make, months
from ._timing import Figure, seconds

MILLION = 1_000_000
GIGABYTE = 1 << 30
SMALL, LARGE = 10 * MILLION, 50 * MILLION
"""Up to how many visits everything is run, and everything but Spark."""

BY_HAND = ("duckdb", "polars", "narwhals", "pandas")
OVER_SEATS = "polars over seats"


@attrs.frozen
class Ran:
    """
    How long one way took, how much memory its process came to hold, and what it counted.
    """

    seconds: float
    bytes: int
    sums: tuple[int, ...]


def figures() -> Iterator[Figure]:
    sizes = [int(float(each) * MILLION) for each in _asked("VISITS", "10,50,300").split(",")]
    took: dict[int, float] = {}
    for visits in sizes:
        with _made(visits) as folder:
            ran = {way: _best(way, folder, visits) for way in _ways(visits)}
            _require_equal(ran)
            took[visits] = ran["ours"].seconds
            yield from _continuity(visits, ran)
            if visits <= SMALL:
                yield from _partials(folder, visits)
    yield from _growth(took)
    yield from _fortnight(int(float(_asked("FORTNIGHT", "8.4")) * MILLION))
    yield from _search(int(_asked("CLIENTS", "250")) * 1000)


@contextmanager
def _made(visits: int) -> Iterator[Path]:
    """
    An export with so many visits: one that was kept, or one that is made.
    """
    kept = _asked("FOLDER", "")
    with TemporaryDirectory(prefix="fastomsorg-columns-") as away:
        folder = Path(kept or away, str(visits))
        if not (folder / "current").exists():
            make(folder, Size(visits), whole_visits=visits <= SMALL)
        yield folder


def _asked(name: str, usual: str) -> str:
    return os.environ.get(f"FASTOMSORG_COLUMNS_{name}", usual)


def _ways(visits: int) -> Sequence[str]:
    if visits <= SMALL:
        return tuple(WAYS)
    most = ("ours", *BY_HAND, OVER_SEATS, "floor")
    return most if visits <= LARGE else ("ours", "duckdb", "floor")


def _best(way: str, folder: Path, visits: int) -> Ran:
    """
    The best of three runs, of two where there is much, of one where there is very much.
    """
    rounds = 3 if visits <= SMALL else 2 if visits <= LARGE else 1
    return min((_run(way, folder) for _ in range(rounds)), key=lambda ran: ran.seconds)


def _run(way: str, folder: Path) -> Ran:
    command = [sys.executable, "-m", "benchmarks._columns_by", way, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return Ran(told["seconds"], told["bytes"], tuple(told["sums"]))


def _require_equal(ran: Mapping[str, Ran]) -> None:
    """
    A figure is worth nothing where something else was counted.
    """
    sums = {way: each.sums for way, each in ran.items() if way != "floor"}
    if len(set(sums.values())) > 1:
        raise AssertionError(sums)


def _continuity(visits: int, ran: Mapping[str, Ran]) -> Iterator[Figure]:
    ours, about = ran["ours"], f"{visits // MILLION} M visits"
    for way in [each for each in BY_HAND if each in ran]:
        theirs = ran[way]
        told = f"{ours.seconds:.1f} s against {theirs.seconds:.1f} s and {_gigabytes(theirs)}"
        if way == "pandas":
            ratio = theirs.seconds / ours.seconds
            yield Figure(f"{about}: pandas / ours", ratio, 5, at_least=True, detail=told)
        else:
            aim = 0.8 if way == "duckdb" else 1
            what = "DuckDB over raw spells" if way == "duckdb" else way
            yield Figure(f"{about}: ours / {what}", ours.seconds / theirs.seconds, aim, detail=told)
    if OVER_SEATS in ran:
        seats = ran[OVER_SEATS].seconds
        told = f"{ours.seconds:.1f} s against {seats:.1f} s"
        yield Figure(f"{about}: ours / {OVER_SEATS}", ours.seconds / seats, detail=told)
    floor = ran["floor"].seconds
    told = f"{ours.seconds:.1f} s against {floor:.1f} s"
    yield Figure(f"{about}: ours / different pairs only", ours.seconds / floor, 4, detail=told)
    aim = 1.5 if visits <= LARGE else 2
    yield Figure(f"{about}: memory, GB", ours.bytes / GIGABYTE, aim)
    if "spark" in ran:
        spark, by_hand = ran["ours on spark"].seconds, ran["spark"].seconds
        told = f"{spark:.1f} s against {by_hand:.1f} s, without the session's start"
        yield Figure(f"{about}: ours on Spark / by hand", spark / by_hand, 1.1, detail=told)


def _gigabytes(ran: Ran) -> str:
    return f"{ran.bytes / GIGABYTE:.1f} GB"


def _growth(took: Mapping[int, float]) -> Iterator[Figure]:
    for fewer, more, aim in ((10, 50, 6.0), (50, 300, 6.5)):
        both = [took.get(each * MILLION) for each in (fewer, more)]
        if both[0] and both[1]:
            yield Figure(f"time from {fewer} M to {more} M visits", both[1] / both[0], aim)


def _partials(folder: Path, visits: int) -> Iterator[Figure]:
    """
    The year from its twelve months, as the engine finds them.
    """
    year = Period(YEAR, END)
    anew = seconds(lambda: Columns(folder).continuity(year), rounds=2)
    counted = Columns(folder).continuity(year)
    places = [("Kommunen", f"{first:%Y-%m}") for first, _ in months(12)]
    started = time.perf_counter()
    refresh_partials(Replacing(current(folder), None), places, END)
    made = time.perf_counter() - started
    united = seconds(lambda: Columns(folder).continuity(year), rounds=2)
    if counted != Columns(folder).continuity(year):
        raise AssertionError("partial results come to something else")
    told = f"{united:.1f} s against {anew:.1f} s; made in {made:.1f} s"
    what = f"{visits // MILLION} M visits: whole report from partial results / anew"
    yield Figure(what, united / anew, 1, detail=told)


def _fortnight(visits: int) -> Iterator[Figure]:
    """
    The report on columns against the loop in Python alone, without what it takes to read a visit.
    """
    days = Period(YEAR, YEAR + dt.timedelta(14))
    with TemporaryDirectory(prefix="fastomsorg-columns-") as name:
        folder = Path(name)
        size = Size(visits, clients=max(visits // 84, 1), months=1, days=14)
        make(folder, size, whole_visits=True)
        on_columns = seconds(lambda: Columns(folder).fortnight(YEAR), rounds=2)
        found = Columns(folder).fortnight(YEAR)
        port, born = ParquetVisits(folder), _births(folder)
        away = {each.id for each in port.absences(days)}
        reading = [0.0]
        started = time.perf_counter()
        visits_read = _clocked(port.visits(days), reading)
        counted = fortnight(visits_read, first=YEAR, born=born.get, away=away.__contains__)
        looping = time.perf_counter() - started - reading[0]
    if (found.staff, found.left_out) != (counted.staff, counted.left_out):
        raise AssertionError("the fourteen days come to something else on columns")
    told = f"{on_columns:.2f} s against {looping:.1f} s, and {reading[0]:.0f} s to read"
    what = f"fourteen days of {visits / MILLION:g} M visits: Python / columns"
    yield Figure(what, looping / on_columns, 20, at_least=True, detail=told)


def _clocked(visits: Iterator[Visit], reading: list[float]) -> Iterator[Visit]:
    """
    The visits, many at a time; how long they took to read is added to *reading*.
    """
    while True:
        started = time.perf_counter()
        some = list(islice(visits, 10_000))
        reading[0] += time.perf_counter() - started
        if not some:
            return
        yield from some


def _births(folder: Path) -> dict[ClientId, dt.date | None]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - only here

    table = pq.read_table(current(folder) / "clients.parquet", columns=["client", "born"])
    codes, born = table["client"].to_pylist(), table["born"].to_pylist()
    return {f"client{code}": day for code, day in zip(codes, born, strict=True)}


def _search(clients: int) -> Iterator[Figure]:
    """
    What a search tells without names; and with the cases, as where names are asked for.
    """
    with TemporaryDirectory(prefix="fastomsorg-columns-") as name:
        folder = Path(name)
        make(folder, Size(0, clients=clients, months=1, answers=6), whole_visits=True)

        def counts() -> StatusCounts:
            return Columns(folder).status_counts(Status.ACCEPTED, YEAR)

        def cases() -> StatusDistribution:
            return Columns(folder).distribution(Status.ACCEPTED, YEAR)

        if counts() != counts_of(cases()):
            raise AssertionError("a search without cases comes to something else")
        told = f"{clients:,} clients with five years of answers"
        yield Figure("search from Parquet, seconds", seconds(counts, rounds=3), 0.5, detail=told)
        yield Figure("the same with every case, seconds", seconds(cases, rounds=3), detail=told)

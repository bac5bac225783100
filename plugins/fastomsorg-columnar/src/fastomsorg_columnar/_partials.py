"""
Partial results: a closed month is summed up once, and a longer time is the union of its months.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ._database import ask
from ._files import Month, folder_of, put_in_place, write_table
from ._folders import Replacing
from ._layout import PARTIALS, UNDATED
from ._summing import (
    ELSEWHERE,
    MADE_FROM,
    OF_UNITS,
    as_laid_out,
    by_text,
    days_of,
    elsewhere_in,
    files_in,
    summed_up,
)

MEMORY = "1GB"
"""What may be held in memory before it is spilled to disk."""

Digests: TypeAlias = Mapping[int, str]
"""By unit, what its partial result is made from."""


def refresh_partials(
    place: Replacing, months: Iterable[Month], today: dt.date
) -> Mapping[Month, int]:
    """
    Sum up the months that have ended (*delresultat*), of every unit where what it is made from is
    another than it was; of how many units that was, by month.

    What units did at the clients of others is summed up each time: it follows from both.
    """
    closed = [month for month in months if month[1] != UNDATED and days_of(month)[1] <= today]
    sources: dict[Month, Digests] = {}
    made: dict[Month, int] = {}
    earlier = {} if place.earlier is None else _sources_in(place.earlier)
    with _working(place.new) as database:
        for month in closed:
            sources[month] = _digests(database, place.new, month)
            made[month] = _refresh(database, place, month, sources[month], earlier.get(month, {}))
        _elsewhere(database, place.new, closed)
    rows = ((*month, *row) for month, found in sources.items() for row in sorted(found.items()))
    write_table(place.new / "partial_sources.parquet", PARTIALS["partial_sources"], rows)
    return made


def _refresh(
    database: duckdb.DuckDBPyConnection,
    place: Replacing,
    month: Month,
    sources: Digests,
    earlier: Digests,
) -> int:
    """
    Make anew what is stale; what is not is taken over as it stands.
    """
    stale = [unit for unit, digest in sources.items() if earlier.get(unit) != digest]
    fresh = sorted(sources.keys() - set(stale))
    for table in OF_UNITS:
        new = folder_of(place.new / table, month)
        if place.earlier is not None and sources == earlier:
            put_in_place(new, folder_of(place.earlier / table, month))
            continue
        ask(database, "asked_units", {"unit": stale})
        files = files_in(place.new, MADE_FROM[table], [month])
        parts = [summed_up(database, table, files, days_of(month))]
        if fresh and place.earlier is not None:
            parts.append(_kept(database, table, files_in(place.earlier, table, [month]), fresh))
        new.mkdir(parents=True)
        pq.write_table(pa.concat_tables(parts), new / "000001.parquet")
    return len(stale)


def _kept(
    database: duckdb.DuckDBPyConnection, table: str, files: list[str], units: list[int]
) -> pa.Table:
    ask(database, "asked_units", {"unit": units})
    earlier = database.read_parquet(files, hive_partitioning=False)
    return as_laid_out(by_text(earlier, "parts", "partial_kept"), table)


def _elsewhere(database: duckdb.DuckDBPyConnection, root: Path, closed: Iterable[Month]) -> None:
    """
    A month of all municipalities at once: a client may live in one and be visited from another.
    """
    by_month: dict[str, list[Month]] = {}
    for month in closed:
        by_month.setdefault(month[1], []).append(month)
    for name, places in sorted(by_month.items()):
        files = files_in(root, MADE_FROM[ELSEWHERE], places)
        parts = summed_up(database, ELSEWHERE, files, days_of(places[0]))
        path = elsewhere_in(root, name)
        path.parent.mkdir(parents=True)
        pq.write_table(parts, path)


def _digests(database: duckdb.DuckDBPyConnection, root: Path, month: Month) -> Digests:
    first_day, end_day = days_of(month)
    ask(database, "asked", {"first_day": [first_day], "end_day": [end_day]})
    visits = database.read_parquet(files_in(root, "visits", [month]), hive_partitioning=False)
    return dict(by_text(visits, "some_visits", "partial_sources").fetchall())


def _sources_in(root: Path) -> dict[Month, dict[int, str]]:
    found: dict[Month, dict[int, str]] = {}
    path = root / "partial_sources.parquet"
    if path.exists():
        for row in pq.read_table(path).to_pylist():
            month = row["municipality"], row["month"]
            found.setdefault(month, {})[row["unit"]] = row["digest"]
    return found


@contextmanager
def _working(root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """
    A database with the seats and the clients, that spills to disk what does not fit.
    """
    with (
        TemporaryDirectory(prefix="fastomsorg-") as away,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": away}) as database,
    ):
        for table in ("seats", "clients"):
            database.read_parquet(str(root / f"{table}.parquet")).create_view(table)
        yield database

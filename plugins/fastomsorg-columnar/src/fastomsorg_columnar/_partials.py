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

from ._asking import Row
from ._database import ask
from ._files import Month, folder_of, put_in_place, write_table
from ._folders import Replacing
from ._layout import MONTHS, PARTIALS, UNDATED
from ._texts import text_of

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
    """
    closed = [month for month in months if month[1] != UNDATED and days_of(month)[1] <= today]
    sources: dict[Month, Digests] = {}
    made: dict[Month, int] = {}
    earlier = {} if place.earlier is None else _sources_in(place.earlier)
    with _working(place.new) as database:
        for month in closed:
            sources[month] = _digests(database, place.new, month)
            made[month] = _refresh(database, place, month, sources[month], earlier.get(month, {}))
    rows = ((*month, *row) for month, found in sources.items() for row in sorted(found.items()))
    write_table(place.new / "partial_sources.parquet", PARTIALS["partial_sources"], rows)
    return made


def continuity_from_partials(
    database: duckdb.DuckDBPyConnection,
    root: Path,
    first_day: dt.date,
    end_day: dt.date,
    united: str = "partials_united",
) -> list[Row] | None:
    """
    The rows of ``continuity.sql`` (*personalkontinuitet*) from what is summed up of the months that
    lie in the days, and from the visits of the days before and after; None where no month does.
    *united* is the text that unites them: of every unit by itself where it says so.

    *root* is where the export lies; the database has its tables, and what is asked for.
    """
    months = [
        month
        for month in _months_in(root, "partials")
        if first_day <= days_of(month)[0] and days_of(month)[1] <= end_day
    ]
    if not months:
        return None
    ends = min(days_of(month)[0] for month in months), max(days_of(month)[1] for month in months)
    parts = database.read_parquet(_files(root, "partials", months), hive_partitioning=False)
    for days in ((first_day, ends[0]), (ends[1], end_day)):
        rest = _rest(database, root, *days)
        if rest is not None:
            parts = parts.union(rest)
    ask(database, "asked", {"first_day": [first_day], "end_day": [end_day]})
    return _by_text(parts, "parts", united).fetchall()


def days_of(month: Month) -> tuple[dt.date, dt.date]:
    """
    The month's first day, and the day after its last (*månadens dagar*).
    """
    first = dt.date.fromisoformat(f"{month[1]}-01")
    years, number = divmod(first.month, MONTHS)
    return first, dt.date(first.year + years, number + 1, 1)


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
    new = folder_of(place.new / "partials", month)
    if place.earlier is not None and sources == earlier:
        put_in_place(new, folder_of(place.earlier / "partials", month))
        return 0
    parts = _summed_up(database, _files(place.new, "crews", [month]), days_of(month), stale)
    fresh = sorted(sources.keys() - set(stale))
    if fresh and place.earlier is not None:
        lie = database.read_parquet(_files(place.earlier, "partials", [month]))
        ask(database, "asked_units", {"unit": fresh})
        parts = pa.concat_tables([parts, _as_laid_out(_by_text(lie, "parts", "partial_kept"))])
    new.mkdir(parents=True)
    pq.write_table(parts, new / "000001.parquet")
    return len(stale)


def _summed_up(
    database: duckdb.DuckDBPyConnection,
    crews: list[str],
    days: tuple[dt.date, dt.date],
    units: list[int],
) -> pa.Table:
    ask(database, "asked", {"first_day": [days[0]], "end_day": [days[1]]})
    ask(database, "asked_units", {"unit": units})
    some = database.read_parquet(crews, hive_partitioning=False)
    return _as_laid_out(_by_text(some, "some_crews", "partial"))


def _by_text(rows: duckdb.DuckDBPyRelation, table: str, report: str) -> duckdb.DuckDBPyRelation:
    """
    What the text of a report comes to where its *table* is these rows.
    """
    found = rows.query(table, text_of(report))
    assert found is not None
    return found


def _as_laid_out(rows: duckdb.DuckDBPyRelation) -> pa.Table:
    schema = PARTIALS["partials"]
    return rows.to_arrow_table().select(schema.names).cast(schema)


def _rest(
    database: duckdb.DuckDBPyConnection, root: Path, first_day: dt.date, end_day: dt.date
) -> duckdb.DuckDBPyRelation | None:
    """
    The days of which nothing is summed up, of the units that are asked for.
    """
    months = [
        month
        for month in _months_in(root, "crews")
        if month[1] != UNDATED and days_of(month)[0] < end_day and first_day < days_of(month)[1]
    ]
    if not months:
        return None
    ask(database, "asked", {"first_day": [first_day], "end_day": [end_day]})
    crews = database.read_parquet(_files(root, "crews", months), hive_partitioning=False)
    return database.from_arrow(_as_laid_out(_by_text(crews, "some_crews", "partial")))


def _digests(database: duckdb.DuckDBPyConnection, root: Path, month: Month) -> Digests:
    first_day, end_day = days_of(month)
    ask(database, "asked", {"first_day": [first_day], "end_day": [end_day]})
    visits = database.read_parquet(_files(root, "visits", [month]), hive_partitioning=False)
    return dict(_by_text(visits, "some_visits", "partial_sources").fetchall())


def _sources_in(root: Path) -> dict[Month, dict[int, str]]:
    found: dict[Month, dict[int, str]] = {}
    path = root / "partial_sources.parquet"
    if path.exists():
        for row in pq.read_table(path).to_pylist():
            month = row["municipality"], row["month"]
            found.setdefault(month, {})[row["unit"]] = row["digest"]
    return found


def _months_in(root: Path, table: str) -> list[Month]:
    return sorted(
        (path.parent.name.partition("=")[2], path.name.partition("=")[2])
        for path in (root / table).glob("municipality=*/month=*")
    )


def _files(root: Path, table: str, months: Iterable[Month]) -> list[str]:
    folders = [folder_of(root / table, month) for month in months]
    return sorted(str(path) for folder in folders for path in folder.glob("*.parquet"))


@contextmanager
def _working(root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """
    A database with the seats, that spills to disk what does not fit.
    """
    with (
        TemporaryDirectory(prefix="fastomsorg-") as away,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": away}) as database,
    ):
        database.read_parquet(str(root / "seats.parquet")).create_view("seats")
        yield database

"""
Where partial results lie, and what the texts that make and unite them are run over.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from ._database import ask
from ._files import Month, folder_of
from ._layout import MONTHS, PARTIALS, UNDATED
from ._texts import text_of

OF_UNITS = ("partials", "partial_exclusions")
"""The tables of partial results that are made unit by unit."""

ELSEWHERE = "partial_elsewhere"
"""The table of those that are made of every unit at once."""

MAKING = {
    "partials": "partial",
    "partial_exclusions": "partial_exclusions",
    ELSEWHERE: "partial_elsewhere",
}
"""The text that makes each table."""

MADE_FROM = {"partials": "crews", "partial_exclusions": "visits", ELSEWHERE: "visits"}
"""The table whose rows each is made from."""


def days_of(month: Month) -> tuple[dt.date, dt.date]:
    """
    The month's first day, and the day after its last (*månadens dagar*).
    """
    first = dt.date.fromisoformat(f"{month[1]}-01")
    years, number = divmod(first.month, MONTHS)
    return first, dt.date(first.year + years, number + 1, 1)


def months_in(root: Path, table: str) -> list[Month]:
    """
    The months that have a folder (*månader*) in the table, but for what has no day.
    """
    places = (
        (path.parent.name.partition("=")[2], path.name.partition("=")[2])
        for path in (root / table).glob("municipality=*/month=*")
    )
    return sorted(month for month in places if month[1] != UNDATED)


def files_in(root: Path, table: str, months: Iterable[Month]) -> list[str]:
    """
    The files of the months (*månadernas filer*).
    """
    folders = [folder_of(root / table, month) for month in months]
    return sorted(str(path) for folder in folders for path in folder.glob("*.parquet"))


def elsewhere_in(root: Path, month: str) -> Path:
    """
    The file of a month of all municipalities (*månadens fil*).
    """
    return root / ELSEWHERE / f"month={month}" / "000001.parquet"


def by_text(rows: duckdb.DuckDBPyRelation, table: str, report: str) -> duckdb.DuckDBPyRelation:
    """
    What the text of a report comes to where its *table* is these rows (*rapportens rader*).
    """
    found = rows.query(table, text_of(report))
    assert found is not None
    return found


def as_laid_out(rows: duckdb.DuckDBPyRelation, table: str) -> pa.Table:
    """
    The rows with the columns and types that the table has (*tabellens kolumner*).
    """
    schema = PARTIALS[table]
    return rows.to_arrow_table().select(schema.names).cast(schema)


def summed_up(
    database: duckdb.DuckDBPyConnection,
    table: str,
    files: list[str],
    days: tuple[dt.date, dt.date],
) -> pa.Table:
    """
    What the days come to (*delresultat*) of the units that are asked for, out of what the table is
    made from.
    """
    ask(database, "asked", {"first_day": [days[0]], "end_day": [days[1]]})
    some = database.read_parquet(files, hive_partitioning=False)
    return as_laid_out(by_text(some, f"some_{MADE_FROM[table]}", MAKING[table]), table)

"""
The staff continuity of a year over one export, in as many ways as people write it.

Each is run in a process of its own, opens the files itself, and says what all its clients' figures
add up to, how long it took and how much memory it came to hold.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from fastomsorg_columnar._folders import current, files_of

from ._columns_data import END, YEAR

Sums: TypeAlias = tuple[int, ...]

FIGURES = (
    *("staff", "visits", "double_staffed", "primary_hits", "primary_base"),
    *("deputy_hits", "deputy_base", "total_hits", "total_base"),
)
ADDED_UP = ", ".join(f"SUM({each})" for each in FIGURES)
MEMORY = "1GB"


def ours(folder: Path) -> Sums:
    """
    The report's own text over the export's seats.
    """
    from fastomsorg_columnar._duckdb import DuckDbPlace
    from fastomsorg_columnar._texts import text_of

    place = DuckDbPlace(folder, memory=MEMORY, spill=folder)
    with place.asking() as asking:
        asking.ask("asked", {"first_day": [YEAR], "end_day": [END]})
        asking.ask("asked_units", {"unit": asking.units(None)})
        asking.ask("asked_kinds", {"kind": ["home_care"]})
        text = f"SELECT {ADDED_UP} FROM ({text_of('continuity')}\n)"
        (found,) = asking._cursor.sql(text).fetchall()
    return _whole(found)


RAW = """
WITH counted AS (
    SELECT crews.client, crews.visit, crews.staff, crews.crew, crews.place,
        ordinary.staff AS primary_staff, deputy.staff AS deputy_staff
    FROM crews
    JOIN status_spells AS stays
        ON stays.client = crews.client AND stays.unit = crews.unit
        AND crews.on_day >= stays.first_day AND crews.on_day < stays.end_day
    LEFT JOIN contact_spells AS ordinary
        ON ordinary.client = crews.client AND ordinary.unit = crews.unit
        AND ordinary.role = 'primary'
        AND crews.on_day >= ordinary.first_day AND crews.on_day < ordinary.end_day
    LEFT JOIN contact_spells AS deputy
        ON deputy.client = crews.client AND deputy.unit = crews.unit AND deputy.role = 'deputy'
        AND crews.on_day >= deputy.first_day AND crews.on_day < deputy.end_day
    WHERE crews.performed AND NOT crews.upside_down AND crews.kind = 'home_care'
        AND crews.on_day >= DATE '2025-01-01' AND crews.on_day < DATE '2026-01-01'
)
SELECT client,
    COUNT(DISTINCT staff) AS staff,
    COUNT(DISTINCT visit) AS visits,
    COUNT(DISTINCT CASE WHEN crew > 1 THEN visit END) AS double_staffed,
    SUM(CASE WHEN staff = primary_staff THEN 1 ELSE 0 END) AS primary_hits,
    COUNT(DISTINCT CASE WHEN primary_staff IS NOT NULL THEN visit END) AS primary_base,
    SUM(CASE WHEN staff = deputy_staff THEN 1 ELSE 0 END) AS deputy_hits,
    COUNT(DISTINCT CASE WHEN deputy_staff IS NOT NULL THEN visit END) AS deputy_base,
    COUNT(DISTINCT CASE WHEN staff IN (primary_staff, deputy_staff) THEN visit END) AS total_hits,
    COUNT(DISTINCT CASE
        WHEN primary_staff IS NOT NULL OR deputy_staff IS NOT NULL THEN visit
    END) AS total_base
FROM counted
GROUP BY client
"""
SPARING: Mapping[str, str] = {
    "COUNT(DISTINCT visit)": "SUM(CASE WHEN place = 0 THEN 1 ELSE 0 END)",
    "COUNT(DISTINCT CASE WHEN crew > 1 THEN visit END)": (
        "SUM(CASE WHEN place = 0 AND crew > 1 THEN 1 ELSE 0 END)"
    ),
    "COUNT(DISTINCT CASE WHEN primary_staff IS NOT NULL THEN visit END)": (
        "SUM(CASE WHEN place = 0 AND primary_staff IS NOT NULL THEN 1 ELSE 0 END)"
    ),
    "COUNT(DISTINCT CASE WHEN deputy_staff IS NOT NULL THEN visit END)": (
        "SUM(CASE WHEN place = 0 AND deputy_staff IS NOT NULL THEN 1 ELSE 0 END)"
    ),
    """COUNT(DISTINCT CASE
        WHEN primary_staff IS NOT NULL OR deputy_staff IS NOT NULL THEN visit
    END)""": (
        "SUM(CASE WHEN place = 0 AND (primary_staff IS NOT NULL OR deputy_staff IS NOT NULL) "
        "THEN 1 ELSE 0 END)"
    ),
}
"""What whoever knows that a visit's first row has place 0 writes, instead of visits told apart."""


def raw_spells() -> str:
    """
    What is written by hand over the spells of each role, by somebody who knows the tables well.
    """
    text = RAW
    for slow, quick in SPARING.items():
        assert slow in text
        text = text.replace(slow, quick)
    return text


def duckdb_by_hand(folder: Path) -> Sums:
    database = _database(folder, "crews", "status_spells", "contact_spells")
    return _whole(database.execute(f"SELECT {ADDED_UP} FROM ({raw_spells()})").fetchall()[0])


def distinct_floor(folder: Path) -> Sums:
    """
    Only the pairs of client and staff: nothing that counts different staff does less.
    """
    database = _database(folder, "crews")
    found = database.execute("SELECT COUNT(*) FROM (SELECT DISTINCT client, staff FROM crews)")
    return _whole(found.fetchall()[0])


def polars_by_hand(folder: Path) -> Sums:
    import polars as pl

    root = current(folder)
    crews = pl.scan_parquet(list(files_of(root, "crews")), hive_partitioning=False)
    stays = pl.scan_parquet(root / "status_spells.parquet").drop("status")
    contacts = pl.scan_parquet(root / "contact_spells.parquet").rename({"staff": "contact"})
    case, first = ["client", "unit"], pl.col("place") == 0
    on_the_day = pl.col("first_day") <= pl.col("on_day"), pl.col("on_day") < pl.col("end_day")
    counted = (
        crews.filter(
            pl.col("performed"),
            ~pl.col("upside_down"),
            pl.col("kind") == "home_care",
            pl.col("on_day").is_between(YEAR, END, closed="left"),
        )
        .select(*case, "on_day", "visit", "staff", "crew", "place")
        .join(stays, on=case)
        .filter(*on_the_day)
        .drop("first_day", "end_day")
    )
    of_visits = counted.group_by("client").agg(
        pl.col("staff").n_unique(),
        visits=first.sum(),
        double_staffed=(first & (pl.col("crew") > 1)).sum(),
    )
    primary, deputy = pl.col("role") == "primary", pl.col("role") == "deputy"
    hit = pl.col("staff") == pl.col("contact")
    held = counted.join(contacts, on=case).filter(*on_the_day)
    of_contacts = held.group_by("client").agg(
        primary_hits=(hit & primary).sum(),
        primary_base=(first & primary).sum(),
        deputy_hits=(hit & deputy).sum(),
        deputy_base=(first & deputy).sum(),
        total_hits=pl.col("visit").filter(hit).n_unique(),
        total_base=pl.col("visit").filter(first).n_unique(),
    )
    both = of_visits.join(of_contacts, on="client", how="left")
    sums = both.select(pl.col(*FIGURES).cast(pl.Int64).sum()).collect(engine="streaming")
    return _whole(sums.row(0))


def polars_over_seats(folder: Path) -> Sums:
    """
    In polars by somebody who has the seats already, as the export lays them out.
    """
    import polars as pl

    root = current(folder)
    crews = pl.scan_parquet(list(files_of(root, "crews")), hive_partitioning=False)
    seats = pl.scan_parquet(root / "seats.parquet")
    first = pl.col("place") == 0
    primary, deputy = pl.col("primary_staff"), pl.col("deputy_staff")
    by_either = (pl.col("staff") == primary) | (pl.col("staff") == deputy)
    held = primary.is_not_null() | deputy.is_not_null()
    counted = (
        crews.filter(
            pl.col("performed"),
            ~pl.col("upside_down"),
            pl.col("kind") == "home_care",
            pl.col("on_day").is_between(YEAR, END, closed="left"),
        )
        .select("client", "unit", "on_day", "visit", "staff", "crew", "place")
        .join(seats, on=["client", "unit"])
        .filter(pl.col("first_day") <= pl.col("on_day"), pl.col("on_day") < pl.col("end_day"))
    )
    of_clients = counted.group_by("client").agg(
        pl.col("staff").n_unique(),
        visits=first.sum(),
        double_staffed=(first & (pl.col("crew") > 1)).sum(),
        primary_hits=(pl.col("staff") == primary).sum(),
        primary_base=(first & primary.is_not_null()).sum(),
        deputy_hits=(pl.col("staff") == deputy).sum(),
        deputy_base=(first & deputy.is_not_null()).sum(),
        total_hits=pl.col("visit").filter(by_either.fill_null(value=False)).n_unique(),
        total_base=(first & held).sum(),
    )
    sums = of_clients.select(pl.col(*FIGURES).cast(pl.Int64).sum()).collect(engine="streaming")
    return _whole(sums.row(0))


def narwhals_by_hand(folder: Path) -> Sums:
    """
    The same in narwhals, on polars.
    """
    import narwhals as nw
    import polars as pl

    root = current(folder)
    files = list(files_of(root, "crews"))
    crews = nw.from_native(pl.scan_parquet(files, hive_partitioning=False))
    stays = nw.from_native(pl.scan_parquet(root / "status_spells.parquet")).drop("status")
    contacts = nw.from_native(pl.scan_parquet(root / "contact_spells.parquet"))
    contacts = contacts.rename({"staff": "contact"})
    case, first = ["client", "unit"], nw.col("place") == 0
    on_the_day = nw.col("first_day") <= nw.col("on_day"), nw.col("on_day") < nw.col("end_day")
    counted = (
        crews.filter(
            nw.col("performed"),
            ~nw.col("upside_down"),
            nw.col("kind") == "home_care",
            nw.col("on_day") >= YEAR,
            nw.col("on_day") < END,
        )
        .select(*case, "on_day", "visit", "staff", "crew", "place")
        .join(stays, on=case)
        .filter(*on_the_day)
        .drop("first_day", "end_day")
        .with_columns(first=first, doubled=first & (nw.col("crew") > 1))
    )
    of_visits = counted.group_by("client").agg(
        nw.col("staff").n_unique(),
        visits=nw.col("first").sum(),
        double_staffed=nw.col("doubled").sum(),
    )
    primary, deputy = nw.col("role") == "primary", nw.col("role") == "deputy"
    hit = nw.col("staff") == nw.col("contact")
    held = (
        counted.join(contacts, on=case)
        .filter(*on_the_day)
        .with_columns(
            hit=hit,
            by_primary=hit & primary,
            primary_there=nw.col("first") & primary,
            by_deputy=hit & deputy,
            deputy_there=nw.col("first") & deputy,
        )
    )
    of_contacts = held.group_by("client").agg(
        primary_hits=nw.col("by_primary").sum(),
        primary_base=nw.col("primary_there").sum(),
        deputy_hits=nw.col("by_deputy").sum(),
        deputy_base=nw.col("deputy_there").sum(),
    )
    whole = (
        of_visits.select(nw.col("staff", "visits", "double_staffed").cast(nw.Int64).sum()),
        of_contacts.select(nw.col(*FIGURES[3:7]).cast(nw.Int64).sum()),
        *(
            held.filter(nw.col(which)).select("client", "visit").unique().select(nw.len())
            for which in ("hit", "first")
        ),
    )
    return _whole([figure for each in whole for figure in each.collect("polars").row(0)])


def pandas_by_hand(folder: Path) -> Sums:
    import pandas as pd

    root = current(folder)
    read = ["client", "unit", "on_day", "visit", "staff", "crew", "place"]
    asked = [("performed", "==", True), ("upside_down", "==", False), ("kind", "==", "home_care")]
    crews = pd.concat(
        [pd.read_parquet(path, columns=read, filters=asked) for path in files_of(root, "crews")],
        ignore_index=True,
    )
    seats = pd.read_parquet(root / "seats.parquet").drop(columns="stay")
    joined = crews.merge(seats, on=["client", "unit"])
    del crews
    within = (joined.first_day <= joined.on_day) & (joined.on_day < joined.end_day)
    counted = joined[within & (joined.on_day >= YEAR) & (joined.on_day < END)]
    del joined
    first = counted.place == 0
    primary, deputy = counted.staff == counted.primary_staff, counted.staff == counted.deputy_staff
    has_primary, has_deputy = counted.primary_staff.notna(), counted.deputy_staff.notna()
    sums = {
        "staff": counted.groupby("client").staff.nunique().sum(),
        "visits": first.sum(),
        "double_staffed": (first & (counted.crew > 1)).sum(),
        "primary_hits": primary.sum(),
        "primary_base": (first & has_primary).sum(),
        "deputy_hits": deputy.sum(),
        "deputy_base": (first & has_deputy).sum(),
        "total_hits": counted[primary | deputy].groupby("client").visit.nunique().sum(),
        "total_base": (first & (has_primary | has_deputy)).sum(),
    }
    return _whole([sums[each] for each in FIGURES])


def spark_by_hand(folder: Path) -> Sums:
    return _on_spark(folder, raw_spells())


def ours_on_spark(folder: Path) -> Sums:
    from fastomsorg_columnar._texts import text_of

    return _on_spark(folder, text_of("continuity"))


def _on_spark(folder: Path, text: str) -> Sums:
    """
    Either text, in a session that has been started and has the same tables. The second run counts.
    """
    from fastomsorg_columnar._spark import SparkPlace

    place = SparkPlace(folder, "local[*]")
    with place.asking() as asking:
        asking.ask("asked", {"first_day": [YEAR], "end_day": [END]})
        asking.ask("asked_units", {"unit": list(asking.units(None))})
        asking.ask("asked_kinds", {"kind": ["home_care"]})
        wanted = f"SELECT {ADDED_UP} FROM ({text}\n)"
        place._session.sql(wanted).collect()
        _STARTED[0] = time.perf_counter()
        (found,) = place._session.sql(wanted).collect()
    return _whole(found)


WAYS: Mapping[str, Callable[[Path], Sums]] = {
    "ours": ours,
    "duckdb": duckdb_by_hand,
    "polars": polars_by_hand,
    "polars over seats": polars_over_seats,
    "narwhals": narwhals_by_hand,
    "pandas": pandas_by_hand,
    "floor": distinct_floor,
    "spark": spark_by_hand,
    "ours on spark": ours_on_spark,
}
NEEDS: Mapping[str, Sequence[str]] = {
    "ours": ("fastomsorg_columnar",),
    "duckdb": ("duckdb",),
    "polars": ("polars",),
    "polars over seats": ("polars",),
    "narwhals": ("narwhals", "polars"),
    "pandas": ("pandas",),
    "floor": ("duckdb",),
    "spark": ("pyspark",),
    "ours on spark": ("fastomsorg_columnar", "pyspark"),
}
_STARTED = [0.0]


def _database(folder: Path, *tables: str) -> Any:
    import duckdb

    database = duckdb.connect(config={"temp_directory": str(folder / "spill")})
    for table in tables:
        files = list(files_of(current(folder), table))
        database.read_parquet(files, hive_partitioning=False).create_view(table)
    return database


def _whole(row: Sequence[Any]) -> Sums:
    return tuple(int(each) for each in row)


def main() -> None:
    """
    Run one way over one folder, and write what came of it.
    """
    way, folder = sys.argv[1], Path(sys.argv[2])
    for module in NEEDS[way]:
        importlib.import_module(module)
    _STARTED[0] = time.perf_counter()
    sums = WAYS[way](folder)
    took = time.perf_counter() - _STARTED[0]
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"sums": sums, "seconds": took, "bytes": held}))


if __name__ == "__main__":
    main()

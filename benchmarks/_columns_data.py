"""
An export made by the database itself: as many visits as wanted, in the layout that exports have.

Clients keep to a few of the staff and meet others now and then; half of them change contacts once;
a tenth of the visits are double-staffed, some by both contacts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import duckdb
from fastomsorg_columnar import TABLES

YEAR = dt.date(2025, 1, 1)
END = dt.date(2026, 1, 1)
STAYS_FROM = dt.date(2020, 6, 1)
ROWS = 250_000
"""How many rows a group of a file has, as an export's own files do."""

PEOPLE: Mapping[str, str] = {
    "units": """
        SELECT unit, 'Kommunen' AS municipality, 'Hemtjänsten' AS provider
        FROM range($units) each(unit)
    """,
    "clients": """
        SELECT client, DATE '1930-01-01' + CAST(hash(client, 'born') % 12000 AS INTEGER) AS born,
            client % 50 = 0 AS protected
        FROM range($clients) each(client)
    """,
    "ids": """
        SELECT 'client' AS kind, code, 'client' || code AS id FROM range($clients) each(code)
        UNION ALL SELECT 'unit', code, 'unit' || code FROM range($units) each(code)
        UNION ALL SELECT 'staff', code, 'staff' || code FROM range($staff) each(code)
    """,
    "absences": """
        SELECT 'client' AS who, 'client' || client AS id, client, first_day,
            first_day + CAST(hash(client, 'away') % 20 AS INTEGER) + 1 AS end_day, '' AS reason
        FROM (
            SELECT client, $first + CAST(hash(client, 'absence') % 365 AS INTEGER) AS first_day
            FROM range($clients) each(client)
            WHERE hash(client, 'absent') % 10 = 0
        )
    """,
    "cases": "SELECT client, client % $units AS unit FROM range($clients) each(client)",
    "status_spells": """
        SELECT client, unit,
            $stays + CAST(number * 300 AS INTEGER) AS first_day,
            CASE WHEN number + 1 < $answers
                THEN $stays + CAST((number + 1) * 300 AS INTEGER)
                ELSE DATE '9999-12-31' END AS end_day,
            CASE WHEN number + 1 < $answers
                THEN ['not_asked', 'declined', 'no_need'][number % 3 + 1]
                WHEN hash(client, 'answer') % 10 = 0 THEN 'declined'
                ELSE 'accepted' END AS status
        FROM cases, range($answers) each(number)
    """,
    "seats": """
        WITH changed AS (
            SELECT client, unit, client * 13 AS team,
                $first + CAST(hash(client, 'changed') % 365 AS INTEGER) AS on_day,
                hash(client, 'twice') % 2 = 0 AS twice,
                hash(client, 'answer') % 10 > 0 AS accepted,
                hash(client, 'deputy') % 100 < 55 AS has_deputy
            FROM cases
        ),
        spells AS (
            SELECT *, 0 AS number, $stays AS first_day,
                CASE WHEN twice THEN on_day ELSE DATE '9999-12-31' END AS end_day
            FROM changed
            UNION ALL
            SELECT *, 1, on_day, DATE '9999-12-31' FROM changed WHERE twice
        )
        SELECT client, unit, first_day, end_day, $stays AS stay,
            CASE WHEN accepted THEN (team + number) % $staff END AS primary_staff,
            CASE WHEN accepted AND has_deputy THEN (team + 10 + number) % $staff END AS deputy_staff
        FROM spells
    """,
    "contact_spells": """
        SELECT client, unit, first_day, end_day, 'primary' AS role, primary_staff AS staff
        FROM seats WHERE primary_staff IS NOT NULL
        UNION ALL
        SELECT client, unit, first_day, end_day, 'deputy', deputy_staff
        FROM seats WHERE deputy_staff IS NOT NULL
    """,
}

VISITS = """
    SELECT
        visit,
        client,
        client % $units AS unit,
        on_day,
        CASE WHEN hash(visit, 'kind') % 10 = 0 THEN 'alarm' ELSE 'home_care' END AS kind,
        hash(visit, 'performed') % 33 > 0 AS performed,
        hash(visit, 'upside') % 1000 = 0 AS upside_down,
        FALSE AS again,
        DATE '1900-01-01' AS known_from,
        minute,
        CASE WHEN second IS NULL THEN 1 ELSE 2 END AS crew,
        (CAST(hash(visit, 'late') % 4000 AS BIGINT) - 2000) * 1000000 AS late,
        'v' || visit AS id,
        timezone('Europe/Stockholm', on_day + to_minutes(minute)) AS starts,
        starts + to_minutes(CASE WHEN upside_down THEN -1 ELSE 30 END) AS ends,
        starts - to_microseconds(late) AS planned_starts,
        planned_starts + to_minutes(30) AS planned_ends,
        ['personal_care'] AS services,
        CASE WHEN second IS NULL THEN [first] ELSE [first, second] END AS staff,
        [first] AS planned_staff,
        FALSE AS registered_afterwards
    FROM (
        SELECT
            visit,
            client,
            $month + CAST(hash(visit, 'day') % $days AS INTEGER) AS on_day,
            CAST(420 + hash(visit, 'minute') % 900 AS INTEGER) AS minute,
            CAST(30 * pow(hash(visit, 'who') / 18446744073709551616.0, 2) AS INTEGER) AS nearness,
            (client * 13 + nearness) % $staff AS first,
            CASE WHEN hash(visit, 'second') % 10 = 0
                THEN (client * 13 + (nearness + 10) % 40) % $staff
            END AS second
        FROM (
            SELECT visit, CAST(hash(visit, 'client') % $clients AS INTEGER) AS client
            FROM range($from, $to) each(visit)
        )
    )
    ORDER BY starts
"""
CREWS = """
    SELECT visits.*, UNNEST(staff) AS member, generate_subscripts(staff, 1) - 1 AS place
    FROM made AS visits
"""


@attrs.frozen
class Size:
    """
    How much there is of everything: visits on so many *days* at most of each month, *answers* after
    one another for each client.
    """

    visits: int
    clients: int = 200_000
    staff: int = 60_000
    units: int = 1_000
    months: int = 12
    days: int = 31
    answers: int = 1


def months(count: int) -> Iterator[tuple[dt.date, int]]:
    for number in range(count):
        first = dt.date(YEAR.year + number // 12, number % 12 + 1, 1)
        after = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield first, (after - first).days


def make(folder: Path, size: Size, *, whole_visits: bool) -> None:
    """
    Write the export; without *whole_visits* only what staff continuity is counted by.
    """
    root = folder / "export-000001"
    root.mkdir(parents=True)
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"SET temp_directory = '{folder / 'spill'}'")
        known = {"clients": size.clients, "staff": size.staff, "units": size.units}
        days = {"first": YEAR, "stays": STAYS_FROM, "answers": size.answers}
        for name, text in PEOPLE.items():
            _create(database, name, text, {**known, **days})
            _write(database, name, root / f"{name}.parquet")
        for number, (month, length) in enumerate(months(size.months)):
            ends = [size.visits * each // size.months for each in (number, number + 1)]
            values = {
                **known,
                "month": month,
                "days": min(length, size.days),
                "from": ends[0],
                "to": ends[1],
            }
            _month(database, root, month, values, whole_visits=whole_visits)
    (folder / "current").write_text(root.name)


def _month(
    database: duckdb.DuckDBPyConnection,
    root: Path,
    month: dt.date,
    values: Mapping[str, object],
    *,
    whole_visits: bool,
) -> None:
    place = f"municipality=Kommunen/month={month:%Y-%m}"
    _create(database, "made", VISITS, values)
    database.execute(
        "CREATE OR REPLACE TABLE crews AS SELECT * EXCLUDE (staff, member), member AS staff "
        f"FROM ({CREWS})"
    )
    _write(database, "crews", _new(root / "crews" / place))
    if whole_visits:
        database.execute("CREATE OR REPLACE VIEW visits AS SELECT * FROM made")
        _write(database, "visits", _new(root / "visits" / place))
        database.execute("DROP VIEW visits")
    database.execute("DROP TABLE crews; DROP TABLE made")


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder / "000001.parquet"


def _create(
    database: duckdb.DuckDBPyConnection, name: str, text: str, values: Mapping[str, object]
) -> None:
    needed = {key: value for key, value in values.items() if f"${key}" in text}
    database.execute(f"CREATE OR REPLACE TABLE {name} AS {text}", needed)


def _write(database: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """
    The columns that an export's table has, each of the type that it has there.
    """
    types = {
        "int16": "SMALLINT",
        "int32": "INTEGER",
        "int64": "BIGINT",
        "string": "VARCHAR",
        "bool": "BOOLEAN",
        "date32[day]": "DATE",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
        "list<item: string>": "VARCHAR[]",
        "list<item: int32>": "INTEGER[]",
    }
    wanted = ", ".join(
        f"CAST({name}.{field.name} AS {types[str(field.type)]}) AS {field.name}"
        for field in TABLES[name]
    )
    database.execute(
        f"COPY (SELECT {wanted} FROM {name}) TO '{path}' "
        f"(FORMAT parquet, ROW_GROUP_SIZE {ROWS}, COMPRESSION snappy)"
    )

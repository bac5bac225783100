"""
The tables, as they lie in Parquet files: their columns, types and keys.

A day is a date, an *end* is the day after the last one, an instant is in UTC. Ids are whole
numbers; `ids` says which id each of them stands for. Spells of one case share no day, and of
contact spells those of one role.
"""

import datetime as dt
from collections.abc import Mapping

import pyarrow as pa

DAY = pa.date32()
INSTANT = pa.timestamp("us", tz="UTC")
CODE = pa.int32()

FOREVER = dt.date.max
"""The end of what has no known end."""

EVER = dt.date(1900, 1, 1)
"""The first day of what has always been."""


def _table(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns])


CASE = (("client", CODE), ("unit", CODE))
DAYS = (("first_day", DAY), ("end_day", DAY))
OF_VISIT = (
    ("visit", pa.int64()),
    *CASE,
    ("on_day", DAY),
    ("kind", pa.string()),
    ("performed", pa.bool_()),
    ("upside_down", pa.bool_()),
    ("again", pa.bool_()),
    ("known_from", DAY),
    ("minute", pa.int16()),
)

TABLES: Mapping[str, pa.Schema] = {
    "ids": _table(("kind", pa.string()), ("code", CODE), ("id", pa.string())),
    "clients": _table(("client", CODE), ("born", DAY), ("protected", pa.bool_())),
    "units": _table(("unit", CODE), ("municipality", pa.string()), ("provider", pa.string())),
    "cases": _table(*CASE),
    "status_spells": _table(*CASE, *DAYS, ("status", pa.string())),
    "contact_spells": _table(*CASE, *DAYS, ("role", pa.string()), ("staff", CODE)),
    "absences": _table(
        ("who", pa.string()), ("id", pa.string()), ("client", CODE), *DAYS, ("reason", pa.string())
    ),
    "seats": _table(*CASE, *DAYS, ("stay", DAY), ("primary_staff", CODE), ("deputy_staff", CODE)),
    "visits": _table(
        *OF_VISIT,
        ("crew", pa.int16()),
        ("late", pa.int64()),
        ("id", pa.string()),
        ("starts", INSTANT),
        ("ends", INSTANT),
        ("planned_starts", INSTANT),
        ("planned_ends", INSTANT),
        ("services", pa.list_(pa.string())),
        ("staff", pa.list_(CODE)),
        ("planned_staff", pa.list_(CODE)),
        ("registered_afterwards", pa.bool_()),
    ),
    "crews": _table(*OF_VISIT, ("staff", CODE), ("crew", pa.int16()), ("place", pa.int16())),
}
"""
Every table (*tabell*) with its columns.

`seats` has the days of every stay with whoever is primary and deputy, or nobody; what is counted of
visits is joined with it. *stay* is the first day of the stay, which tells it from the others of the
case. `crews` has a row for each visit and staff: *crew* is how many took part,
*place* is 0 for the first of them. *on_day* is the day in Sweden of the start, or of the planned
start where there is none; *minute* the start's minutes after midnight on a Swedish clock; *late*
its microseconds after the planned start. *again* is a visit whose id was told of before on its day;
*known_from* the day from which everybody who took part is in the register, `EVER` for the longest,
`FOREVER` for never. `absences` have a *client* where it is the client's.
"""

COUNT = pa.int64()

PARTIALS: Mapping[str, pa.Schema] = {
    "partials": _table(
        ("unit", CODE),
        ("client", CODE),
        ("kind", pa.string()),
        ("staff", CODE),
        ("known_from", DAY),
        ("visits", COUNT),
        ("double_staffed", COUNT),
        ("primary_hits", COUNT),
        ("primary_base", COUNT),
        ("deputy_hits", COUNT),
        ("deputy_base", COUNT),
        ("both_hits", COUNT),
        ("total_base", COUNT),
    ),
    "partial_exclusions": _table(
        ("unit", CODE),
        ("kind", pa.string()),
        ("why", pa.string()),
        ("known_from", DAY),
        ("visits", COUNT),
    ),
    "partial_elsewhere": _table(
        ("unit", CODE),
        ("kind", pa.string()),
        ("stays", pa.list_(CODE)),
        ("told", pa.int64()),
        ("visits", COUNT),
    ),
    "partial_sources": _table(
        ("municipality", pa.string()),
        ("month", pa.string()),
        ("unit", CODE),
        ("digest", pa.string()),
    ),
}
"""
The tables of what is summed up of months that have ended (*delresultat*).

Each visit that counts is in the rows of its staff: *visits*, *double_staffed* and the bases in that
of the first of them, *primary_hits* and *deputy_hits* in those of the contacts; *both_hits*, in the
deputy's, are those in which both took part.

`partial_exclusions` has every visit of the unit by why it does not count, where what is asked for
ends on *known_from* or before: always for `FOREVER`, for `EVER` never. A visit of a kind that is
not asked for does not count whatever the day. `partial_elsewhere` has the visits that a unit made
to somebody with *stays* at others that day; *told* is the number of the first of several such
visits with one id and one day, which are to count once. `partial_sources` has a digest of what was
summed up.
"""

BY_MONTH = ("visits", "crews")
"""The tables that lie in a folder for each municipality and month."""

NO_MUNICIPALITY = "none"
"""What stands for the municipality of a unit that has none."""

UNDATED = "none"
"""What stands for the month of a visit without a day."""

MONTHS = 12
PLACES = 1 << 14
NUMBERS = 1 << 32
"""
A visit's number is that of its month, of its municipality among so many *places*, and its own among
so many *numbers*: visits that come to one month leave those of the others as they are.
"""

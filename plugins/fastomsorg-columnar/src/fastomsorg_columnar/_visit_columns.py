"""
Visits as columns: what is counted by follows from what was written down, a column at a time.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fastomsorg.care import Visit
from fastomsorg.statistics import Seen
from fastomsorg.terms import Service, stockholm

from ._codes import Codes
from ._files import ROWS, batch
from ._layout import CODE, DAY, EVER, INSTANT, MONTHS, TABLES
from ._register import StaffRegister

WRITTEN = pa.schema(
    [
        ("client", CODE),
        ("unit", CODE),
        ("kind", pa.string()),
        ("performed", pa.bool_()),
        ("id", pa.string()),
        ("starts", INSTANT),
        ("ends", INSTANT),
        ("planned_starts", INSTANT),
        ("planned_ends", INSTANT),
        ("services", pa.list_(pa.string())),
        ("staff", pa.list_(CODE)),
        ("took_part", pa.list_(CODE)),
        ("planned_staff", pa.list_(CODE)),
        ("registered_afterwards", pa.bool_()),
        ("known_from", DAY),
    ]
)
"""A visit as it was written down; *took_part* has the staff once each."""

MINUTES = 60


def visit_columns(
    visits: Iterable[Visit], codes: Codes, register: StaffRegister
) -> Iterator[pa.Table]:
    """
    The visits (*besök i kolumner*), so many at a time, without numbers of their own yet.

    A column *month* counts months from year nought; 0 stands for none.
    """
    waiting = iter(visits)
    services: dict[frozenset[Service], list[str]] = {}
    seen = Seen()
    while rows := [_row(visit, codes, register, services) for visit in islice(waiting, ROWS)]:
        some = _with_derived(pa.Table.from_batches([batch(WRITTEN, rows)]).combine_chunks())
        places = zip(some["id"].to_pylist(), some["on_day"].to_pylist(), strict=True)
        yield some.append_column("again", pa.array([seen.again(*each) for each in places]))


def _row(
    visit: Visit,
    codes: Codes,
    register: StaffRegister,
    services: dict[frozenset[Service], list[str]],
) -> tuple[Any, ...]:
    staff = [codes.staff(each) for each in visit.staff]
    known = services.get(visit.services)
    if known is None:
        known = services[visit.services] = sorted(each.value for each in visit.services)
    return (
        codes.client(visit.client),
        codes.unit(visit.unit),
        visit.kind.value,
        visit.performed,
        visit.id,
        visit.starts,
        visit.ends,
        visit.planned_starts,
        visit.planned_ends,
        known,
        staff,
        list(dict.fromkeys(staff)) if len(staff) > 1 else staff,
        [codes.staff(each) for each in visit.planned_staff],
        visit.registered_afterwards,
        max(map(register.known_from, visit.staff), default=EVER),
    )


def _with_derived(rows: pa.Table) -> pa.Table:
    starts, planned = (rows[name].combine_chunks() for name in ("starts", "planned_starts"))
    clock = swedish_clock(pc.coalesce(starts, planned))
    minute = pc.add(pc.multiply(pc.hour(clock), MINUTES), pc.minute(clock))
    month = pc.add(pc.multiply(pc.year(clock), MONTHS), pc.subtract(pc.month(clock), 1))
    derived = {
        "on_day": pc.floor_temporal(clock, unit="day").cast(pa.date32()),
        "minute": pc.if_else(starts.is_valid(), minute, None).cast(pa.int16()),
        "late": pc.subtract(starts.cast(pa.int64()), planned.cast(pa.int64())),
        "upside_down": pc.fill_null(pc.less(rows["ends"], rows["starts"]), fill_value=False),
        "crew": pc.list_value_length(rows["took_part"]).cast(pa.int16()),
        "month": pc.fill_null(month, 0),
    }
    for name, column in derived.items():
        rows = rows.append_column(name, column)
    return rows


def swedish_clock(instants: pa.Array) -> pa.Array:
    """
    What a clock in Sweden shows (*svensk tid*), as a timestamp without a zone.

    The zone is asked once for each hour there is: it changes on the hour.
    """
    in_utc = instants.cast(pa.int64()).cast(pa.timestamp("us"))
    hours = pc.floor_temporal(in_utc, unit="hour").dictionary_encode()
    ahead = pa.array([_ahead(each) for each in hours.dictionary.to_pylist()], pa.duration("us"))
    return pc.add(in_utc, pc.take(ahead, hours.indices))


def _ahead(hour: dt.datetime) -> dt.timedelta | None:
    return hour.replace(tzinfo=dt.UTC).astimezone(stockholm()).utcoffset()


def by_staff(visits: pa.Table) -> pa.Table:
    """
    A row for each visit and staff who took part (*besättning*), of numbered visits.
    """
    took_part = visits["took_part"].combine_chunks()
    visit = pc.list_parent_indices(took_part)
    first = pc.take(took_part.offsets, visit)
    row = pa.array(range(len(visit)), pa.int32())
    place = pc.subtract(row, pc.subtract(first, took_part.offsets[0]))
    schema = TABLES["crews"]
    own = {"staff": pc.list_flatten(took_part), "place": place.cast(pa.int16())}
    of_visit = visits.select([name for name in schema.names if name not in own]).take(visit)
    columns = [own[name] if name in own else of_visit[name] for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)

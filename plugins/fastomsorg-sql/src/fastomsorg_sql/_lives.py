"""
The read model: every case's spells as rows, written with the registrations they follow from.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Select,
    Text,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    type_coerce,
)

from fastomsorg.history import Holding, Life, Spell
from fastomsorg.terms import END_OF_DAYS, CaseKey, ClientId, Period, Role, UnitId

from ._dialect import dialect_of
from ._part import Part
from ._schema import Row as NewRow
from ._schema import spell

PAGE = 200
"""How many cases are read at a time."""
MANY = 5_000
"""How many rows are read at a time, where a case is one row."""

_KEY = (spell.c.client, spell.c.unit)
_FORGET = delete(spell).where(
    spell.c.client == bindparam("of_client"),
    spell.c.unit == bindparam("of_unit"),
    spell.c.start == bindparam("of_start"),
)
_ADD = insert(spell)
_STANDING = (
    select(
        *_KEY,
        type_coerce(spell.c.status, Text()),
        spell.c.primary,
        spell.c.deputy,
    )
    .where(spell.c.start <= bindparam("on"), bindparam("on") < spell.c.end)
    .order_by(*_KEY)
    .limit(bindparam("most"))
)


class Lives(Part):
    """
    The lives of many cases (*ärendenas förlopp*), read from their spells.
    """

    def lives(
        self,
        *,
        unit: UnitId | None = None,
        client: ClientId | None = None,
        on: dt.date | None = None,
    ) -> Iterator[tuple[CaseKey, Life]]:
        wanted = _wanted(unit=unit, client=client, on=on)
        last: CaseKey | None = None
        while True:
            with self._session.reading() as connection:
                rows = connection.execute(_page(wanted, after=last)).all()
            if not rows:
                return
            for key, spells in groupby(rows, lambda row: CaseKey(row.client, row.unit)):
                yield key, Life(tuple(spell_of(row) for row in spells))
                last = key

    def standing(
        self, on: dt.date, *, unit: UnitId | None = None
    ) -> Iterator[tuple[ClientId, UnitId, str, str | None, str | None]]:
        """
        How each case with a stay on the day stands then (*läge*), in order of key.
        """
        wanted = _STANDING if unit is None else _STANDING.where(spell.c.unit == unit)
        last: tuple[str, str] | None = None
        while True:
            page = wanted if last is None else wanted.where(tuple_(*_KEY) > last)
            with self._session.reading() as connection:
                rows = connection.execute(page, {"on": on, "most": MANY}).all()
            yield from map(tuple, rows)
            if len(rows) < MANY:
                return
            last = rows[-1][0], rows[-1][1]


def write_lives(connection: Connection, lives: Mapping[CaseKey, Life]) -> None:
    """
    Add the spells (*skeden*) of cases that have none.
    """
    rows = [row_of(key, each) for key, life in lives.items() for each in life.spells]
    if rows:
        connection.execute(_ADD, rows)


def change_lives(
    connection: Connection, before: Mapping[CaseKey, Life], after: Mapping[CaseKey, Life]
) -> None:
    """
    Let the spells (*skeden*) that were become those that are: what is the same is left alone.
    """
    gone: list[NewRow] = []
    changed: list[NewRow] = []
    for key, life in after.items():
        stood = {each.period.start: each for each in before[key].spells}
        stands = {each.period.start: each for each in life.spells}
        changed += (row_of(key, each) for day, each in stands.items() if each != stood.get(day))
        gone += (
            {"of_client": key.client, "of_unit": key.unit, "of_start": day}
            for day in stood
            if day not in stands
        )
    if gone:
        connection.execute(_FORGET, gone)
    if changed:
        connection.execute(_change(connection), changed)


def _change(connection: Connection) -> Insert:
    """
    The statement that adds or changes spells, made once for each database.
    """
    name = connection.dialect.name
    if name not in _CHANGES:
        _CHANGES[name] = dialect_of(connection).insert_or_change(spell)
    return _CHANGES[name]


_CHANGES: dict[str, Insert] = {}


def _wanted(
    *, unit: UnitId | None, client: ClientId | None, on: dt.date | None
) -> Select[str, str]:
    wanted = select(*_KEY).distinct()
    if unit is not None:
        wanted = wanted.where(spell.c.unit == unit)
    if client is not None:
        wanted = wanted.where(spell.c.client == client)
    if on is not None:
        wanted = wanted.where(spell.c.start <= on, on < spell.c.end)
    return wanted


def _page(wanted: Select[str, str], *, after: CaseKey | None) -> Select[*tuple[Any, ...]]:
    """
    Whole cases, as many as are read at a time: a case is never half of before and half of after.
    """
    if after is not None:
        wanted = wanted.where(tuple_(*_KEY) > (after.client, after.unit))
    keys = wanted.order_by(*_KEY).limit(PAGE).subquery()
    return (
        select(spell)
        .join(keys, (keys.c.client == spell.c.client) & (keys.c.unit == spell.c.unit))
        .order_by(*_KEY, spell.c.start)
    )


def row_of(key: CaseKey, each: Spell) -> NewRow:
    """
    A spell as a row (*skede som rad*): an end that is not known is the end of days.
    """
    row: NewRow = {
        "client": key.client,
        "unit": key.unit,
        "start": each.period.start,
        "end": each.period.end_or_forever,
        "stay_start": each.stay.start,
        "stay_end": each.stay.end_or_forever,
        "status": each.status,
    }
    for role in Role:
        held = each.holder(role)
        row[role] = held.staff if held else None
        row[f"{role}_since"] = held.since if held else None
        row[f"{role}_by"] = held.by if held else None
    return row


def spell_of(row: Row[*tuple[Any, ...]]) -> Spell:
    return Spell(
        period=_period(row.start, row.end),
        stay=_period(row.stay_start, row.stay_end),
        status=row.status,
        primary=_holding(row.primary, row.primary_since, row.primary_by),
        deputy=_holding(row.deputy, row.deputy_since, row.deputy_by),
        contact_person=_holding(
            row.contact_person, row.contact_person_since, row.contact_person_by
        ),
        deputy_contact_person=_holding(
            row.deputy_contact_person,
            row.deputy_contact_person_since,
            row.deputy_contact_person_by,
        ),
    )


def _holding(staff: Any, since: Any, by: Any) -> Holding | None:
    return None if staff is None else Holding(staff, since, by)


def _period(start: dt.date, end: dt.date) -> Period:
    return Period(start, None if end == END_OF_DAYS else end)

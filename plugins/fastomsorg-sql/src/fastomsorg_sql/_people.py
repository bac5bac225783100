"""
Who there is: rows as they were handed over, of which those count that were known and hold.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice

import attrs
from sqlalchemy import bindparam, select

from fastomsorg.care import Client, Employment, StaffMember, Unit
from fastomsorg.terms import ClientId, Instant, StaffId, UnitId

from ._instants import AFTER_ALL
from ._part import Part
from ._people_rows import EMPLOYMENT, AnyRow, client_of, employment_of, staff_member_of, unit_of
from ._schema import client, employment, membership, staff, unit

_LATEST_FLAG = (
    select(client.c.protected)
    .where(client.c.id == bindparam("id"))
    .order_by(client.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_CLIENT = (
    select(client, _LATEST_FLAG.label("protected_now"))
    .where(client.c.id == bindparam("id"), client.c.recorded_at <= bindparam("known"))
    .order_by(client.c.number.desc())
    .limit(1)
)
_SOME = (
    select(client.c.id)
    .distinct()
    .where(client.c.id > bindparam("last"))
    .order_by(client.c.id)
    .limit(bindparam("most"))
    .subquery()
)
_BIRTHS = (
    select(client.c.id, client.c.born)
    .where(client.c.id.in_(select(_SOME.c.id)))
    .order_by(client.c.id, client.c.number)
)
"""Some clients, each as it was put every time: the last row holds."""
_LATER = staff.alias()
_LATEST_STAFF_FLAG = (
    select(_LATER.c.protected)
    .where(_LATER.c.id == staff.c.id)
    .order_by(_LATER.c.number.desc())
    .limit(1)
    .correlate(staff)
    .scalar_subquery()
)
_UNIT = select(unit).where(unit.c.id == bindparam("id")).order_by(unit.c.number.desc()).limit(1)
_UNITS = select(unit).order_by(unit.c.id, unit.c.number)
_HOLDING = (
    select(staff, _LATEST_STAFF_FLAG.label("protected_now"))
    .where(staff.c.recorded_at <= bindparam("known"), staff.c.since <= bindparam("on"))
    .order_by(staff.c.id, staff.c.since, staff.c.number)
)
_AMONG = _HOLDING.where(staff.c.id.in_(bindparam("ids", expanding=True)))
_EMPLOYMENTS = (
    select(*EMPLOYMENT)
    .where(employment.c.recorded_at <= bindparam("known"))
    .order_by(employment.c.number)
)
_OF_UNIT = select(membership.c.staff).where(membership.c.unit == bindparam("unit"))
_STAFF_OF_UNIT = _HOLDING.where(staff.c.id.in_(_OF_UNIT))
_EMPLOYMENTS_OF_UNIT = _EMPLOYMENTS.where(employment.c.staff.in_(_OF_UNIT))
_LATEST_ROW = (
    select(staff.c.number)
    .where(
        staff.c.id == bindparam("id"),
        staff.c.recorded_at <= bindparam("known"),
        staff.c.since <= bindparam("on"),
    )
    .order_by(staff.c.since.desc(), staff.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_MEMBER = (
    select(staff, _LATEST_STAFF_FLAG.label("protected_now"), *EMPLOYMENT)
    .outerjoin(
        employment,
        (employment.c.staff == staff.c.id) & (employment.c.recorded_at <= bindparam("known")),
    )
    .where(staff.c.number == _LATEST_ROW)
    .order_by(employment.c.number)
)


FEW = 500
"""How many ids are asked for at a time."""
MANY = 5_000
"""How many clients are read at a time, where only their birth is asked for."""


class People(Part):
    """
    Clients, staff and units (*personer och enheter*), as they are read.
    """

    def client(self, id: ClientId, *, known: Instant | None = None) -> Client | None:
        with self._session.reading() as connection:
            row = connection.execute(_CLIENT, {"id": id, "known": known or AFTER_ALL}).one_or_none()
        return None if row is None else attrs.evolve(client_of(row), protected=row.protected_now)

    def births(self) -> Iterator[tuple[ClientId, dt.date | None]]:
        """
        When each client was born (*födelsedagar*), as it was last put; in order of id.
        """
        last = ""
        while True:
            with self._session.reading() as connection:
                rows = connection.execute(_BIRTHS, {"last": last, "most": MANY}).all()
            yield from dict(map(tuple, rows)).items()
            if not rows:
                return
            last = rows[-1][0]

    def staff(
        self, id: StaffId, *, on: dt.date, known: Instant | None = None
    ) -> StaffMember | None:
        values = {"id": id, "on": on, "known": known or AFTER_ALL}
        with self._session.reading() as connection:
            rows = connection.execute(_MEMBER, values).all()
        if not rows:
            return None
        posts = _latest_posts(row for row in rows if row.employed is not None)
        return _member(rows[0], posts)

    def staff_of(
        self, unit: UnitId, *, on: dt.date, known: Instant | None = None
    ) -> Iterator[StaffMember]:
        values = {"unit": unit, "on": on, "known": known or AFTER_ALL}
        with self._session.reading() as connection:
            posts = _latest_posts(connection.execute(_EMPLOYMENTS_OF_UNIT, values))
            rows = connection.execute(_STAFF_OF_UNIT, values).all()
        return (member for member in _members(rows, posts) if unit in member.units)

    def staff_among(self, ids: Iterable[StaffId], *, on: dt.date) -> Iterator[StaffMember]:
        """
        Those of the ids that are somebody's (*personal*), as on the day, without their employments.
        """
        wanted = iter(sorted(set(ids)))
        while some := tuple(islice(wanted, FEW)):
            values = {"ids": some, "on": on, "known": AFTER_ALL}
            with self._session.reading() as connection:
                rows = connection.execute(_AMONG, values).all()
            yield from _members(rows, {})

    def unit(self, id: UnitId) -> Unit | None:
        with self._session.reading() as connection:
            row = connection.execute(_UNIT, {"id": id}).one_or_none()
        return None if row is None else unit_of(row)

    def units(self) -> Iterator[Unit]:
        with self._session.reading() as connection:
            rows = connection.execute(_UNITS).all()
        for _, versions in groupby(rows, lambda row: row.id):
            *_, latest = versions
            yield unit_of(latest)


def _members(
    rows: Iterable[AnyRow], posts: Mapping[StaffId, tuple[Employment, ...]]
) -> Iterator[StaffMember]:
    """
    Of each person the row that is the latest to begin, then the latest to be known.
    """
    for _, versions in groupby(rows, lambda row: row.id):
        *_, latest = versions
        yield _member(latest, posts)


def _member(row: AnyRow, posts: Mapping[StaffId, tuple[Employment, ...]]) -> StaffMember:
    """
    The person as the row says, but for the flag, which is the latest whatever row it is.
    """
    return staff_member_of(row, posts.get(row.id, ()), protected=bool(row.protected_now))


def _latest_posts(rows: Iterable[AnyRow]) -> dict[StaffId, tuple[Employment, ...]]:
    known: defaultdict[StaffId, dict[object, Employment]] = defaultdict(dict)
    for row in rows:
        post = employment_of(row)
        known[row.employed][post.employer, post.title, post.period.start] = post
    return {id: tuple(sorted(posts.values(), key=_in_order_of_days)) for id, posts in known.items()}


def _in_order_of_days(post: Employment) -> tuple[dt.date, str, str]:
    return post.period.start, post.employer, post.title

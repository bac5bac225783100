"""
What is told of a registration, written with it, and how far it has come with each receiver.
"""

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    literal_column,
)

from fastomsorg.hooks import DeliveryState
from fastomsorg.journal import NoticeKind
from fastomsorg_sql._types import Day, Moment, Uid, Word

from ._columns import key, looked_at_on_commit, needed, optional, since, table

notice = table(
    "notice",
    key("position", Integer()),
    key("place", Integer()),
    needed("id", Uid()),
    needed("case_file", Integer(), ForeignKey("case_file.id")),
    needed("kind", Word(NoticeKind)),
    needed("on_day", Day()),
    optional("not_before", Moment()),
    needed("content", Text()),
    needed("targets", Integer()),
    looked_at_on_commit(["position"], ["registration.position"]),
    UniqueConstraint("id"),
    Index("ix_notice_case_file", "case_file", "on_day"),
)
is_note = notice.c.kind == literal_column(f"'{NoticeKind.JOURNAL}'")
"""Is it a journal note? Spelt out: an index over some rows is found only by their condition."""

Index(
    "ix_notice_note",
    notice.c.on_day,
    notice.c.position,
    notice.c.place,
    sqlite_where=is_note,
    postgresql_where=is_note,
)

delivery = table(
    "delivery",
    key("position", Integer()),
    key("place", Integer()),
    key("rank", Integer()),
    needed("target", Text()),
    needed("state", Word(DeliveryState)),
    optional("told", Text()),
    since("case_file", Integer(), "0"),
    since("attempts", Integer(), "0"),
    optional("problem", Text()),
    optional("retry_at", Moment()),
    optional("claimed_until", Moment()),
    looked_at_on_commit(["position", "place"], ["notice.position", "notice.place"]),
    UniqueConstraint("position", "place", "target"),
    clustered=True,
)


def is_unsettled(deliveries: FromClause) -> ColumnElement[bool]:
    """
    Does it stand in its line (*står kvar i kön*)? Spelt out, for the same reason.
    """
    states = (DeliveryState.PENDING, DeliveryState.PARKED)
    return deliveries.c.state.in_([literal_column(f"'{state}'") for state in states])


is_pending = delivery.c.state == literal_column(f"'{DeliveryState.PENDING}'")
"""Has it still to be told? Spelt out, for the same reason."""

Index(
    "ix_delivery_pending",
    delivery.c.position,
    delivery.c.place,
    delivery.c.rank,
    sqlite_where=is_pending,
    postgresql_where=is_pending,
)
Index(
    "ix_delivery_line",
    delivery.c.case_file,
    delivery.c.target,
    delivery.c.position,
    delivery.c.place,
    sqlite_where=is_unsettled(delivery),
    postgresql_where=is_unsettled(delivery),
)

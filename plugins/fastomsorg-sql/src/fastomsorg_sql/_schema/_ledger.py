"""
The ledger, which is only ever added to, and the read model that can be made anew from it.

A registration is written after its entries, notices and deliveries, and says how many there are:
the database refuses it where they are not there, and refuses any that come later.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, literal_column

from fastomsorg.hooks import AccessOutcome, DeliveryState
from fastomsorg.journal import NoticeKind
from fastomsorg.terms import Permission, Purpose, Role, Status
from fastomsorg_sql._types import Day, Moment, Uid, Word

from ._columns import key, looked_at_on_commit, needed, numbered, optional, table

case_file = table(
    "case_file",
    numbered("id"),
    needed("client", Text()),
    needed("unit", Text()),
    UniqueConstraint("client", "unit"),
    Index("ix_case_file_unit", "unit", "client"),
)

registration = table(
    "registration",
    numbered("position"),
    needed("id", Uid()),
    needed("digest", Text()),
    needed("answer", Text()),
    needed("recorded_at", Moment()),
    needed("actor", Text()),
    needed("actor_name", Text()),
    needed("actor_title", Text()),
    needed("purpose", Word(Purpose)),
    needed("rulebook", Text()),
    needed("routine", Text()),
    needed("entries", Integer()),
    needed("notices", Integer()),
    UniqueConstraint("id"),
)

entry = table(
    "entry",
    key("position", Integer()),
    key("place", Integer()),
    needed("case_file", Integer(), ForeignKey("case_file.id")),
    needed("version", Integer()),
    needed("events", Text()),
    looked_at_on_commit(["position"], ["registration.position"]),
    UniqueConstraint("case_file", "version"),
)

enactment_start = table(
    "enactment_start",
    key("enactment", Text()),
    key("position", Integer()),
    key("place", Integer()),
    looked_at_on_commit(["position", "place"], ["entry.position", "entry.place"]),
    Index("ix_enactment_start_entry", "position", "place"),
    clustered=True,
)

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
)

delivery = table(
    "delivery",
    key("position", Integer()),
    key("place", Integer()),
    key("rank", Integer()),
    needed("target", Text()),
    needed("state", Word(DeliveryState)),
    optional("told", Text()),
    looked_at_on_commit(["position", "place"], ["notice.position", "notice.place"]),
    UniqueConstraint("position", "place", "target"),
    clustered=True,
)
is_pending = delivery.c.state == literal_column(f"'{DeliveryState.PENDING}'")
"""Has it still to be told? Spelt out, for the same reason."""

Index(
    "ix_delivery_pending",
    delivery.c.position,
    delivery.c.place,
    delivery.c.rank,
    sqlite_where=is_pending,
)

access = table(
    "access",
    numbered("number"),
    needed("actor", Text()),
    needed("purpose", Word(Purpose)),
    needed("permission", Word(Permission)),
    needed("action", Text()),
    needed("at", Moment()),
    needed("outcome", Word(AccessOutcome)),
    optional("unit", Text()),
    optional("client", Text()),
)


def _seat(role: Role) -> tuple[Column[object], ...]:
    return (
        Column(role.value, Text),
        Column(f"{role.value}_since", Day),
        Column(f"{role.value}_by", Uid),
    )


spell = table(
    "spell",
    key("client", Text()),
    key("unit", Text()),
    key("start", Day()),
    needed("end", Day()),
    needed("stay_start", Day()),
    needed("stay_end", Day()),
    needed("status", Word(Status)),
    *(column for role in Role for column in _seat(role)),
    Index("ix_spell_unit", "unit", "end", "start"),
    clustered=True,
)

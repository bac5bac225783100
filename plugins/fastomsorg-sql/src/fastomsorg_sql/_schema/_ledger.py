"""
The ledger, which is only ever added to.

A registration is written after its entries, notices and deliveries, and says how many there are:
the database refuses it where they are not there, and refuses any that come later.

The hash chain covers an entry with the columns of its registration and its case: see
`fastomsorg.wire.Link`. *events* is kept to the letter: a type that writes JSON its own way would
break it.
"""

from sqlalchemy import ForeignKey, Index, Integer, Text, UniqueConstraint

from fastomsorg.terms import Purpose
from fastomsorg_sql._types import Moment, Uid, Word

from ._columns import key, looked_at_on_commit, needed, numbered, since, table

case_file = table(
    "case_file",
    numbered("id"),
    needed("client", Text()),
    needed("unit", Text()),
    since("chain", Text(), ""),
    UniqueConstraint("client", "unit"),
    Index("ix_case_file_unit", "unit", "client"),
    Index("ix_case_file_chain", "chain", unique=True),
)

is_erased = case_file.c.unit == case_file.c.chain
"""Has what the case was about been erased? Then it is known by nothing but its chain."""

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
    since("salt", Text(), ""),
    UniqueConstraint("id"),
)

entry = table(
    "entry",
    key("position", Integer()),
    key("place", Integer()),
    needed("case_file", Integer(), ForeignKey("case_file.id")),
    needed("version", Integer()),
    needed("events", Text()),
    since("salt", Text(), ""),
    since("commitment", Text(), ""),
    since("hash", Text(), ""),
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

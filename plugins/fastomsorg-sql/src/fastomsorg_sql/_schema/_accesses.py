"""
The read log.
"""

from sqlalchemy import Index, Text

from fastomsorg.hooks import AccessOutcome
from fastomsorg.terms import Permission, Purpose
from fastomsorg_sql._types import Moment, Uid, Word

from ._columns import needed, numbered, optional, table

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
    optional("staff", Text()),
    optional("note", Uid()),
)
is_of_note = access.c.note.is_not(None)
Index(
    "ix_access_note",
    access.c.actor,
    access.c.note,
    sqlite_where=is_of_note,
    postgresql_where=is_of_note,
)

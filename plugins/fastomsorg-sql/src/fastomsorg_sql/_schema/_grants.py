"""
Who may do what, and what the keeper has set.
"""

from sqlalchemy import ForeignKey, Index, Text

from fastomsorg.terms import Permission
from fastomsorg_sql._types import Word

from ._columns import key, needed, numbered, optional, table

actor = table(
    "actor",
    key("id", Text()),
    needed("name", Text()),
    needed("title", Text()),
    optional("login", Text()),
)

granted = table(
    "granted",
    numbered("number"),
    needed("actor", Text(), ForeignKey("actor.id")),
    needed("permission", Word(Permission)),
    optional("unit", Text()),
    Index("ix_granted_actor", "actor", "permission"),
)

setting = table(
    "setting",
    key("name", Text()),
    needed("value", Text()),
)

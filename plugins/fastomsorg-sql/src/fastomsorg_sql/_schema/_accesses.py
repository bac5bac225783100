"""
The read log.
"""

from sqlalchemy import Text

from fastomsorg.hooks import AccessOutcome
from fastomsorg.terms import Permission, Purpose
from fastomsorg_sql._types import Moment, Word

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
)

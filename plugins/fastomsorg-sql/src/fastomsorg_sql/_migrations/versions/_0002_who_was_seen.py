"""
Protected identities of staff; whom of the staff, and which note, a row of the read log is about.
"""

import sqlalchemy as sa
from alembic import op
from fastomsorg_sql._types import Flag, Uid
from sqlalchemy import Column, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("staff", Column("protected", Flag()))
    op.add_column("access", Column("staff", Text()))
    op.add_column("access", Column("note", Uid()))
    of_note = sa.text("note IS NOT NULL")
    op.create_index(
        "ix_access_note",
        "access",
        ["actor", "note"],
        sqlite_where=of_note,
        postgresql_where=of_note,
    )

"""
What is too old can be erased: the guards let the eraser through, and nobody else.
"""

from alembic import op
from fastomsorg_sql._migrations import _guards
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint

revision = "0005"
down_revision = "0004"

STAYS = {
    "case_file": ("id", "chain"),
    "registration": (
        *("position", "id", "digest", "recorded_at", "purpose", "rulebook", "routine"),
        *("entries", "notices"),
    ),
    "entry": ("position", "place", "case_file", "version", "commitment", "hash"),
    "access": (
        "number",
        "actor",
        "purpose",
        "permission",
        "action",
        "at",
        "outcome",
        "unit",
        "staff",
    ),
}
"""What is left of a row when the person it is about has been erased."""

GOES = ("enactment_start", "notice", "delivery")


def upgrade() -> None:
    op.create_table(
        "erasing",
        Column("number", Integer(), autoincrement=False, nullable=False),
        Column("nobody", Integer(), nullable=False),
        PrimaryKeyConstraint("number"),
        ForeignKeyConstraint(
            ["nobody"], ["registration.position"], deferrable=True, initially="DEFERRED"
        ),
        sqlite_strict=True,
    )
    for table, columns in STAYS.items():
        _guards.replace(op.get_bind(), _guards.changed_by_the_eraser(table, *columns))
    for table in GOES:
        _guards.replace(op.get_bind(), _guards.removed_by_the_eraser(table))

"""
Deliveries in lines: who has claimed one, how often it was tried, and when it is tried again.
"""

import sqlalchemy as sa
from alembic import op
from fastomsorg_sql._types import Moment
from sqlalchemy import Column, Integer, Text

revision = "0004"
down_revision = "0003"

_OF_NOTICE = """
UPDATE delivery SET case_file = (
    SELECT notice.case_file FROM notice
    WHERE notice.position = delivery.position AND notice.place = delivery.place
)
"""


def upgrade() -> None:
    for counted in ("case_file", "attempts"):
        op.add_column("delivery", Column(counted, Integer(), nullable=False, server_default="0"))
    op.add_column("delivery", Column("problem", Text()))
    op.add_column("delivery", Column("retry_at", Moment()))
    op.add_column("delivery", Column("claimed_until", Moment()))
    op.execute(_OF_NOTICE)
    unsettled = sa.text("state IN ('pending', 'parked')")
    op.create_index(
        "ix_delivery_line",
        "delivery",
        ["case_file", "target", "position", "place"],
        sqlite_where=unsettled,
        postgresql_where=unsettled,
    )

"""
The hash chain of every case: what stands in the ledger already gets its links.
"""

import secrets
from collections.abc import Iterator
from itertools import groupby
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from fastomsorg_sql._migrations import _guards
from fastomsorg_sql._types import Moment, Uid
from sqlalchemy import Column, Connection, Integer, Row, Text, bindparam, column

from fastomsorg.wire import GENESIS, Link, microseconds, payload_text, sealed

revision = "0003"
down_revision = "0002"

CASES_AT_A_TIME = 500

case_file = sa.table("case_file", *(column(name) for name in ("id", "client", "unit", "chain")))
entry = sa.table(
    "entry",
    *(column(name) for name in ("position", "place", "case_file", "version", "events")),
    *(column(name) for name in ("salt", "commitment", "hash")),
)
registration = sa.table(
    "registration",
    *(column("position", Integer()), column("id", Uid()), column("recorded_at", Moment())),
    *(column(name) for name in ("actor", "actor_name", "actor_title")),
    *(column(name) for name in ("purpose", "rulebook", "routine")),
)


def upgrade() -> None:
    op.add_column("case_file", _later("chain"))
    for name in ("salt", "commitment", "hash"):
        op.add_column("entry", _later(name))
    op.add_column("registration", _later("salt"))
    connection = op.get_bind()
    with _guards.lifted(connection, "case_file", "entry"):
        _chain_everything(connection)
    op.create_index("ix_case_file_chain", "case_file", ["chain"], unique=True)


def _later(name: str) -> Column[str]:
    return Column(name, Text(), nullable=False, server_default="")


def _chain_everything(connection: Connection) -> None:
    first = sa.select(case_file.c.id).order_by(case_file.c.id).limit(CASES_AT_A_TIME)
    after = 0
    while files := connection.execute(first.where(case_file.c.id > after)).scalars().all():
        chains = {file: str(uuid4()) for file in files}
        connection.execute(
            sa.update(case_file).where(case_file.c.id == bindparam("of")),
            [{"of": file, "chain": chain} for file, chain in chains.items()],
        )
        links = [_row_of(link) for link in _links(connection, chains)]
        if links:
            this_one = (entry.c.position == bindparam("at")) & (entry.c.place == bindparam("in"))
            connection.execute(sa.update(entry).where(this_one), links)
        after = files[-1]


def _links(connection: Connection, chains: dict[int, str]) -> Iterator[Link]:
    rows = connection.execute(
        sa.select(
            *(entry.c.case_file, entry.c.version, entry.c.place, entry.c.events),
            *(case_file.c.client, case_file.c.unit, registration),
        )
        .join_from(entry, registration, registration.c.position == entry.c.position)
        .join(case_file, case_file.c.id == entry.c.case_file)
        .where(entry.c.case_file.in_(list(chains)))
        .order_by(entry.c.case_file, entry.c.version)
    )
    for file, of_case in groupby(rows, lambda row: row.case_file):
        previous = GENESIS
        for row in of_case:
            link = sealed(_link_of(row, chains[file]), previous)
            yield link
            previous = link.hash


def _link_of(row: Row[*tuple[object, ...]], chain: str) -> Link:
    return Link(
        chain=chain,
        version=row.version,
        position=row.position,
        place=row.place,
        recorded_at=microseconds(row.recorded_at),
        request=str(row.id),
        purpose=row.purpose,
        rulebook=row.rulebook,
        routine=row.routine,
        salt=secrets.token_hex(16),
        payload=payload_text(
            *(row.client, row.unit),
            *(row.actor, row.actor_name, row.actor_title),
            row.events,
        ),
    )


def _row_of(link: Link) -> dict[str, object]:
    sealing = {"salt": link.salt, "commitment": link.commitment, "hash": link.hash}
    return {"at": link.position, "in": link.place, **sealing}

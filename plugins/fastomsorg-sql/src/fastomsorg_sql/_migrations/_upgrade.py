"""
The migrations in order, each with the number that the store's header then has.
"""

from pathlib import Path

from sqlalchemy import Connection

from fastomsorg_sql._dialect import dialect_of
from fastomsorg_sql._schema import metadata

SCHEMA = 5
"""The number of the latest migration: what the header of a store says that has had them all."""

FOLDER = Path(__file__).parent


def upgrade(connection: Connection, folder: Path = FOLDER) -> None:
    """
    Run the migrations of *folder* that the store has not had (*uppgradera*).

    They run inside the caller's transaction: whoever is stopped in the middle leaves the store as
    it was.
    """
    from alembic.operations import Operations  # noqa: PLC0415 - slow to load, seldom needed
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    dialect = dialect_of(connection)
    dialect.prepare(connection)
    scripts = ScriptDirectory(str(folder))
    context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
    pending = scripts.iterate_revisions("head", context.get_current_revision() or "base")
    for script in reversed(list(pending)):
        with Operations.context(context):
            script.module.upgrade()
        context.stamp(scripts, script.revision)
        dialect.migrated(connection)
        dialect.mark(connection, int(script.revision))

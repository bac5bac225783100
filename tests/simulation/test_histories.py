"""
There is no registration without its notices, whatever was registered and whenever a process died.
"""

from functools import cache

from tests.figures import Figure
from tests.postgresql import Server
from tests.simulation.broken import TellsAfterwards
from tests.simulation.histories import Histories, histories
from tests.simulation.homes import InMemory, InPostgresql, InSqlite
from tests.soaking import scaled

IN_MEMORY = scaled(9_800, 950_000)
IN_SQLITE = scaled(150, 40_000)
IN_POSTGRESQL = scaled(50, 10_000)
CONTROLS = 500


@cache
def told_afterwards() -> Histories:
    return histories(lambda: InMemory(TellsAfterwards), CONTROLS)


def _show(figure: Figure, where: str, found: Histories) -> None:
    control = told_afterwards()
    figure(
        f"registrations without their notices in {found.count:,} histories ({where})",
        got=len(found.unpaired),
        of=f"{found.registrations:,}, {found.died:,} disturbed",
        guard=f"the outbox is written after the commit, {control.count} histories",
        control=f"{len(control.unpaired)} of {control.registrations}",
    )


def test_every_registration_in_memory_has_its_notices(figure: Figure) -> None:
    found = histories(InMemory, IN_MEMORY)
    _show(figure, "memory", found)

    assert [] == found.unpaired


def test_every_registration_in_sqlite_has_its_notices(figure: Figure) -> None:
    found = histories(InSqlite, IN_SQLITE, in_one_store=50)
    _show(figure, "SQLite", found)

    assert [] == found.unpaired


def test_every_registration_in_postgresql_has_its_notices(
    figure: Figure, postgresql: Server
) -> None:
    found = histories(lambda: InPostgresql(postgresql), IN_POSTGRESQL, in_one_store=50)
    _show(figure, "PostgreSQL", found)

    assert [] == found.unpaired


def test_registrations_lack_their_notices_where_the_outbox_is_written_after_the_commit() -> None:
    assert told_afterwards().unpaired

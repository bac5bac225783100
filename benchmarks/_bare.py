"""
The very statements of the store, with the same values, on the bare driver.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

Run = Callable[[Any], object]
"""One statement, over a driver's connection."""


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Run]]:
    """
    What the store asks of its database while this lasts, in order, to be asked again by hand.
    """
    runs: list[Run] = []

    def asked(
        _connection: Connection,
        _cursor: object,
        statement: str,
        values: Any,
        _context: object,
        many: bool,
    ) -> None:
        runs.append(_many(statement, values) if many else _one(statement, values))

    def committed(_connection: Connection) -> None:
        runs.append(lambda driver: driver.execute("COMMIT"))

    event.listen(engine, "before_cursor_execute", asked)
    event.listen(engine, "commit", committed)
    yield runs
    event.remove(engine, "before_cursor_execute", asked)
    event.remove(engine, "commit", committed)


def _one(statement: str, values: Any) -> Run:
    return lambda driver: driver.execute(statement, values).fetchall()


def _many(statement: str, values: Sequence[Any]) -> Run:
    return lambda driver: driver.executemany(statement, values)


class Bare:
    """
    A store's file on `sqlite3`, set as the store sets it, and nothing beside it.
    """

    def __init__(self, path: Path) -> None:
        self.driver = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for setting in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",
            "synchronous = EXTRA",
        ):
            self.driver.execute(f"PRAGMA {setting}")

    def run(self, statements: Sequence[Run]) -> None:
        for each in statements:
            each(self.driver)

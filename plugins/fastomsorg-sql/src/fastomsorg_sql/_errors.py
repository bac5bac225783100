"""
What went wrong in the database, said without the values that were in it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from fastomsorg.terms import FastomsorgError, Malformed, StoreError

CODES = {
    5: "store_busy",
    6: "store_busy",
    8: "store_read_only",
    10: "store_failed",
    11: "store_damaged",
    13: "store_full",
    14: "store_unreachable",
    23: "store_unreachable",
    26: "store_not_ours",
}
"""By SQLite's primary result code."""

STATES = {
    "08": "store_unreachable",
    "23505": "store_busy",
    "25006": "store_read_only",
    "25P02": "store_undone",
    "28": "store_denied",
    "3D": "store_missing",
    "40": "store_busy",
    "42501": "store_denied",
    "53100": "store_full",
    "53300": "store_busy",
    "55P03": "store_busy",
    "57P": "store_unreachable",
    "57014": "store_busy",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
}
"""By PostgreSQL's code, or what it begins with."""

UNFIT = ("22021", "22P05")
"""PostgreSQL's codes for text that it cannot keep."""

TRY_AGAIN = ("DeadlockDetected", "SerializationFailure")
"""PostgreSQL's names for what the same transaction may get through, when it is tried again."""


@contextmanager
def told_as_ours(store: str) -> Iterator[None]:
    """
    Let nothing out but this library's own errors (*fel*), about *store*.

    What the database's errors quote may be somebody's name: they are not chained.
    """
    trouble: FastomsorgError
    try:
        yield
        return
    except DBAPIError as error:
        trouble = of_the_driver(error.orig, store)
    except sqlite3.Error as error:
        trouble = of_the_driver(error, store)
    except SQLAlchemyError as error:
        trouble = StoreError(store=store, problem=type(error).__name__)
    except UnicodeError:
        trouble = Malformed("text_unfit", store=store)
    raise trouble from None


def of_the_driver(error: BaseException | None, store: str) -> FastomsorgError:
    """
    The driver's error (*databasfel*) by its code; the message is left behind.
    """
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, store)
    state = getattr(error, "sqlstate", None)
    problem = type(error).__name__
    if state in UNFIT or (state is None and problem == "DataError"):
        return Malformed("text_unfit", store=store)
    if state is None and problem == "OperationalError":
        code = "store_login_refused" if _asked_to_log_in(error) else "store_unreachable"
        return StoreError(code, store=store, problem=problem)
    return StoreError(_code_of(state or ""), store=store, problem=problem)


def _asked_to_log_in(error: BaseException | None) -> bool:
    """
    Had the server asked for a password when the connection came to nothing? Why it did, the driver
    tells in words only, in the server's language.
    """
    attempt: Any = getattr(error, "pgconn", None)
    return attempt is not None and bool(attempt.used_password or attempt.needs_password)


def _of_sqlite(error: sqlite3.Error, store: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    problem = getattr(error, "sqlite_errorname", type(error).__name__)
    if code is None:
        return StoreError(store=store, problem=problem)
    return StoreError(CODES.get(code & 0xFF, "store_failed"), store=store, problem=problem)


def _code_of(state: str) -> str:
    return next((code for start, code in STATES.items() if state.startswith(start)), "store_failed")

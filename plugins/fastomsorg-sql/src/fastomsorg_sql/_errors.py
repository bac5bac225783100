"""
What went wrong in the database, said without the values that were in it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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


def of_the_driver(error: BaseException | None, store: str) -> StoreError:
    """
    The driver's error (*databasfel*) by its code; the message is left behind.
    """
    code = getattr(error, "sqlite_errorcode", None)
    problem = getattr(error, "sqlite_errorname", type(error).__name__)
    if code is None:
        return StoreError(store=store, problem=problem)
    return StoreError(CODES.get(code & 0xFF, "store_failed"), store=store, problem=problem)

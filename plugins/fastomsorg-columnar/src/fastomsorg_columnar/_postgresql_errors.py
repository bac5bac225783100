"""
What went wrong in PostgreSQL, said without the values that were in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from fastomsorg.terms import StoreError

CODES = {
    "08": "store_unreachable",
    "28": "store_denied",
    "3D": "store_missing",
    "3F": "store_not_ours",
    "42501": "store_denied",
    "42703": "store_not_ours",
    "42P01": "store_not_ours",
    "53100": "store_full",
    "53300": "store_busy",
    "55P03": "store_busy",
    "57P": "store_unreachable",
    "57014": "store_busy",
}
"""By PostgreSQL's code, or what it begins with."""

TEMPORARY = ("25006", "42501")
"""A server or a role that may make nothing temporary."""


@contextmanager
def told_as_ours(store: str, *, temporary: bool = False) -> Iterator[None]:
    """
    Let nothing out but this library's own errors (*fel*), about *store*.

    What the database's errors quote may be somebody's name: they are not chained.
    """
    trouble: StoreError
    try:
        yield
        return
    except psycopg.Error as error:
        trouble = StoreError(_code_of(error, temporary), store=store, problem=type(error).__name__)
    raise trouble from None


def _code_of(error: psycopg.Error, temporary: bool) -> str:
    state = error.sqlstate
    if state is None:
        return (
            "store_unreachable" if isinstance(error, psycopg.OperationalError) else "store_failed"
        )
    if temporary and state in TEMPORARY:
        return "columns_temporary"
    return next((code for start, code in CODES.items() if state.startswith(start)), "store_failed")

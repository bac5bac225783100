"""
A copy that is whole, also while others write: made by SQLite, not by copying the file.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from fastomsorg.terms import StoreError

from ._errors import told_as_ours
from ._files import make_private
from ._session import Session


def copy_to(session: Session, to: str) -> None:
    """
    Copy what has been stored to a new file (*säkerhetskopia*), readable by its owner only.

    Raises `StoreError` where there is a file already, and leaves it; a copy that fails is removed.
    """
    path = Path(to).absolute()
    try:
        make_private(path, new=True)
    except FileExistsError:
        raise StoreError("backup_exists", file=to) from None
    except OSError as error:
        raise StoreError("backup_failed", file=to, problem=type(error).__name__) from None
    try:
        with told_as_ours(session.name):
            _copy(session, path)
    except BaseException:
        path.unlink()
        raise


def _copy(session: Session, path: Path) -> None:
    source = session.engine.raw_connection()
    try:
        uri = f"{path.as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous = EXTRA")
            stored = source.driver_connection
            assert isinstance(stored, sqlite3.Connection)
            stored.backup(target)
    finally:
        source.close()

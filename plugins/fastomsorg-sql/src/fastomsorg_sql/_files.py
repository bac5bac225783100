"""
Files that hold what is said of people: readable by their owner only.
"""

import os
from pathlib import Path

OWNER_ONLY = 0o600


def make_private(path: Path, *, new: bool) -> None:
    """
    An empty file (*tom fil*); one that is there is left as it is, or with *new* refused.

    Raises `OSError`.
    """
    flags = os.O_CREAT | os.O_RDWR | (os.O_EXCL if new else 0)
    os.close(os.open(path, flags, OWNER_ONLY))

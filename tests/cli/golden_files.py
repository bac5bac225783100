"""
What people read, kept in files: with FASTOMSORG_WRITE_GOLDEN set, a run writes them anew.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def golden(name: str, now: str) -> str:
    """
    What the file says that people read; *now* is what they would read.
    """
    path = FOLDER / f"{name}.txt"
    if os.environ.get("FASTOMSORG_WRITE_GOLDEN"):
        path.write_text(now, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")

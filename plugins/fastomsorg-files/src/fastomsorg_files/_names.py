"""
Names of files for ids: any id has one, no two have the same, and none leads out of the folder.
"""

import hashlib
from pathlib import Path

from fastomsorg.terms import CaseKey

PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_")
LONGEST = 100
"""In characters; file systems take 255 bytes, and something is written around it."""


def text_of(folder: Path, case: CaseKey) -> Path:
    """
    The readable file (*läsbar fil*) of a case: a folder for the unit, a file for the client.
    """
    return folder / f"unit-{safe(case.unit)}" / f"client-{safe(case.client)}.txt"


def safe(id: str) -> str:
    """
    The id with everything but small letters, digits, ``-`` and ``_`` as ``%41``.

    Capitals too, because some file systems take them for small ones. What is too long ends in
    ``~`` and a digest of it all.
    """
    written = "".join(
        chr(byte) if byte in PLAIN else f"%{byte:02x}"
        for byte in id.encode("utf-8", "surrogatepass")
    )
    if len(written) <= LONGEST:
        return written
    digest = hashlib.sha256(written.encode()).hexdigest()[:32]
    return f"{written[: LONGEST - len(digest) - 1]}~{digest}"

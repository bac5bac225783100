"""
Files that a report is written to: for their owner only, and never half.
"""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def write_for_owner(path: Path, text: str) -> None:
    """
    Let the file hold the text (*skriv fil*): whoever reads it sees what was there, or all of this.

    Raises `OSError`, which names the file that was asked for.
    """
    try:
        handle, fresh = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _about(error, path) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except OSError as error:
        raise _about(error, path) from None
    finally:
        with suppress(FileNotFoundError):
            Path(fresh).unlink()


def _about(error: OSError, path: Path) -> OSError:
    return type(error)(error.errno, error.strerror, str(path))

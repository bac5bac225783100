"""
A municipality of 5,000 clients with years of registrations, read in from the command line.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._timing import Figure, scratch

CLIENTS = 5_000


def _run(folder: Path, *words: str) -> Any:
    store = f"sqlite:///{folder / 'fok.db'}"
    command = [sys.executable, "-m", "fastomsorg.cli", "--store", store, "--json", *words]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def figures() -> Iterator[Figure]:
    with scratch() as name:
        folder = Path(name)
        _run(folder, "sample", str(folder / "tables"), "--clients", str(CLIENTS))
        _run(folder, "init", "--no-files")
        tables = sorted(str(path) for path in (folder / "tables").glob("*.csv"))
        history = [path for path in tables if Path(path).stem not in ("visits", "absences")]
        visits = [path for path in tables if path not in history]

        for what, paths, aim in (("people and history", history, 60), ("visits", visits, None)):
            started = time.perf_counter()
            read = _run(folder, "import", *paths)
            took = time.perf_counter() - started
            told = ", ".join(f"{each['new']:,} {each['table']}" for each in read["tables"])
            yield Figure(f"{what} of {CLIENTS:,} clients, seconds", took, aim, detail=told)

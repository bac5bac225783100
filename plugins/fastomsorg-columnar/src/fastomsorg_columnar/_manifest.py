"""
What is remembered of an export, beside its tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import attrs
import pyarrow.parquet as pq

from ._codes import Codes

NAME = "export.json"
SCHEMA = "fastomsorg/columns/1"


@attrs.frozen
class Manifest:
    """
    What an export says of itself (*uppgifter om exporten*).

    *rows* are those of each table; *free* the first number of each kind of id that nothing has had.
    """

    rows: Mapping[str, int]
    free: Mapping[str, int]

    def write(self, root: Path) -> None:
        content = {"schema": SCHEMA, "rows": dict(self.rows), "free": dict(self.free)}
        (root / NAME).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, root: Path) -> Manifest:
        content = json.loads((root / NAME).read_text(encoding="utf-8"))
        return cls(content["rows"], content["free"])


def codes_after(earlier: Path | None) -> Codes:
    """
    The numbers of an *earlier* export (*kodlista*), to go on from.
    """
    if earlier is None:
        return Codes()
    table = pq.read_table(earlier / "ids.parquet")
    rows = zip(*(table[name].to_pylist() for name in ("kind", "code", "id")), strict=True)
    return Codes(rows, Manifest.read(earlier).free)

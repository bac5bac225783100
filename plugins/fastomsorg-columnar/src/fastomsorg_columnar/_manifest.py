"""
What is remembered of an export, beside its tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import attrs
import pyarrow.parquet as pq

from fastomsorg.terms import StoreError

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
        """
        What the export in *root* says of itself. Raises `FileNotFoundError` where it says nothing,
        `StoreError` where it cannot be read, or is of another version.
        """
        file = root / NAME
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            found, schema = cls(content["rows"], content["free"]), content["schema"]
        except (ValueError, KeyError, TypeError) as error:
            problem = type(error).__name__
            raise StoreError("columns_unreadable", file=str(file), problem=problem) from None
        if schema != SCHEMA:
            raise StoreError("columns_unreadable", file=str(file), problem=str(schema))
        return found


def codes_after(earlier: Path | None) -> Codes:
    """
    The numbers of an *earlier* export (*kodlista*), to go on from.
    """
    if earlier is None:
        return Codes()
    table = pq.read_table(earlier / "ids.parquet")
    rows = zip(*(table[name].to_pylist() for name in ("kind", "code", "id")), strict=True)
    return Codes(rows, Manifest.read(earlier).free)

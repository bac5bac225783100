"""
The reference lists the tables and the columns that there are, with their types.
"""

import re
from pathlib import Path

from fastomsorg_columnar import TABLES
from fastomsorg_columnar._layout import PARTIALS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "columns.md"
LISTED = re.compile(r"^\| (\w+) \| ([\w\[\]<>, =]+) \| (.*)\|$", re.MULTILINE)


def test_the_reference_has_every_table_and_column_with_its_type() -> None:
    _, *sections = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    listed = {
        section.partition("\n")[0]: [
            (name, kind) for name, kind, _ in LISTED.findall(section) if name != "column"
        ]
        for section in sections
    }

    schemas = {**TABLES, **PARTIALS}
    assert listed == {
        name: [(field.name, _plain(str(field.type))) for field in schema]
        for name, schema in schemas.items()
    }


def _plain(kind: str) -> str:
    return re.sub(r"list<\w+: (\w+)>", r"list<\1>", kind)

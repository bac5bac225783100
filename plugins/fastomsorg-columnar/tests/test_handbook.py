"""
The handbook's table, from Python and from columns. See `spark` and `postgresql` for the others.
"""

from pathlib import Path

import pytest

from .both_ways import columns
from .handbook import HEAD_LINE, TABLE, continuity, handbook, head_line, table
from .how_to import expected, printed
from .in_python import InPython


def test_the_handbooks_table_and_head_line_in_python() -> None:
    report = continuity(InPython(handbook()))

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))


def test_the_handbooks_table_and_head_line_on_duckdb() -> None:
    with columns(handbook()) as found:
        report = continuity(found)

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))


def test_the_script_of_the_how_to_gives_the_handbooks_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected() == printed("on_duckdb.py", tmp_path, capsys)

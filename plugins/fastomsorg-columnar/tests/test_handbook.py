"""
The handbook's table, from Python and from columns. See `spark` and `postgresql` for the others.
"""

from .both_ways import columns
from .handbook import HEAD_LINE, TABLE, continuity, handbook, head_line, table
from .in_python import InPython


def test_the_handbooks_table_and_head_line_in_python() -> None:
    report = continuity(InPython(handbook()))

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))


def test_the_handbooks_table_and_head_line_on_duckdb() -> None:
    with columns(handbook()) as found:
        report = continuity(found)

    assert (TABLE, HEAD_LINE) == (table(report), head_line(report))

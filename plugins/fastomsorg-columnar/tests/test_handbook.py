"""
The handbook's table, as the how-to prints it. See `spark` and `postgresql` for the others.
"""

from pathlib import Path

import pytest

from .how_to import expected, printed


def test_the_script_of_the_how_to_gives_the_handbooks_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected() == printed("on_duckdb.py", tmp_path, capsys)

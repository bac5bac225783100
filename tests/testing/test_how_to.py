"""
The storage that the how-to writes is a storage: its reader can run the suite against it.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-storage-plugin.md"
TEST_FILE = "# test_our_storage.py\n"


def blocks() -> list[str]:
    text = HOW_TO.read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_storage_of_the_how_to_passes_the_suite(tmp_path: Path) -> None:
    (number,) = [number for number, block in enumerate(blocks()) if block.startswith(TEST_FILE)]
    storage, test = blocks()[:number], blocks()[number]
    (tmp_path / "our_storage.py").write_text("\n\n".join(storage), encoding="utf-8")
    (tmp_path / "test_our_storage.py").write_text(
        f"from our_storage import OurStorage\n{test}", encoding="utf-8"
    )

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_our_storage.py"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    assert "test_our_storage.py" not in done.stderr

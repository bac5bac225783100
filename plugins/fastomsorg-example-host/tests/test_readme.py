"""
The page that shows the care system does what it shows.
"""

import doctest
from pathlib import Path

import pytest
from sybil import Document
from sybil.parsers.markdown import PythonCodeBlockParser

README = Path(__file__).parents[1] / "README.md"


def test_the_readme_s_examples_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    document = Document.parse(
        str(README), PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)
    )

    examples = list(document.examples())
    for example in examples:
        example.evaluate()

    assert [] != examples

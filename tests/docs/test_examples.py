"""
No example escapes: a block is run, parsed, or in a language that is only for reading.
"""

import json
import re
import tomllib
from pathlib import Path

import pytest
from sybil import Document
from sybil.example import SybilFailure

from tests.docs.console import ExampleDiffers
from tests.docs.examples import BLOCKS, EXAMPLES, PARSERS, READABLE, ROOT

DOCUMENTS = tuple(
    path
    for path in sorted(
        [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/*.md")]
    )
    if EXAMPLES.should_parse(path)
)


def evaluate(folder: Path, text: str) -> None:
    path = folder / "README.md"
    path.write_text(text, encoding="utf-8")
    document = Document.parse(str(path), *PARSERS.values())
    assert EXAMPLES.setup is not None
    assert EXAMPLES.teardown is not None
    EXAMPLES.setup(document.namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        EXAMPLES.teardown(document.namespace)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_says_a_language_that_is_known(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    languages = [each["language"].strip() for each in re.finditer(BLOCKS, text, re.MULTILINE)]

    assert set(languages[::2]) <= PARSERS.keys() | READABLE
    assert set(languages[1::2]) <= {""}


def test_the_readme_is_among_the_documents_that_are_run() -> None:
    assert ROOT / "README.md" in DOCUMENTS


def test_blocks_of_one_document_share_names_and_directory(tmp_path: Path) -> None:
    evaluate(
        tmp_path,
        "```python\nfrom pathlib import Path\nPath('store.txt').write_text('x')\n```\n"
        "```python\nassert Path('store.txt').exists()\n```\n"
        "```console\n$ cat store.txt\nx\n```\n",
    )


def test_a_table_is_saved_under_the_name_before_it(tmp_path: Path) -> None:
    evaluate(
        tmp_path,
        "<!-- file: units.csv -->\n\n```csv\nid,name\nnorth,Norra\n```\n"
        "```csv\nid,name\nsouth,only for reading\n```\n"
        "```console\n$ cat *.csv\nid,name\nnorth,Norra\n```\n",
    )


def test_a_module_is_saved_in_its_package_and_not_run(tmp_path: Path) -> None:
    evaluate(
        tmp_path,
        "<!-- file: ours/__init__.py -->\n\n```python\nfrom .table import X\n```\n"
        "<!-- file: ours/table.py -->\n\n```python\nX = 3\n```\n"
        "<!-- file: pyproject.toml -->\n\n```toml\n[project]\n```\n"
        "```console\n$ python -c 'import ours; print(ours.X)'; cat *.toml\n3\n[project]\n```\n",
    )


@pytest.mark.parametrize(
    ("block", "failure"),
    [
        ("```python\nassert 1 == 2\n```\n", AssertionError),
        ("```python\n>>> 1 + 1\n3\n```\n", SybilFailure),
        ("```console\n$ echo one\ntwo\n```\n", ExampleDiffers),
        ("```toml\nfrom = \n```\n", tomllib.TOMLDecodeError),
        ("<!-- file: a.toml -->\n```toml\nfrom = \n```\n", tomllib.TOMLDecodeError),
        ("```json\n{'single': 'quotes'}\n```\n", json.JSONDecodeError),
    ],
)
def test_an_example_that_does_not_hold_fails(
    block: str, failure: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(failure):
        evaluate(tmp_path, block)

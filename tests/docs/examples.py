"""
The examples in the documentation, run as a reader would run them.

A document is one sitting: its blocks share a directory, an environment and the names they define.
`python` blocks are executed (with `>>>` their output counts), `console` blocks are typed into a
shell, `toml` and `json` blocks must parse. Every other language is only for reading.
"""

import doctest
import json
import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.typing import Parser

from tests.docs.console import Console

ROOT = Path(__file__).parents[2]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCKS = r"^(?P<fence>```+)(?P<language>[^\n`]*)\n"

READABLE = {"csv", "mermaid", "sh", "text"}


def sit_down(namespace: dict[str, object]) -> None:
    namespace["_came_from"] = Path.cwd()
    namespace["_directory"] = directory = Path(tempfile.mkdtemp(prefix="fastomsorg-example-"))
    namespace["_console"] = Console(directory)
    os.chdir(directory)


def get_up(namespace: dict[str, object]) -> None:
    os.chdir(str(namespace["_came_from"]))
    shutil.rmtree(str(namespace["_directory"]))


def type_in(example: Example) -> None:
    console = example.namespace["_console"]
    assert isinstance(console, Console)
    console.play(str(example.parsed))


def parse_toml(example: Example) -> None:
    tomllib.loads(str(example.parsed))


def parse_json(example: Example) -> None:
    json.loads(str(example.parsed))


PARSERS: dict[str, Parser] = {
    "python": PythonCodeBlockParser(doctest_optionflags=OPTIONS),
    "console": CodeBlockParser("console", type_in),
    "toml": CodeBlockParser("toml", parse_toml),
    "json": CodeBlockParser("json", parse_json),
}
EXAMPLES = Sybil(
    parsers=list(PARSERS.values()),
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    setup=sit_down,
    teardown=get_up,
)

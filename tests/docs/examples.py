"""
The examples in the documentation, run as a reader would run them.

A document is one sitting: its blocks share a directory, an environment and the names they define.
`python` blocks are executed (with `>>>` their output counts), `console` blocks are typed into a
shell, `toml` and `json` blocks must parse. A block after `<!-- file: NAME -->` is saved under that
name instead, for what follows to use. Every other language is only for reading.
"""

import doctest
import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.typing import Parser

from tests.docs.console import Console

ROOT = Path(__file__).parents[2]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCKS = r"^(?P<fence>```+)(?P<language>[^\n`]*)\n"

SAVED = re.compile(
    r"^<!-- file: (?P<name>[\w./-]+) -->\n+```(?:csv|python|toml)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)

READABLE = {"mermaid", "sh", "text"}


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


def files(document: Document) -> Iterator[Region]:
    """
    What a reader is to save.
    """
    for found in SAVED.finditer(document.text):
        yield Region(found.start(), found.end(), (found["name"], found["text"]), save)


def save(example: Example) -> None:
    name, text = example.parsed
    if name.endswith(".toml"):
        tomllib.loads(text)
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def unless_saved(parser: Parser) -> Parser:
    """
    The blocks that the parser finds, but for those that are saved.
    """

    def parse(document: Document) -> Iterator[Region]:
        saved = [range(found.start(), found.end()) for found in SAVED.finditer(document.text)]
        for region in parser(document):
            if not any(region.start in place for place in saved):
                yield region

    return parse


PARSERS: dict[str, Parser] = {
    "python": unless_saved(PythonCodeBlockParser(doctest_optionflags=OPTIONS)),
    "console": CodeBlockParser("console", type_in),
    "toml": unless_saved(CodeBlockParser("toml", parse_toml)),
    "json": CodeBlockParser("json", parse_json),
    "csv": files,
}
EXAMPLES = Sybil(
    parsers=list(PARSERS.values()),
    path=str(ROOT),
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    setup=sit_down,
    teardown=get_up,
)

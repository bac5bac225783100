"""
How the command line speaks: in one language, to a person or to a program.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Any

import attrs
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from fastomsorg.terms import Fact
from fastomsorg.texts import Language, label, text

from ._long_table import laid_out

WIDTH = 100
"""How many characters a line has where there is no terminal to ask."""

LONG = 500
"""From how many rows a table is laid out in one go."""

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def plain(shown: object) -> str:
    """
    The text with nothing that a terminal would obey (*utan styrtecken*).
    """
    return "".join(c if c.isprintable() or c == "\n" else UNPRINTABLE for c in str(shown))


@attrs.define(slots=False)
class Voice:
    """
    What is said (*röst*): texts of the catalogue to people, documents to programs.
    """

    language: Language = Language.SV
    as_json: bool = False
    beside: dict[str, Any] = attrs.field(factory=dict)
    """What the document of this run has beside its content."""

    @cached_property
    def out(self) -> Console:
        return _console(stderr=False)

    @cached_property
    def err(self) -> Console:
        return _console(stderr=True)

    def text(self, key: str, /, **facts: Fact) -> str:
        """
        A text of this room's own catalogue.
        """
        return text(self.language, f"cli.{key}", **facts)

    def label(self, member: Enum) -> str:
        return label(self.language, member)

    def say(self, key: str, /, **facts: Fact) -> None:
        """
        A text to people; nothing where a program listens.
        """
        self.show(Text(plain(self.text(key, **facts))))

    def heading(self, shown: str) -> None:
        self.line(shown, style="bold")

    def item(self, shown: str, style: str = "", *, level: int = 0) -> None:
        """
        One of several, with a mark before it, or below another without.
        """
        mark = "  " * level + ("• " if level == 0 else "")
        grid = Table.grid(padding=0)
        grid.add_row(mark or "  ", Text(plain(shown), style=style))
        self.show(grid)

    def line(self, shown: str, *, style: str = "") -> None:
        """
        A line as it stands, however long.
        """
        if not self.as_json:
            self.out.print(Text(plain(shown), style=style), soft_wrap=True)

    def show(self, shown: RenderableType) -> None:
        if not self.as_json:
            self.out.print(shown)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """
        A table to people: *heads* are keys of ``cli.head``, blank for a column without a head.
        """
        self.columns([self.text(f"head.{head}") if head else "" for head in heads], rows)

    def columns(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """
        The same with *heads* as they are to be read.
        """
        if self.as_json:
            return
        heads, cells = (
            [plain(head) for head in heads],
            [[plain(cell) for cell in row] for row in rows],
        )
        lines = laid_out(heads, cells, self.out.width) if len(cells) > LONG else None
        if lines is None:
            self.show(_table(heads, cells))
        else:
            self.out.file.writelines(f"{line}\n" for line in lines)

    def document(
        self,
        name: str,
        content: Mapping[str, Any],
        *,
        many: tuple[str, Iterable[Mapping[str, Any]]] | None = None,
    ) -> None:
        """
        The same to a program, as the contract ``fastomsorg/NAME/1`` has it.

        *many* is a last key, and what stands under it: written one by one, as they come.
        """
        if not self.as_json:
            return
        written = self._written({"schema": f"fastomsorg/{name}/1", **content, **self.beside})
        if many is None:
            sys.stdout.write(written + "\n")
            return
        key, rows = many
        sys.stdout.write(f'{written.removesuffix("}").rstrip()},\n  "{key}": [')
        for number, row in enumerate(rows):
            indented = self._written(row).replace("\n", "\n    ")
            sys.stdout.write(f"{',' if number else ''}\n    {indented}")
        sys.stdout.write("\n  ]\n}\n")

    def _written(self, content: Mapping[str, Any]) -> str:
        ascii_only = "utf" not in (sys.stdout.encoding or "utf-8").lower()
        return json.dumps(content, indent=2, ensure_ascii=ascii_only)

    def complain(self, shown: str, *, style: str = "red") -> None:
        """
        What is wrong, to people, beside whatever a program is told.
        """
        self.err.print(Text(plain(shown), style=style))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() else WIDTH
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if stream.isatty() else width,
    )

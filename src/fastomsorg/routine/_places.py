"""
On which line does each key of a TOML text stand?

The reader of TOML that comes with Python says where a text stops being TOML, and nothing of where
the keys of a good one are. A library with positions would be one more dependency for a line number;
and a text that has been read once needs no checking here, only walking through.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The keys to a value, from the top; a number is a place in a list, from 0."""

_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' + r"|'''.*?'''(?:'{0,2})" + r'|"(?:\\.|[^"\\])*"|\'[^\']*\'',
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


def key_lines(text: str) -> Mapping[Path, int]:
    """
    The line, from 1, on which each key is first written (*rad*), and each value of a list begins.

    *text* must be TOML that can be read.
    """
    return _Walk(text).lines


class _Walk:
    """
    A walk through a text, from statement to statement.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._rows: dict[Path, int] = {}
        self.lines: dict[Path, int] = {}
        table: Path = ()
        while self._skip(_BLANKS) < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        assert found is not None
        self._at = found.end()
        return self._at

    def _seen(self, path: Path) -> None:
        self.lines.setdefault(path, bisect_right(self._breaks, self._at - 1) + 1)

    def _header(self) -> Path:
        """
        ``[a.b]`` or ``[[a.b]]``: the table that what follows stands in.
        """
        row = self._text.startswith("[[", self._at)
        self._at += 2 if row else 1
        path: Path = ()
        for key in self._keys():
            path = self._latest_row(path)
            path = (*path, key)
            self._seen(path)
        if row:
            self._rows[path] = self._rows.get(path, -1) + 1
        path = self._latest_row(path)
        self._seen(path)
        self._at += 2 if row else 1
        return path

    def _latest_row(self, path: Path) -> Path:
        return (*path, self._rows[path]) if path in self._rows else path

    def _keys(self) -> Iterator[str]:
        """
        The parts of a dotted key.
        """
        while True:
            self._skip(_SPACES)
            begins = self._at
            quoted = self._text[begins] in "\"'"
            self._skip(_STRING if quoted else _BARE)
            written = self._text[begins : self._at]
            yield tomllib.loads(f"key = {written}")["key"] if quoted else written
            self._skip(_SPACES)
            if not self._text.startswith(".", self._at):
                return
            self._at += 1

    def _pair(self, table: Path) -> None:
        """
        A key with its value.
        """
        path = table
        for key in self._keys():
            path = (*path, key)
            self._seen(path)
        self._at += 1  # the equals sign
        self._skip(_SPACES)
        self._value(path)

    def _value(self, path: Path) -> None:
        match self._text[self._at]:
            case "[":
                self._within("]", path)
            case "{":
                self._within("}", path)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_SCALAR)

    def _within(self, closing: str, path: Path) -> None:
        """
        What stands in a list, or in a table on one line.
        """
        self._at += 1
        number = 0
        while self._skip(_BLANKS) is not None and self._text[self._at] != closing:
            if closing == "]":
                self._seen((*path, number))
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
            self._skip(_BLANKS)
            if self._text[self._at] == ",":
                self._at += 1
        self._at += 1

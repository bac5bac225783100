"""
Which encoding a file is in, tried strictly: UTF-8 first, then Windows-1252.

The whole file is decoded once before a row is read, block by block, so that what is neither is
refused before anything of it is believed.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import IO

import attrs

from fastomsorg.terms import Fact

from ._table import Limits

BLOCK = 2**20
UTF_8, WINDOWS_1252 = "utf-8-sig", "cp1252"

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SECOND_BYTES = re.escape(
    bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + bytes(range(0x80, 0xA0)).decode("latin-1")
)
_TWICE = f"Ã[{_SECOND_BYTES}]|Â[\xa0-\xbf]|â€|\N{REPLACEMENT CHARACTER}"
_TORN = {
    UTF_8: re.compile(_TWICE),
    WINDOWS_1252: re.compile(f"{_TWICE}|[A-Za-z][†„”][a-z]"),  # å, ä and ö as DOS wrote them
}
_LONGEST = 3


@attrs.frozen
class Unreadable:
    """
    Why a file cannot be read (*oläsbar fil*): a line, what was seen there, what would be right.
    """

    line: int
    got: str = attrs.field(repr=False)
    expected: str
    facts: dict[str, Fact] = attrs.field(factory=dict)


def encoding_of(stream: IO[bytes], limits: Limits) -> str | Unreadable:
    """
    The encoding (*teckenkodning*) that all of a seekable stream is in, or why it is in none.
    """
    if unreadable := _unreadable_bytes(_blocks(stream), limits):
        return unreadable
    as_utf_8 = _unreadable_text(_blocks(stream), UTF_8)
    if as_utf_8 is None:
        return UTF_8
    if as_utf_8.expected != "table_encoding":
        return as_utf_8
    as_windows_1252 = _unreadable_text(_blocks(stream), WINDOWS_1252)
    if as_windows_1252 is None:
        return WINDOWS_1252
    return as_utf_8 if _mostly_utf_8(_blocks(stream)) else as_windows_1252


def _mostly_utf_8(blocks: Iterable[bytes]) -> bool:
    """
    Are there more letters beyond ASCII that are UTF-8 than bytes that are not? Then it is the few
    that are to be pointed out.
    """
    decoder = codecs.getincrementaldecoder(UTF_8)("surrogateescape")
    letters = strangers = 0
    for block, is_last in _with_last(blocks):
        for character in decoder.decode(block, is_last):
            if "\udc80" <= character <= "\udcff":
                strangers += 1
            elif character > "\x7f":
                letters += 1
    return letters > strangers


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(BLOCK):
        yield block


def _unreadable_bytes(blocks: Iterable[bytes], limits: Limits) -> Unreadable | None:
    size, line = 0, 1
    for block in blocks:
        if size == 0 and block.startswith(_WIDE):
            return Unreadable(1, "UTF-16", "table_encoding_wide")
        if b"\0" in block:
            line += block.count(b"\n", 0, block.index(b"\0"))
            return Unreadable(line, "NUL", "table_encoding_nul")
        if len(block) == BLOCK and b"\n" not in block and b"\r" not in block:
            return Unreadable(line, f"> {BLOCK}", "table_line_length", {"most": BLOCK})
        size, line = size + len(block), line + block.count(b"\n")
        if size > limits.size:
            return Unreadable(1, f"> {limits.size}", "table_size", {"most": limits.size})
    return None


def _unreadable_text(blocks: Iterable[bytes], encoding: str) -> Unreadable | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, tail = 1, ""
    for block, is_last in _with_last(blocks):
        try:
            text = tail + decoder.decode(block, is_last)
        except UnicodeDecodeError as error:
            seen = error.object[error.start : error.end].hex()
            line += tail.count("\n") + error.object.count(b"\n", 0, error.start)
            return Unreadable(line, f"0x{seen}", "table_encoding")
        if not text.isascii() and (torn := _TORN[encoding].search(text)):
            return Unreadable(
                line + text.count("\n", 0, torn.start()), torn[0], "table_encoding_torn"
            )
        tail = text[-_LONGEST + 1 :]
        line += text.count("\n", 0, len(text) - len(tail))
    return None


def _with_last(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for block in blocks:
        yield block, False
    yield b"", True

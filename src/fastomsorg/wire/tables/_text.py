"""
What a cell says, and how it is written.

No cell is written that a spreadsheet would run: what begins like a formula gets an apostrophe in
front. Reading takes it off again, so that what was written is read as it was.
"""

import re
import unicodedata

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_HELD_BACK = re.compile(r"'+[=+\-@\t\r\n]")

# Control characters but tab and line break, what turns the direction of text, half characters.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def neutralised(text: str) -> str:
    """
    The text as a cell that is shown, not run (*neutraliserad*).
    """
    return f"'{text}" if _RUNS.match(text) else text


def plain_text(cell: str) -> str:
    """
    The text of a cell (*celltext*), as `neutralised` had it: without blanks around it, with
    letters and their accents in one piece, so that the same id is the same everywhere.
    """
    text = cell.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text[1:] if _HELD_BACK.match(text) else text


def is_text(text: str) -> bool:
    """
    Is it nothing but what people can read (*läsbar text*)?
    """
    return text.isprintable() or _NOT_TEXT.search(text) is None

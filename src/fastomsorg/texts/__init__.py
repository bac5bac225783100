"""
Words for people, Swedish first: labels, reasons, errors, notes.
"""

from ._catalogue import Language, UnknownText, label, text, word
from ._notes import AGAIN, GONE, PARTS, note_heading, note_text
from ._numbers import number, per_cent

__all__ = [
    "AGAIN",
    "GONE",
    "PARTS",
    "Language",
    "UnknownText",
    "label",
    "note_heading",
    "note_text",
    "number",
    "per_cent",
    "text",
    "word",
]

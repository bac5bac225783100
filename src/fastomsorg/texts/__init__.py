"""
Words for people, Swedish first: labels, reasons, errors, notes.
"""

from ._catalogue import Language, UnknownText, label, text, word
from ._notes import PARTS, note_heading, note_text

__all__ = [
    "PARTS",
    "Language",
    "UnknownText",
    "label",
    "note_heading",
    "note_text",
    "text",
    "word",
]

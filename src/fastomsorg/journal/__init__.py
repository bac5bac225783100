"""
What is to be written, and who is told.
"""

from ._notices import (
    Card,
    ContactsChanged,
    JournalNote,
    Notice,
    NoticeKind,
    PlanSnapshot,
    kind_of,
    notice_id,
)

__all__ = [
    "Card",
    "ContactsChanged",
    "JournalNote",
    "Notice",
    "NoticeKind",
    "PlanSnapshot",
    "kind_of",
    "notice_id",
]

"""
What is to be written, and who is told.

A host asks `notices_for` when something is registered, and `told_anew` when a later day has come.
"""

from ._cards import UnitCards, card, cards_of, contact_card, plan_lines, plan_lines_of
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
from ._registered import Registered, Wording
from ._telling import Timed, notices_for, told_anew
from ._to_name import staff_to_name, units_to_name
from ._writing import journal_note, note_text_in, note_without

__all__ = [
    "Card",
    "ContactsChanged",
    "JournalNote",
    "Notice",
    "NoticeKind",
    "PlanSnapshot",
    "Registered",
    "Timed",
    "UnitCards",
    "Wording",
    "card",
    "cards_of",
    "contact_card",
    "journal_note",
    "kind_of",
    "note_text_in",
    "note_without",
    "notice_id",
    "notices_for",
    "plan_lines",
    "plan_lines_of",
    "staff_to_name",
    "told_anew",
    "units_to_name",
]

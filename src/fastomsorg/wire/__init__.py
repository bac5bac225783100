"""
Plain data and back: registrations, commands and notices as JSON, tables as rows.
"""

from ._plain import digest, dumps, from_plain, loads, to_plain
from ._tags import COMMAND_TAGS, EVENT_TAGS, NOTICE_TAGS, VERDICT_TAGS

__all__ = [
    "COMMAND_TAGS",
    "EVENT_TAGS",
    "NOTICE_TAGS",
    "VERDICT_TAGS",
    "digest",
    "dumps",
    "from_plain",
    "loads",
    "to_plain",
]

"""
Plain data and back: registrations, commands and notices as JSON, tables as rows.
"""

from ._chain import GENESIS, Link, linked, microseconds, payload_of, payload_text, sealed
from ._checkpoint import (
    Checkpoint,
    checkpoint_line,
    checkpoint_plain,
    checkpoints_in,
)
from ._plain import digest, dumps, from_plain, loads, to_plain
from ._tags import COMMAND_TAGS, EVENT_TAGS, NOTICE_TAGS, VERDICT_TAGS
from ._verification import Fault, FaultKind, Verification, verify

__all__ = [
    "COMMAND_TAGS",
    "EVENT_TAGS",
    "GENESIS",
    "NOTICE_TAGS",
    "VERDICT_TAGS",
    "Checkpoint",
    "Fault",
    "FaultKind",
    "Link",
    "Verification",
    "checkpoint_line",
    "checkpoint_plain",
    "checkpoints_in",
    "digest",
    "dumps",
    "from_plain",
    "linked",
    "loads",
    "microseconds",
    "payload_of",
    "payload_text",
    "sealed",
    "to_plain",
    "verify",
]

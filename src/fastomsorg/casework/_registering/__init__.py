"""
A command on its way: may it be given, what do the rules say, what is stored.
"""

from ._carrying import absent_on, carried_at, further_at, held_at
from ._deciding import Asked, given_for
from ._posting import draft_of, outgoing_of
from ._submitting import ask, submit

__all__ = [
    "Asked",
    "absent_on",
    "ask",
    "carried_at",
    "draft_of",
    "further_at",
    "given_for",
    "held_at",
    "outgoing_of",
    "submit",
]

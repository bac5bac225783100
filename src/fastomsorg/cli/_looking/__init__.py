"""
Looking up a client, a unit, the law, what is due, who could be asked.
"""

from ._ahead import forecast
from ._candidates import candidates, propose
from ._client import offer, show
from ._cover import coverage, load
from ._due import due
from ._law import explain, law
from ._notes import notes
from ._unit import staff, unhandled

__all__ = [
    "candidates",
    "coverage",
    "due",
    "explain",
    "forecast",
    "law",
    "load",
    "notes",
    "offer",
    "propose",
    "show",
    "staff",
    "unhandled",
]

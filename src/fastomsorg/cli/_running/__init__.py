"""
One run: who acts, what is around it, what it opens, and how it ends.
"""

from ._abilities import granting, keeping
from ._acting import OWN_ACTOR
from ._addresses import (
    beside,
    existing,
    is_address,
    new,
    nothing_left_if_refused,
    told_as_written,
    without_secrets,
)
from ._exits import DONE, FAILED, INTERRUPTED, MISUSED, REFUSED, in_words, told
from ._opening import ANCHOR, RECEIVERS, VISITS, receivers, remember_receivers
from ._run import Run
from ._surroundings import Surroundings

__all__ = [
    "ANCHOR",
    "DONE",
    "FAILED",
    "INTERRUPTED",
    "MISUSED",
    "OWN_ACTOR",
    "RECEIVERS",
    "REFUSED",
    "VISITS",
    "Run",
    "Surroundings",
    "beside",
    "existing",
    "granting",
    "in_words",
    "is_address",
    "keeping",
    "new",
    "nothing_left_if_refused",
    "receivers",
    "remember_receivers",
    "told",
    "told_as_written",
    "without_secrets",
]

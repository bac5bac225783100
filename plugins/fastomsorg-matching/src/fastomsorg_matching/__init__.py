"""
A contact for everybody who lacks one: the best proposal for a unit, within the limits.
"""

from ._plugin import Plugin
from ._proposal import proposal

__all__ = ["Plugin", "proposal"]

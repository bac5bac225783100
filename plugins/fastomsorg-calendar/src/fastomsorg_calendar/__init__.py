"""
What is to be done, as a calendar file.
"""

from ._calendar import calendar
from ._plugin import Plugin

__all__ = ["Plugin", "calendar"]

"""
The follow-up as a page for a board: one file with figures, plots and tables.
"""

from ._page import page
from ._plugin import Plugin

__all__ = ["Plugin", "page"]

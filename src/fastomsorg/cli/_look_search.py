"""
Searching units by status, or for changed contacts.
"""

from . import _options as option
from ._run import Run


def search(run: Run, status: option.SearchStatus = None) -> None:
    """
    Search.
    """

"""
A host like any other: the command line.
"""

from ._main import main

__all__ = ["main"]

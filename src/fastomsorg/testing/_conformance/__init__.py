"""
What each port is: a suite of tests to inherit from.
"""

from ._storage import StorageConformance

__all__ = ["StorageConformance"]

"""
The port for a storage that can say how it is.
"""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable


@runtime_checkable
class Describing(Protocol):
    """
    A storage that says what it is and how it is set (*lagringens skick*), for whoever keeps it.
    """

    def condition(self) -> Mapping[str, str]:
        """
        What it is and how it is set, by name, in words of its own; no secrets, nothing personal.

        ``kind`` is what sort of database it is, ``version`` which one. ``unswept`` is ``yes`` where
        what was erased may still lie in its files, because `Erasing.sweep` has not been able to.
        """

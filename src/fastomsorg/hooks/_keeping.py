"""
The port for the keeper of a store of its own.
"""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Keeping(Protocol):
    """
    What a keeper of a store of its own can ask of it (*förvaltning av lagringen*).
    """

    def rebuild(self) -> int:
        """
        Make the read model anew from the registrations; how many cases have been registered on.
        """

    def backup(self, to: str) -> None:
        """
        Write a whole, consistent copy to the file *to*, which must not exist.

        Raises `StoreError` when it does, and leaves it as it is, or when it cannot be written.
        """

    def setting(self, name: str) -> str | None:
        """
        What the keeper has set under the name, or None.
        """

    def set(self, name: str, value: str) -> None:
        """
        Set it, whatever it was.
        """

"""
What was filled in where a note was rendered, as nobody can change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fastomsorg.terms import Fact


class Facts(Mapping[str, Fact]):
    """
    A copy of the facts of a note (*uppgifter*) that can be read, compared and pickled only.

    Its repr names the facts but shows none of them: they are personal data.
    """

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[str, Fact]) -> None:
        self._given = dict(given)

    def __getitem__(self, name: str) -> Fact:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._given)})"

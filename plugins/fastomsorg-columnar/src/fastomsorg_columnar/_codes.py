"""
Ids as whole numbers, which columns join by several times faster than by text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

CodeRow: TypeAlias = tuple[str, int, str]
"""Kind, number and id."""


class Coded(StrEnum):
    """
    What an id is of (*vad ett id avser*).
    """

    CLIENT = "client"
    UNIT = "unit"
    STAFF = "staff"
    MUNICIPALITY = "municipality"


class Codes:
    """
    A number for every id (*kodlista*): the one it had *earlier*, or the next, from *free* of its
    kind on, in the order in which they are met.

    A number that was once given is not given to another.
    """

    def __init__(
        self, earlier: Iterable[CodeRow] = (), free: Mapping[str, int] | None = None
    ) -> None:
        self._met = {kind: _Met((free or {}).get(kind, 0)) for kind in Coded}
        for kind, code, id in earlier:
            self._met[Coded(kind)].earlier[id] = code
        self.client: Callable[[str], int] = self._met[Coded.CLIENT].__getitem__
        self.unit: Callable[[str], int] = self._met[Coded.UNIT].__getitem__
        self.staff: Callable[[str], int] = self._met[Coded.STAFF].__getitem__
        self.municipality: Callable[[str], int] = self._met[Coded.MUNICIPALITY].__getitem__

    @property
    def free(self) -> Mapping[str, int]:
        """
        The first number of each kind (*nästa lediga*) that nothing has had.
        """
        return {kind.value: met.free for kind, met in self._met.items()}

    def rows(self) -> Iterator[CodeRow]:
        """
        Kind, number and id of each that was met (*kodlistans rader*).
        """
        for kind in Coded:
            yield from ((kind.value, code, id) for code, id in self.rows_of(kind))

    def rows_of(self, kind: Coded) -> Iterator[tuple[int, str]]:
        """
        Number and id of each of the kind that was met.
        """
        yield from ((code, id) for id, code in self._met[kind].items())


class _Met(dict[str, int]):
    """
    The numbers of the ids that were met. Looking one up is what an export does most.
    """

    def __init__(self, free: int) -> None:
        super().__init__()
        self.free = free
        self.earlier: dict[str, int] = {}

    def __missing__(self, id: str) -> int:
        code = self.earlier.get(id)
        if code is None:
            code = self.free
            self.free += 1
        self[id] = code
        return code

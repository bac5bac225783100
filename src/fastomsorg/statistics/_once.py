"""
The same visit is counted once, however many sources tell of it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from fastomsorg.care import Visit

from ._counted import Exclusion, Row, day_of_visit


class Seen:
    """
    The visits of one day (*dagens besök*): the ids of a day are forgotten when the next begins.
    """

    def __init__(self) -> None:
        self._day: dt.date | None = None
        self._ids: set[str] = set()

    def again(self, id: str, on: dt.date | None) -> bool:
        """
        Has a visit with the id been seen on the day (*samma besök igen*)?
        """
        if on != self._day:
            self._day = on
            self._ids.clear()
        if id in self._ids:
            return True
        self._ids.add(id)
        return False


def once(visits: Iterable[Visit], excluded: Counter[Exclusion]) -> Iterator[Visit]:
    """
    Each visit once (*varje besök en gång*), in order of start; more of one are *excluded*.

    A visit is the same if id and day are. The first counts, and no more than a day's ids are kept.
    """
    seen = Seen()
    for visit in visits:
        if seen.again(visit.id, day_of_visit(visit)):
            excluded[Exclusion.TWICE] += 1
        else:
            yield visit


def rows_once(rows: Iterable[Row], excluded: Counter[Exclusion]) -> Iterator[Row]:
    """
    The same of what has to be known of each visit.
    """
    day: dt.date | None = None
    ids: set[str] = set()
    for row in rows:
        id, on = row[0], row[3]
        if on is not day and on != day:
            ids.clear()
        day = on
        if id in ids:
            excluded[Exclusion.TWICE] += 1
        else:
            ids.add(id)
            yield row

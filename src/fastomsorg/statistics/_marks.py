"""
What is worth noticing about a visit: the marks of the overview of visits.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from fastomsorg.care import Visit

from ._contacts import NOBODY, Contacts
from ._counted import day_of_visit


class Mark(StrEnum):
    """
    A mark on a visit (*markering i Översikt besök*).
    """

    INCOMPLETE = "incomplete"
    AFTERWARDS = "afterwards"
    OTHER_STAFF = "other_staff"
    BY_PRIMARY = "by_primary"
    BY_DEPUTY = "by_deputy"


NONE: frozenset[Mark] = frozenset()


@attrs.frozen
class MarkedVisit:
    """
    A visit with its marks (*besök med markeringar*).
    """

    visit: Visit
    marks: frozenset[Mark]


def marked(visits: Iterable[Visit], contacts: Contacts) -> Iterator[MarkedVisit]:
    """
    Each visit with its marks (*markeringar*), one at a time; only what was performed has any.

    The contacts are those of the visit's unit on its day; a visit without a start is of its
    planned day.
    """
    for visit in visits:
        yield MarkedVisit(visit, frozenset(_marks(visit, contacts)) if visit.performed else NONE)


def _marks(visit: Visit, contacts: Contacts) -> Iterator[Mark]:
    if visit.starts is None or visit.ends is None:
        yield Mark.INCOMPLETE
    if visit.registered_afterwards:
        yield Mark.AFTERWARDS
    if visit.planned_staff and not set(visit.staff) <= set(visit.planned_staff):
        yield Mark.OTHER_STAFF
    on = day_of_visit(visit)
    primary, deputy = NOBODY if on is None else contacts.on(visit.client, visit.unit, on)
    if primary is not None and primary in visit.staff:
        yield Mark.BY_PRIMARY
    if deputy is not None and deputy in visit.staff:
        yield Mark.BY_DEPUTY

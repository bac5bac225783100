"""
Measures as named, versioned definitions: what is measured, by which definition, from which source.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol, TypeAlias

import attrs

from fastomsorg.care import Visit, VisitKind
from fastomsorg.terms import ClientId, Malformed, Period

from ._contacts import Contacts
from ._continuity import StaffContinuity
from ._counted import Counted, Exclusion
from ._fortnight import Fortnight, LeftOut
from ._shares import Share
from ._time import TimeContinuity

Figure: TypeAlias = int | Fraction | Share | None
"""A count, an exact number or a share; None where there is nothing to measure."""

Worded: TypeAlias = Mapping[str, str]
"""A text by language: ``sv`` and ``en``."""

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[1-9][0-9]*")
LANGUAGES = ("sv", "en")


class Material(Protocol):
    """
    What a measure is made of (*underlag*): the visits of the period at the units asked for.
    """

    @property
    def period(self) -> Period:
        """
        The days that are measured.
        """

    def visits(self, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        """
        The visits, in order of start, then of id, each once; more of one are *excluded*.
        """

    def counted(
        self, excluded: Counter[Exclusion], *, kinds: frozenset[VisitKind]
    ) -> Iterator[Counted]:
        """
        The visits that count, in the same order; the others are added to *excluded*.
        """

    def continuity(
        self, kinds: frozenset[VisitKind]
    ) -> tuple[StaffContinuity, Mapping[Exclusion, int]]:
        """
        The staff continuity report, and what does not count by reason.
        """

    def contacts(self) -> Contacts:
        """
        Who the contacts are at the units on any day.
        """

    def born(self, client: ClientId) -> date | None:
        """
        The client's day of birth, None where it is not known.
        """

    def away(self, client: ClientId) -> bool:
        """
        Was the client away for any part of the period?
        """

    def fortnight(self) -> Fortnight:
        """
        The national fourteen days, which the period is.
        """

    def time_continuity(self, *, within: timedelta) -> TimeContinuity:
        """
        How many visits start as planned.
        """


@attrs.frozen
class Measured:
    """
    What a measure came to (*utfall*): its figures by name, in the order they are to be shown.

    *clients* has the figure of each client, where the measure is one of clients. *excluded* counts
    the visits that do not count, *left_out* the clients, by reason.
    """

    figures: Mapping[str, Figure]
    clients: Mapping[ClientId, Figure] = attrs.field(factory=dict)
    excluded: Mapping[Exclusion, int] = attrs.field(factory=dict)
    left_out: Mapping[LeftOut, int] = attrs.field(factory=dict)
    engine: str = "python"


def _a_name(_measure: object, _field: object, name: str) -> None:
    if not NAME.fullmatch(name):
        raise Malformed("measure_name", got=name, expected="kkik-14d/1")


def _in_both_languages(_measure: object, field: "attrs.Attribute[Worded]", words: Worded) -> None:
    missing = tuple(each for each in LANGUAGES if not words.get(each))
    if missing:
        raise Malformed("measure_words", field=field.name, missing=missing)


@attrs.frozen
class Measure:
    """
    A definition (*mått*) that can be referred to: *name* is ``what/version``, such as
    ``kkik-14d/1``. Another definition is another version, and the earlier one stays.

    *figures* says what each figure is called. A measure of a set length has its number of *days*.
    """

    name: str = attrs.field(validator=_a_name)
    title: Worded = attrs.field(validator=_in_both_languages)
    definition: Worded = attrs.field(validator=_in_both_languages)
    source: str
    calculate: Callable[[Material], Measured] = attrs.field(repr=False)
    figures: Mapping[str, Worded] = attrs.field(factory=dict)
    days: int | None = None

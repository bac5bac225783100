"""
What a story says: who there is, what is given, what happens, and what comes of it.
"""

import datetime as dt
from collections.abc import Mapping

import attrs

from fastomsorg.care import Certificate, Employment, StaffMember
from fastomsorg.decisions import LocalChoice, LocalRules
from fastomsorg.terms import Act, Malformed, Period, Setting, Title
from fastomsorg.testing import a_staff_member
from tests.stories.steps import AnyStep

UNITS = frozenset({"A", "B", "C"})
CERTIFIED = dt.date(2023, 7, 1)


@attrs.frozen(kw_only=True)
class Employed:
    """
    A post, from a first day through a last.
    """

    first_day: dt.date
    last_day: dt.date | None = None
    permanent: bool = True
    title: Title = Title.ASSISTANT_NURSE

    def employment(self) -> Employment:
        period = Period.through(self.first_day, self.last_day)
        return Employment("Kommunen", self.title, self.permanent, period, "Avtal uppvisat")


@attrs.frozen(kw_only=True)
class Person:
    """
    What is particular about somebody. Everybody has a certificate since 2023-07-01, unless it is
    said to be of another day, or that there is none (false).
    """

    certificate: dt.date | bool = CERTIFIED
    employed: tuple[Employed, ...] = ()
    units: frozenset[str] = UNITS
    selectable: bool = True
    available: bool = True

    def member(self, id: str) -> StaffMember:
        since = CERTIFIED if self.certificate is True else self.certificate
        return attrs.evolve(
            a_staff_member(id, units=self.units, selectable=self.selectable),
            available=self.available,
            certificate=Certificate(since, "Bevis uppvisat") if since else None,
            employments=tuple(each.employment() for each in self.employed),
        )


@attrs.frozen(kw_only=True)
class Local:
    """
    What the municipality has chosen; a choice is the day it holds from.
    """

    contact_to_follow: bool = False
    deputy_required: bool = False
    deputy_title_required: bool = True
    unclear_accepted: dt.date | None = None
    unconfirmed_law: dt.date | None = None
    also_counted: frozenset[tuple[Setting, Act]] = frozenset()

    def rules(self) -> LocalRules:
        return LocalRules(
            "Testköping",
            contact_to_follow=self.contact_to_follow,
            deputy_required=self.deputy_required,
            deputy_title_required=self.deputy_title_required,
            unclear_accepted=_choice(self.unclear_accepted),
            unconfirmed_law=_choice(self.unconfirmed_law),
            also_counted=self.also_counted,
        )


def _choice(since: dt.date | None) -> LocalChoice | None:
    return None if since is None else LocalChoice(since, "Socialnämnden")


@attrs.frozen(kw_only=True)
class Changed:
    """
    Days, first and last, that go from one state to another.
    """

    unit: str = "A"
    days: str
    was: str
    becomes: str


@attrs.frozen(kw_only=True)
class Shown:
    """
    What is on a day, afterwards.
    """

    unit: str = "A"
    on: dt.date
    state: str


@attrs.frozen(kw_only=True)
class Handled:
    """
    Why nobody has handled the client on a day, afterwards; an empty list where somebody has.
    """

    unit: str = "A"
    on: dt.date
    why: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Offered:
    """
    Whether a contact must be offered on a day, afterwards.
    """

    unit: str = "A"
    on: dt.date
    owed: bool
    citations: tuple[str, ...]
    candidate: bool = False
    remarks: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Then:
    """
    What comes of it: *granted*, *refused* for these reasons, or granted when the days shown have
    been *confirmed*, because something registered earlier lapses or revives.
    """

    granted: bool = False
    refused: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    basis: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    changed: tuple[Changed, ...]
    days: tuple[Shown, ...] = ()
    unhandled: tuple[Handled, ...] = ()
    offers: tuple[Offered, ...] = ()

    def __attrs_post_init__(self) -> None:
        if sum(map(bool, (self.granted, self.refused, self.confirmed))) != 1:
            raise Malformed("malformed", expected="one of granted, refused, confirmed")


@attrs.frozen(kw_only=True)
class Story:
    """
    One story (*berättelse*), told on a *day*; *source* is where it comes from, if anywhere.
    """

    name: str
    day: dt.date
    source: str = ""
    staff: Mapping[str, Person] = attrs.field(factory=dict)
    local: Local = Local()
    given: tuple[AnyStep, ...]
    when: AnyStep
    then: Then

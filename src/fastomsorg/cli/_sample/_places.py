"""
The units of the municipality, and who works there.

A unit and its staff follow from the seed and the unit's number alone: nobody has to be remembered.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

import attrs

from fastomsorg.care import Certificate, Employment, StaffMember, Unit
from fastomsorg.decisions import title_of
from fastomsorg.law import Outcome, rules_on
from fastomsorg.terms import Period, Title, day_after
from fastomsorg.wire.tables import EmploymentRow, StaffRow

from ._chance import Chance, chance, day_between
from ._names import name, place

CLIENTS_PER_UNIT = 60
STAFF_PER_UNIT = 16
MUNICIPALITY = "Provköping"
EMPLOYER = f"{MUNICIPALITY}s kommun"

LAW = dt.date(2023, 7, 1)
LAST_CERTIFICATE = dt.date(2024, 12, 31)
FIRST_LEAVES, LAST_LEAVES = dt.date(2024, 1, 1), dt.date(2024, 12, 31)


@attrs.frozen
class Member:
    """
    Somebody at a unit (*personal*), with employments; *last_day* is known where they have left.
    """

    staff: StaffMember
    last_day: dt.date | None = None

    def fits(self, on: dt.date) -> bool:
        """
        May this person be appointed on the day, as far as can be seen from here?
        """
        return (
            self.staff.selectable
            and (self.last_day is None or on <= self.last_day)
            and self.staff.employed_on(on) is not False
            and title_of(self.staff, on=on, rules=rules_on(on)).outcome is Outcome.ENTITLED
        )

    def rows(self) -> Iterator[StaffRow]:
        staff = attrs.evolve(self.staff, employments=())
        yield StaffRow(staff)
        if self.last_day is not None:
            gone = attrs.evolve(staff, selectable=False, available=False)
            yield StaffRow(gone, since=day_after(self.last_day))

    def employments(self) -> Iterator[EmploymentRow]:
        return (EmploymentRow(self.staff.id, each) for each in self.staff.employments)


def units_for(clients: int) -> int:
    """
    How many units so many clients need: two at least, so that there is somewhere to move.
    """
    return max(2, -(-clients // CLIENTS_PER_UNIT))


def unit_id(number: int) -> str:
    return f"enhet-{number + 1:04}"


def unit(seed: int, number: int) -> Unit:
    draw = chance(seed, "unit", number)
    provider = EMPLOYER if number % 3 else f"{place(draw)}s omsorg AB"
    return Unit(unit_id(number), f"{place(draw)} hemtjänst", provider, MUNICIPALITY)


@lru_cache(maxsize=16)
def staff_at(seed: int, number: int) -> tuple[Member, ...]:
    """
    Everybody at the unit (*enhetens personal*), every kind in the same proportions.
    """
    return tuple(_member(seed, number, place) for place in range(STAFF_PER_UNIT))


def _member(seed: int, unit: int, number: int) -> Member:
    draw = chance(seed, "staff", unit, number)
    entitled = _ENTITLED[number]
    last_day = day_between(draw, FIRST_LEAVES, LAST_LEAVES) if number == _LEAVES else None
    certificate, employments = entitled(draw, last_day)
    id = f"p{unit + 1:04}{number + 1:02}"
    title = Title.CARE_ASSISTANT if entitled is _neither_day else Title.ASSISTANT_NURSE
    staff = StaffMember(
        id=id,
        name=name(draw),
        units=frozenset({unit_id(unit)}),
        title="Vårdbiträde" if title is Title.CARE_ASSISTANT else "Undersköterska",
        phone=f"+46701740{draw.randrange(605, 700)}",
        email=f"{id}@example.com",
        signature=f"@{id}",
        selectable=title is Title.ASSISTANT_NURSE,
        certificate=certificate,
        employments=employments,
        delegations=frozenset({"insulin"}) if draw.random() < 0.4 else frozenset(),
        languages=frozenset({"sv", draw.choice(("sv", "en", "fi", "ar", "so"))}),
        team=draw.choice(("Blå", "Gul", "Röd")),
    )
    return Member(staff, last_day)


_Shown = tuple[Certificate | None, tuple[Employment, ...]]


def _employment(
    first: dt.date,
    last: dt.date | None = None,
    *,
    title: Title = Title.ASSISTANT_NURSE,
    permanent: bool = True,
) -> Employment:
    seen = max(first, dt.date(2023, 6, 26))
    evidence = f"Anställningsavtal, sett {seen.isoformat()}"
    return Employment(EMPLOYER, title, permanent, Period.through(first, last), evidence)


def _certificate(draw: Chance) -> Certificate:
    start = day_between(draw, LAW, LAST_CERTIFICATE)
    return Certificate(start, f"Bevis, sett {start.isoformat()}")


def _certified(draw: Chance, last_day: dt.date | None) -> _Shown:
    first = day_between(draw, dt.date(2023, 8, 1), dt.date(2023, 12, 31))
    employment = _employment(first, last_day, permanent=draw.random() < 0.8)
    return _certificate(draw), (employment,)


def _certified_later(draw: Chance, last_day: dt.date | None) -> _Shown:
    first = day_between(draw, dt.date(2008, 1, 1), dt.date(2020, 12, 31))
    return _certificate(draw), (_employment(first, last_day),)


def _both_days(draw: Chance, last_day: dt.date | None) -> _Shown:
    return None, (
        _employment(day_between(draw, dt.date(2005, 1, 1), dt.date(2020, 12, 31)), last_day),
    )


def _first_day_only(draw: Chance, last_day: dt.date | None) -> _Shown:
    turn = day_between(draw, dt.date(2024, 1, 1), dt.date(2025, 5, 31))
    return None, (
        _employment(day_between(draw, dt.date(2010, 1, 1), dt.date(2020, 12, 31)), turn),
        _employment(day_after(turn), last_day, permanent=False),
    )


def _second_day_only(draw: Chance, last_day: dt.date | None) -> _Shown:
    turn = day_between(draw, dt.date(2024, 1, 1), dt.date(2025, 5, 31))
    return None, (
        _employment(
            day_between(draw, dt.date(2018, 1, 1), dt.date(2020, 12, 31)), turn, permanent=False
        ),
        _employment(day_after(turn), last_day),
    )


def _neither_day(draw: Chance, last_day: dt.date | None) -> _Shown:
    first = day_between(draw, dt.date(2015, 1, 1), dt.date(2020, 12, 31))
    return None, (_employment(first, last_day, title=Title.CARE_ASSISTANT),)


_ENTITLED = (
    *(_certified,) * 3,
    *(_certified_later,) * 4,
    *(_both_days,) * 4,
    _first_day_only,
    _second_day_only,
    *(_neither_day,) * 2,
    _certified_later,
)
_LEAVES = STAFF_PER_UNIT - 1

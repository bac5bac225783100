"""
Follow-ups to make pages of: a municipality with units, one unit, and one that nobody knows much of.
"""

import datetime as dt
from collections import Counter
from fractions import Fraction

from fastomsorg.care import Unit
from fastomsorg.statistics import (
    Aims,
    Answers,
    ByContact,
    Changes,
    ContactLoad,
    Exclusion,
    Followed,
    FollowUp,
    Footing,
    Fortnight,
    Share,
    State,
    Waits,
)
from fastomsorg.terms import ChangeReason, Period

YEAR = Period.through(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
AIMS = Aims(
    offered_within=14,
    appointed_within=14,
    planned_within=30,
    reviewed_since=dt.date(2025, 7, 1),
    clients_per_contact=8,
    contact_share=Fraction(1, 4),
    losing_on=dt.date(2033, 7, 1),
)
STATES = (State.BOTH, State.PRIMARY_ALONE, State.VACANT, State.DECLINED, State.NO_NEED)
GROUNDS = (Footing.CERTIFICATE, Footing.TRANSITION, Footing.UNCLEAR)


def a_long_name(number: int) -> str:
    """
    The name of a unit that does not fit on a line, known by its first word and its last.
    """
    return f"alfa{number:02} Hemtjänsten i Norra Testköping, kväll och helg omega{number:02}"


def _answers(size: int, number: int) -> Answers:
    known = {state: (number * (place + 3)) % 9 for place, state in enumerate(STATES)}
    return Answers({**known, State.BOTH: size, State.NOT_ASKED: number % 5})


def a_unit(number: int, name: str) -> Followed:
    """
    A unit (*enhet*) whose figures follow from its number.
    """
    others, alarm = _answers(20 + 3 * number, number), _answers(number % 4, number + 1)
    everybody = Answers(Counter(others.states) + Counter(alarm.states))
    held = everybody.with_primary.hits
    visits = 1000 + 90 * number
    return Followed(
        unit=Unit(f"u{number}", name, "Kommunen", "Testköping"),
        everybody=everybody,
        others=others,
        only_alarm=alarm,
        offers=Waits(tuple(range(number % 7, 20)), number % 3, 14),
        appointments=Waits(tuple(range(number % 5, 24)), number % 2, 14),
        footing={Footing.CERTIFICATE: held - held // 3, Footing.TRANSITION: held // 3},
        losing=Share(held // 3, held),
        load=ContactLoad((2, 3, 4, 5, 6, 7, 9 + number % 3), 8),
        changes=Changes(
            {ChangeReason.STAFF_LEFT: number % 6, ChangeReason.CLIENT_WISH: 6, None: number % 2},
            365 * held,
        ),
        visits=ByContact(
            held,
            Share(visits * (15 + number % 40) // 100, visits),
            Share(visits * (40 + number % 40) // 100, visits),
            Share(number % 12, 6 + held),
            Share(visits // 9, visits // 3),
        ),
        plans=Waits(tuple(range(10, 40)), number % 4, 30),
        reviewed=Share(held - number % 7, held),
        relatives=None,
    )


def _together(units: tuple[Followed, ...]) -> Followed:
    first = units[0]
    return Followed(
        unit=None,
        everybody=Answers(sum((Counter(each.everybody.states) for each in units), Counter())),
        others=Answers(sum((Counter(each.others.states) for each in units), Counter())),
        only_alarm=Answers(sum((Counter(each.only_alarm.states) for each in units), Counter())),
        offers=Waits(_days(each.offers for each in units), 30, 14),
        appointments=Waits(_days(each.appointments for each in units), 17, 14),
        footing=sum((Counter(each.footing) for each in units), Counter()),
        losing=sum((each.losing for each in units if each.losing), Share()),
        load=ContactLoad(tuple(sorted(n for each in units for n in each.load.clients)), 8),
        changes=Changes(
            sum((Counter(each.changes.reasons) for each in units), Counter()),
            sum(each.changes.days for each in units),
        ),
        visits=ByContact(
            sum(each.visits.clients for each in units),
            sum((each.visits.primary or Share() for each in units), Share()),
            sum((each.visits.total or Share() for each in units), Share()),
            sum((each.visits.below or Share() for each in units), Share()),
            sum((each.visits.not_daily or Share() for each in units), Share()),
        ),
        plans=first.plans,
        reviewed=sum((each.reviewed for each in units if each.reviewed), Share()),
        relatives=None,
    )


def _days(waits: object) -> tuple[int, ...]:
    return tuple(sorted(days for each in waits for days in each.days))  # type: ignore[attr-defined]


def a_municipality(units: int = 30, *, name: str = "Testköpings kommun") -> FollowUp:
    """
    A municipality (*kommun*) with so many units, whose names are long.
    """
    followed = tuple(a_unit(number, a_long_name(number)) for number in range(1, units + 1))
    whole = followed[0] if units == 1 else _together(followed)
    staff = {str(number): 4 + number % 19 for number in range(60)}
    return FollowUp(
        about=name,
        period=YEAR,
        aims=AIMS,
        whole=whole,
        units=followed,
        clients=whole.everybody.cases - 12,
        fortnight=Fortnight(YEAR, staff, {}, {}),
        excluded={Exclusion.NOT_PERFORMED: 1204, Exclusion.NO_STAFF: 17},
        engine="duckdb",
    )


def nothing_known() -> FollowUp:
    """
    A unit without cases, of which nothing is recorded (*inga uppgifter*).
    """
    empty = Followed(
        unit=Unit("u1", "Tomma hemtjänsten"),
        everybody=Answers(),
        others=Answers(),
        only_alarm=Answers(),
        offers=Waits(),
        appointments=Waits(),
        footing={},
        losing=None,
        load=ContactLoad(),
        changes=Changes(),
        visits=ByContact(),
    )
    return FollowUp("", YEAR, Aims(), empty, (empty,), 0)

"""
Who stands in while somebody is away, and who is left without?
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import attrs

from fastomsorg.history import Life, Spell
from fastomsorg.terms import CaseKey, ClientId, Period, Role, StaffId

from ._obligation_kinds import Within


class Away(StrEnum):
    """
    Why somebody is not there (*varför någon är borta*).
    """

    ABSENT = "absent"
    LEFT = "left"
    UNAVAILABLE = "unavailable"


class StandIn(StrEnum):
    """
    Who stands in (*vem som går in*): the deputy, then the team, else nobody.
    """

    DEPUTY = "deputy"
    TEAM = "team"
    NOBODY = "nobody"


@attrs.frozen
class AwayDays:
    """
    Days on which somebody is not there (*frånvaro*), the whole stretch of them.
    """

    why: Away
    period: Period


@attrs.frozen
class Gap:
    """
    Days on which a client's contact is away (*lucka i täckningen*), and who stands in all of them.

    *role* is the seat of whoever is away: that of a primary, or of a contact person. *since* is the
    first day away. *longer_from* is the day from which the absence is a longer one, as the routine
    has it; None where it has no number. Who has left is away for longer at once.
    """

    client: ClientId
    role: Role
    away: StaffId
    why: Away
    since: dt.date
    period: Period
    by: StandIn
    deputy: StaffId | None = None
    team: tuple[StaffId, ...] = ()
    longer_from: dt.date | None = None

    @property
    def longer(self) -> bool | None:
        """
        Does it become a longer absence within these days (*längre frånvaro*)? None: nobody says.
        """
        if self.longer_from is None:
            return None
        return self.longer_from < self.period.end_or_forever


SEATS = ((Role.PRIMARY, Role.DEPUTY), (Role.CONTACT_PERSON, Role.DEPUTY_CONTACT_PERSON))

AwayOf = Callable[[str], Sequence[AwayDays]]
"""When somebody, of the staff or of the clients, is not there."""


@attrs.frozen
class Colleagues:
    """
    Who is who at a unit (*kollegor*): when each is away, and who works in the same team.
    """

    staff_away: AwayOf
    client_away: AwayOf
    team: Callable[[StaffId], Sequence[StaffId]]


def coverage(
    lives: Iterable[tuple[CaseKey, Life]],
    period: Period,
    colleagues: Colleagues,
    longer: Within | None,
) -> tuple[Gap, ...]:
    """
    Every stretch of days on which somebody's contact is away (*täckning*), by client and day.

    Days on which the client is away need nobody.
    """
    gaps = (
        gap
        for key, life in lives
        for spell in life.spells
        for first, second in SEATS
        for gap in _gaps(key.client, spell, (first, second), period, colleagues, longer)
    )
    return tuple(sorted(gaps, key=lambda gap: (gap.client, gap.period.start, gap.role)))


def _gaps(
    client: ClientId,
    spell: Spell,
    roles: tuple[Role, Role],
    period: Period,
    colleagues: Colleagues,
    longer: Within | None,
) -> Iterator[Gap]:
    holding, second = spell.holder(roles[0]), spell.holder(roles[1])
    days = spell.period.overlap(period)
    if holding is None or days is None:
        return
    deputy = second.staff if second else None
    last: Gap | None = None
    for piece in _pieces(days, client, holding.staff, deputy, colleagues):
        gap = _gap(client, roles[0], holding.staff, deputy, piece, colleagues, longer)
        if last is not None and gap is not None and _goes_on(last, gap):
            last = attrs.evolve(last, period=Period(last.period.start, gap.period.end))
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last


def _pieces(
    days: Period,
    client: ClientId,
    staff: StaffId,
    deputy: StaffId | None,
    colleagues: Colleagues,
) -> Iterator[Period]:
    """
    The days, cut wherever somebody who matters goes away or comes back.
    """
    whose = [*colleagues.staff_away(staff), *colleagues.client_away(client)]
    for other in (deputy, *colleagues.team(staff)):
        whose += colleagues.staff_away(other) if other else ()
    cuts = {days.start}
    for away in whose:
        cuts.update(day for day in (away.period.start, away.period.end) if day and day in days)
    ordered = sorted(cuts)
    for start, end in zip(ordered, [*ordered[1:], days.end], strict=True):
        yield Period(start, end)


def _gap(
    client: ClientId,
    role: Role,
    staff: StaffId,
    deputy: StaffId | None,
    piece: Period,
    colleagues: Colleagues,
    longer: Within | None,
) -> Gap | None:
    """
    Who stands in on the days of a piece, which are all alike; None where nobody is missed.
    """
    away = _away(colleagues.staff_away(staff), piece.start)
    if away is None or _away(colleagues.client_away(client), piece.start) is not None:
        return None

    def there(other: StaffId) -> bool:
        return _away(colleagues.staff_away(other), piece.start) is None

    stands_in = deputy if deputy is not None and there(deputy) else None
    team = tuple(
        sorted(
            each for each in colleagues.team(staff) if each not in (staff, deputy) and there(each)
        )
    )
    by = StandIn.DEPUTY if stands_in else StandIn.TEAM if team else StandIn.NOBODY
    return Gap(
        client=client,
        role=role,
        away=staff,
        why=away.why,
        since=away.period.start,
        period=piece,
        by=by,
        deputy=stands_in,
        team=() if stands_in else team,
        longer_from=_longer_from(away, longer),
    )


def _away(days: Iterable[AwayDays], day: dt.date) -> AwayDays | None:
    found = [each for each in days if day in each.period]
    return min(found, key=lambda each: (each.period.start, each.why), default=None)


def _longer_from(away: AwayDays, longer: Within | None) -> dt.date | None:
    if away.why is Away.LEFT:
        return away.period.start
    return None if longer is None else longer.after(away.period.start)


def _goes_on(gap: Gap, after: Gap) -> bool:
    """
    Is it the same gap, a day later?
    """
    return gap.period.end == after.period.start and gap == attrs.evolve(after, period=gap.period)

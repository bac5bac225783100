"""
The follow-up for a board: what was offered and answered, who the contacts are, how well it works.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

import attrs

from fastomsorg.care import Unit
from fastomsorg.decisions import TitleAnswer
from fastomsorg.terms import CaseKey, ChangeReason, Period, StaffId, UnitId, day_after

from ._counted import Exclusion
from ._followup_aims import Aims
from ._followup_cases import FollowedCase, State, Waited
from ._followup_visits import CaseVisits
from ._fortnight import Fortnight
from ._shares import Share, median

TitleOf: TypeAlias = Callable[[StaffId], TitleAnswer | None]
"""What entitles somebody on the last day of the period; None where nobody knows the person."""

YEAR = Fraction(1461, 4)
"""The days of a year, in the long run."""


class Footing(StrEnum):
    """
    What entitles a primary (*grund för behörighet*), or why nothing does.
    """

    CERTIFICATE = "certificate"
    TRANSITION = "transition"
    NOT_REQUIRED = "not_required"
    UNCLEAR = "unclear"
    NOT_ENTITLED = "not_entitled"
    UNKNOWN = "unknown"


@attrs.frozen
class Answers:
    """
    How many cases stand how (*erbjudande och svar*) on the last day of the period.
    """

    states: Mapping[State, int] = attrs.field(factory=dict)

    @property
    def cases(self) -> int:
        return sum(self.states.values())

    def share(self, *states: State) -> Share:
        """
        Those in one of the states, of all.
        """
        return Share(sum(self.states.get(state, 0) for state in states), self.cases)

    @property
    def accepted(self) -> Share:
        return self.share(*WITH_YES)

    @property
    def offered(self) -> Share:
        """
        Who has answered has been offered (*erbjudna*).
        """
        return self.share(*WITH_YES, State.DECLINED)

    @property
    def with_primary(self) -> Share:
        return self.share(State.BOTH, State.PRIMARY_ALONE)

    @property
    def with_deputy(self) -> Share:
        return self.share(State.BOTH, State.DEPUTY_ALONE)


WITH_YES = (State.BOTH, State.PRIMARY_ALONE, State.DEPUTY_ALONE, State.VACANT)


@attrs.frozen
class Waits:
    """
    How long things took (*väntetider*), in days; *late* is how many have not come, and should have.
    """

    days: tuple[int, ...] = ()
    late: int = 0
    limit: int | None = None

    @property
    def median(self) -> Fraction | None:
        return median(self.days)

    @property
    def within(self) -> Share | None:
        """
        What came within the limit, of what came or should have; None without a limit.
        """
        if self.limit is None:
            return None
        hits = sum(days <= self.limit for days in self.days)
        return Share(hits, len(self.days) + self.late)


@attrs.frozen
class ContactLoad:
    """
    How many clients each contact has (*uppdrag per omsorgskontakt*), the fewest first.
    """

    clients: tuple[int, ...] = ()
    limit: int | None = None

    @property
    def median(self) -> Fraction | None:
        return median(self.clients)

    @property
    def over(self) -> Share | None:
        """
        The contacts with more clients than the limit; None without one.
        """
        if self.limit is None:
            return None
        return Share(sum(each > self.limit for each in self.clients), len(self.clients))


@attrs.frozen
class Changes:
    """
    Changes of primary (*byten*) in the period, by reason (None: none was given).

    *days* is how many days of the period clients had a primary.
    """

    reasons: Mapping[ChangeReason | None, int] = attrs.field(factory=dict)
    days: int = 0

    @property
    def total(self) -> int:
        return sum(self.reasons.values())

    @property
    def per_year(self) -> Fraction | None:
        """
        Changes for a client with a contact in a year, exact.
        """
        return self.total * YEAR / self.days if self.days else None


@attrs.frozen
class ByContact:
    """
    Visits by the contact (*kontaktens besök*); *below* is the clients for whom the primary does not
    reach the target, of those with visits on days with a primary. None where nobody knows.
    *clients* is how many had visits on days with a contact.
    """

    clients: int = 0
    primary: Share | None = None
    total: Share | None = None
    below: Share | None = None
    not_daily: Share | None = None


@attrs.frozen
class Followed:
    """
    What one unit comes to (*uppföljning per enhet*), or all of them (*unit* None).

    A client with home care from two units is counted at each. *everybody* are all, *only_alarm*
    those of them with a security alarm and nothing else, *others* the rest. *losing* is how many
    lose their contact's entitlement with the transition. *scheduled*, *plans*, *reviewed* and
    *relatives* are None where nothing is recorded.
    """

    unit: Unit | None
    everybody: Answers
    others: Answers
    only_alarm: Answers
    offers: Waits
    appointments: Waits
    footing: Mapping[Footing, int]
    losing: Share | None
    load: ContactLoad
    changes: Changes
    visits: ByContact
    scheduled: Share | None = None
    plans: Waits | None = None
    reviewed: Share | None = None
    relatives: Share | None = None


@attrs.frozen
class Evidence:
    """
    What a follow-up is made of (*underlag*), besides the cases.

    *visits* are None where there are none to count; *minutes* and *hours* are what each contact is
    scheduled for with own clients, and works, in minutes; None where nobody knows.
    """

    title_of: TitleOf
    visits: Mapping[CaseKey, CaseVisits] | None = None
    minutes: Mapping[StaffId, int] | None = None
    hours: Mapping[StaffId, int] | None = None
    fortnight: Fortnight | None = None
    excluded: Mapping[Exclusion, int] = attrs.field(factory=dict)


@attrs.frozen
class FollowUp:
    """
    The follow-up (*uppföljning*) of a period: unit by unit, and the *whole*.

    *about* is the unit, provider or municipality, or empty for several units; *clients* is how many
    different people the *whole* is about on the last day. Different staff in two weeks are those of
    *fortnight*, None where there are no visits.
    """

    about: str
    period: Period
    aims: Aims
    whole: Followed
    units: tuple[Followed, ...]
    clients: int
    fortnight: Fortnight | None = None
    excluded: Mapping[Exclusion, int] = attrs.field(factory=dict)
    engine: str = "python"


def follow_up(
    cases: Iterable[FollowedCase],
    *,
    about: str,
    period: Period,
    units: Sequence[Unit],
    aims: Aims,
    of: Evidence,
    engine: str = "python",
) -> FollowUp:
    """
    The follow-up (*uppföljning för nämnden*) of cases at the units, in one pass.
    """
    by_unit: dict[UnitId, list[FollowedCase]] = {unit.id: [] for unit in units}
    for case in cases:
        by_unit[case.key.unit].append(case)
    everything = [case for each in by_unit.values() for case in each]
    return FollowUp(
        about=about,
        period=period,
        aims=aims,
        whole=_followed(None, everything, aims, of),
        units=tuple(_followed(unit, by_unit[unit.id], aims, of) for unit in units),
        clients=len({case.key.client for case in everything if case.state}),
        fortnight=of.fortnight,
        excluded=of.excluded,
        engine=engine,
    )


def _followed(
    unit: Unit | None, cases: Sequence[FollowedCase], aims: Aims, of: Evidence
) -> Followed:
    here = [case for case in cases if case.state is not None]
    held = Counter(case.primary for case in here if case.primary is not None)
    footing, losing = _footing(held, aims, of)
    return Followed(
        unit=unit,
        everybody=_answers(here),
        others=_answers(case for case in here if not case.only_alarm),
        only_alarm=_answers(case for case in here if case.only_alarm),
        offers=_waits((case.offers for case in cases), aims.offered_within),
        appointments=_waits((case.appointments for case in cases), aims.appointed_within),
        footing=footing,
        losing=losing,
        load=ContactLoad(tuple(sorted(held.values())), aims.clients_per_contact),
        changes=Changes(
            Counter(reason for case in cases for reason in case.changes),
            sum(case.days for case in cases),
        ),
        visits=_by_contact(unit, aims, of),
        scheduled=_scheduled(held, of),
        plans=_plans(cases, aims),
        reviewed=_reviewed(here, aims),
        relatives=_relatives(here, aims),
    )


def _answers(cases: Iterable[FollowedCase]) -> Answers:
    return Answers(Counter(case.state for case in cases if case.state is not None))


def _waits(waited: Iterable[tuple[Waited, ...]], limit: int | None) -> Waits:
    each = [wait.days for waits in waited for wait in waits]
    came = sorted(days for days in each if days is not None)
    return Waits(tuple(came), len(each) - len(came), limit)


def _footing(
    held: Mapping[StaffId, int], aims: Aims, of: Evidence
) -> tuple[Mapping[Footing, int], Share | None]:
    footing: Counter[Footing] = Counter()
    losing = 0
    for staff, clients in held.items():
        answer = of.title_of(staff)
        footing[_footing_of(answer)] += clients
        if answer is not None and answer.last_day is not None and answer.ground is not None:
            losing += clients if day_after(answer.last_day) == aims.losing_on else 0
    lost = None if aims.losing_on is None else Share(losing, sum(held.values()))
    return footing, lost


def _footing_of(answer: TitleAnswer | None) -> Footing:
    if answer is None:
        return Footing.UNKNOWN
    return Footing((answer.ground or answer.outcome).value)


def _by_contact(unit: Unit | None, aims: Aims, of: Evidence) -> ByContact:
    if of.visits is None:
        return ByContact()
    visits = [each for key, each in of.visits.items() if unit is None or key.unit == unit.id]
    shares = [each.primary.fraction for each in visits]
    met = [aims.met_by(share) for share in shares if share is not None]
    seldom = [each.not_daily for each in visits if each.not_daily is not None]
    return ByContact(
        clients=sum(each.total.base > 0 for each in visits),
        primary=sum((each.primary for each in visits), Share()),
        total=sum((each.total for each in visits), Share()),
        below=None if aims.contact_share is None else Share(met.count(False), len(met)),
        not_daily=sum(seldom, Share()) if seldom else None,
    )


def _scheduled(held: Mapping[StaffId, int], of: Evidence) -> Share | None:
    """
    Of the working time of those contacts whose hours are known.
    """
    if of.minutes is None or of.hours is None:
        return None
    known = [staff for staff in held if staff in of.hours]
    if not known:
        return None
    minutes = sum(of.minutes.get(staff, 0) for staff in known)
    return Share(minutes, sum(of.hours[staff] for staff in known))


def _recorded(cases: Iterable[FollowedCase], kinds: frozenset[str]) -> bool:
    return any(case.done & kinds for case in cases)


def _plans(cases: Sequence[FollowedCase], aims: Aims) -> Waits | None:
    if not _recorded(cases, aims.kept.plan):
        return None
    return _waits((case.plans for case in cases), aims.planned_within)


def _reviewed(cases: Sequence[FollowedCase], aims: Aims) -> Share | None:
    if aims.reviewed_since is None or not _recorded(cases, aims.kept.plan | aims.kept.review):
        return None
    return _told(case.reviewed for case in cases if case.reviewed is not None)


def _relatives(cases: Sequence[FollowedCase], aims: Aims) -> Share | None:
    if not _recorded(cases, aims.kept.relatives):
        return None
    return _told(case.relatives for case in cases)


def _told(answers: Iterator[bool]) -> Share:
    told = list(answers)
    return Share(sum(told), len(told))

"""
What a follow-up measures against: the law's own days, and what the units' routines say alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import attrs

from fastomsorg.care import Unit
from fastomsorg.casework._host import Host
from fastomsorg.law import rules_on, statutes
from fastomsorg.routine import Anchor, MetBy, ObligationKind, Routine, TimeUnit, Within
from fastomsorg.statistics import Aims, Kept
from fastomsorg.terms import ONE_DAY, Party, Period, Role, Service, day_after, day_before

PLAN, REVIEW = "plan", "plan_follow_up"
"""What a plan and the follow-up of one are called where no routine says otherwise."""

NOT_DAILY = frozenset(
    {Service.CLEANING, Service.LAUNDRY, Service.SHOPPING, Service.COMPANY, Service.RELIEF}
)
"""Services that are not given every day."""

MOST = dt.timedelta(days=1100)
"""How far back a plan may be and still be recent enough, at the most."""


def aims_of(host: Host, units: Sequence[Unit], period: Period) -> Aims:
    """
    What the routines of the units aim at (*mål*) on the last day, as far as they all say the same.
    """
    last = day_before(period.end_or_forever)
    each = [_of_routine(host.routine(unit.id, last), last) for unit in units]
    first = each[0]
    alike = {
        field.name: getattr(first, field.name)
        for field in attrs.fields(Aims)
        if all(getattr(aims, field.name) == getattr(first, field.name) for aims in each)
    }
    if "exceeded" not in alike:
        alike.pop("contact_share", None)
    return attrs.evolve(Aims(kept=_kept(())), **alike)


def lawful(aims: Aims, period: Period) -> Aims:
    """
    The aims with the law's own days (*lagens dagar*): from when there was a duty to offer, and the
    first day without the transition that can be used at the end of the period.
    """
    last = day_before(period.end_or_forever)
    ends = [transition.last_day for transition in rules_on(last).transitions]
    duty = [entry.start for entry in statutes().offer.home_care.entries if entry.confirmed]
    return attrs.evolve(
        aims,
        losing_on=aims.losing_on or (day_after(max(ends)) if ends else None),
        counted_from=max(aims.counted_from, *duty[:1], dt.date.min),
    )


def _of_routine(routine: Routine, last: dt.date) -> Aims:
    starting = routine.by_anchor[Anchor.START]
    targets, load = routine.targets, routine.load
    share, band = targets.contact_share, targets.scheduled
    most = load.limits.get(Role.PRIMARY) if load else None
    review = next(_reviews(routine), None)
    return Aims(
        offered_within=_days(starting, lambda each: MetBy.ANSWER in each.met_by),
        appointed_within=_days(starting, lambda each: MetBy.PRIMARY in each.met_by),
        planned_within=_days(starting, lambda each: each.kind == PLAN),
        reviewed_since=_since(review.within, last) if review and review.within else None,
        clients_per_contact=most.most if most else None,
        contact_share=share.least if share else None,
        exceeded=share.more_than if share else False,
        scheduled=(band.least, band.most) if band else None,
        not_daily=NOT_DAILY,
        kept=_kept(routine.obligations),
    )


def _days(kinds: Sequence[ObligationKind], wanted: Callable[[ObligationKind], bool]) -> int | None:
    """
    The shortest limit in days or weeks among the obligations that are *wanted*.
    """
    limits = [each.within for each in kinds if wanted(each) and each.within is not None]
    days = [
        limit.amount * (7 if limit.unit is TimeUnit.WEEKS else 1)
        for limit in limits
        if limit.unit is not TimeUnit.MONTHS
    ]
    return min(days, default=None)


def _reviews(routine: Routine) -> Iterator[ObligationKind]:
    """
    What follows up the plan, again and again.
    """
    return (each for each in routine.obligations if each.recurs and PLAN in each.of)


def _since(within: Within, last: dt.date) -> dt.date:
    """
    The first day from which the limit reaches through the *last*.
    """
    day = last
    while day > last - MOST and within.after(day - ONE_DAY) >= last:
        day -= ONE_DAY
    return day


def _kept(obligations: Sequence[ObligationKind]) -> Kept:
    plans, reviews, relatives = {PLAN}, {REVIEW}, set[str]()
    for each in obligations:
        if each.kind.startswith(PLAN) and not each.recurs:
            plans |= {each.kind, *each.done_as}
        if each.recurs and PLAN in each.of:
            reviews |= {each.kind, *each.of, *each.done_as}
        if each.informs is Party.RELATIVES:
            relatives |= {each.kind, *each.done_as}
    return Kept(frozenset(plans), frozenset(reviews), frozenset(relatives))

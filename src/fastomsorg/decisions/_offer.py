"""
Must a contact be offered?
"""

import datetime as dt
from collections.abc import Iterator

import attrs

from fastomsorg.care import Enactment
from fastomsorg.history import Case, StatusRecorded
from fastomsorg.law import Citation, OfferDuty, Rules, Sourced
from fastomsorg.terms import Act, Status

from ._local import NATIONAL, LocalRules
from ._reason import Reason, warning


@attrs.frozen
class Offer:
    """
    Must a contact be offered (*erbjudande*)?

    *owed* is the duty on the day. *candidate_for_assessment* says that the services alone may make
    a contact obviously unneeded: a person has to assess it, the library never does.
    """

    owed: bool
    candidate_for_assessment: bool
    citations: tuple[Citation, ...]
    remarks: tuple[Reason, ...]


def offer(case: Case, *, on: dt.date, rules: Rules, local: LocalRules = NATIONAL) -> Offer:
    """
    Must this client be offered a contact on the day (*ska fast omsorgskontakt erbjudas*)?

    Source: SoL (2001:453) 4 kap. 2 b § until 2025-06-30, SoL (2025:400) 10 kap. 7 § after.
    """
    ongoing = case.ongoing(on)
    duties = [duty for each in ongoing if (duty := _duty(each, on, rules, local))]
    if not duties:
        return Offer(False, False, (), tuple(_why_not_owed(ongoing, on)))

    citations = tuple(dict.fromkeys(cited for duty in duties for cited in duty.basis))
    remarks = [
        warning("unconfirmed_law", basis=duty.basis + local.basis_of("unconfirmed_law"))
        for duty in duties
        if not duty.confirmed
    ]
    status = case.life.status_on(on)
    assessed = _assessed_on(case, on) if status is Status.NO_NEED else None
    services = frozenset(service for each in ongoing for service in each.services_on(on))
    if assessed is not None:
        outdated = _granted_after(ongoing, assessed, on)
        code = "assessment_outdated" if outdated else "assessed_no_need"
        remarks.append(warning(code, day=assessed, basis=citations))
        if not outdated:
            return Offer(False, False, citations, tuple(remarks))
    elif status in (Status.ACCEPTED, Status.DECLINED):
        remarks.append(warning("already_answered", status=status.value, basis=citations))
    if not services:
        remarks.append(warning("services_unknown"))
    may_be_unneeded = rules.candidate_services.value if rules.candidate_services else ()
    candidate = bool(services) and services <= frozenset(may_be_unneeded)
    return Offer(True, candidate, citations, tuple(remarks))


def _duty(
    enactment: Enactment, on: dt.date, rules: Rules, local: LocalRules
) -> Sourced[OfferDuty] | None:
    if enactment.act is not Act.SOL:
        return None
    return rules.offer_in(enactment.setting, unconfirmed=local.heeds_unconfirmed(on))


def _why_not_owed(ongoing: tuple[Enactment, ...], on: dt.date) -> Iterator[Reason]:
    if not ongoing:
        yield warning("nothing_ongoing", day=on)
    else:
        yield warning("no_duty", day=on)


def _assessed_on(case: Case, on: dt.date) -> dt.date | None:
    """
    The day the *no need* in force on *on* was recorded for.
    """
    days = [
        event.on
        for registration in case.standing
        for event in registration.events
        if isinstance(event, StatusRecorded) and event.on <= on
    ]
    return max(days, default=None)


def _granted_after(ongoing: tuple[Enactment, ...], assessed: dt.date, on: dt.date) -> bool:
    """
    Have other services been granted since? The assessment holds for the time it was made.
    """
    return any(assessed < since <= on for each in ongoing for since, _ in each.services)

"""
The rule-book on one day.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from fastomsorg.terms import Service, Setting, Title, day_before

from ._citation import Citation
from ._statutes import Statutes, TitleStatutes
from ._timeline import Sourced
from ._transition import Transition
from ._values import OfferDuty, ResearchSample, SearchRule
from ._words import (
    AccessDuty,
    AssessmentPart,
    CertificateRule,
    DeputyRule,
    Documented,
    Operator,
    ProtectedDefault,
)

K = TypeVar("K")
T = TypeVar("T")


@attrs.frozen(eq=False)
class TitleRules:
    """
    Who may be appointed, on the days from one turning point of the law to the next.

    *free_until* is the last day without a required title, where none is required. *transitions*
    can be used on these days, *ended* could be used before. *provisions* are the transitional
    provisions in force. Compared by identity: what is derived from it can be kept beside it.
    """

    required: Sourced[Title | None] | None
    free_until: dt.date | None
    certificate: Sourced[CertificateRule] | None
    transitions: tuple[Transition, ...]
    ended: tuple[Transition, ...]
    provisions: tuple[Citation, ...]
    deputy: Sourced[DeputyRule] | None


@attrs.frozen(eq=False)
class Rules:
    """
    The rule-book on one *day* (*gällande rätt*), each answer with its source.

    None stands where the library knows of no rule for the day. *offer* is confirmed law alone;
    `offer_in` also answers by what is not confirmed, when asked to. *entries* lists all that
    holds, each with its question and name; what is not confirmed is listed too, and says so.
    """

    day: dt.date
    offer: Mapping[Setting, Sourced[OfferDuty]]
    unconfirmed_offer: Mapping[Setting, Sourced[OfferDuty]]
    candidate_services: Sourced[tuple[Service, ...]] | None
    assessment: Sourced[tuple[AssessmentPart, ...]] | None
    titles: TitleRules
    documentation: Sourced[tuple[Documented, ...]] | None
    objection_noted: Sourced[bool] | None
    access: Sourced[tuple[AccessDuty, ...]] | None
    search_terms: Mapping[Operator, Sourced[SearchRule]]
    protected_identity: Sourced[ProtectedDefault] | None
    data_on_request: Sourced[bool] | None
    retention_years: Mapping[Operator, Sourced[int]]
    research_sample: Sourced[ResearchSample] | None
    entries: tuple[tuple[str, str, Sourced[Any]], ...]

    @property
    def title(self) -> Sourced[Title | None] | None:
        """
        The title that a contact must have (*yrkestitel*); its value is None where none is required.
        """
        return self.titles.required

    @property
    def transitions(self) -> tuple[Transition, ...]:
        return self.titles.transitions

    def offer_in(self, setting: Setting, *, unconfirmed: bool = False) -> Sourced[OfferDuty] | None:
        """
        The duty to offer a contact in *setting*, or None where there is none.

        With *unconfirmed*, law that could not be confirmed counts as well; whether the answer
        rests on such law is said by its `confirmed`.
        """
        if unconfirmed and setting in self.unconfirmed_offer:
            return self.unconfirmed_offer[setting]
        return self.offer.get(setting)


def rules_of(statutes: Statutes, day: dt.date) -> Rules:
    """
    The rule-book on *day* by *statutes*.
    """
    data, retention = statutes.personal_data, statutes.retention
    offers = {
        Setting.HOME_CARE: statutes.offer.home_care,
        Setting.SPECIAL_HOUSING: statutes.offer.special_housing,
    }
    return Rules(
        day=day,
        offer=_held({setting: offer.on(day) for setting, offer in offers.items()}),
        unconfirmed_offer=_unconfirmed(
            {setting: offer.on(day, unconfirmed=True) for setting, offer in offers.items()}
        ),
        candidate_services=statutes.offer.candidate_services.on(day),
        assessment=statutes.offer.assessment.on(day),
        titles=_title_rules(statutes, day),
        documentation=statutes.documentation.documentation.on(day),
        objection_noted=statutes.documentation.objection_noted.on(day),
        access=data.access.on(day),
        search_terms=_held({who: rule.on(day) for who, rule in data.search_terms.items()}),
        protected_identity=data.protected_identity.on(day),
        data_on_request=data.data_on_request.on(day),
        retention_years=_held({who: years.on(day) for who, years in retention.years.items()}),
        research_sample=retention.research_sample.on(day),
        entries=tuple(_entries(statutes, day)),
    )


def _held(answers: Mapping[K, Sourced[T] | None]) -> Mapping[K, Sourced[T]]:
    return MappingProxyType({key: held for key, held in answers.items() if held is not None})


def _unconfirmed(answers: Mapping[K, Sourced[T] | None]) -> Mapping[K, Sourced[T]]:
    return MappingProxyType(
        {key: held for key, held in _held(answers).items() if not held.confirmed}
    )


def _title_rules(statutes: Statutes, day: dt.date) -> TitleRules:
    title = statutes.title
    required = title.title_required.on(day)
    named = [
        transition
        for transition in title.transition
        if required is not None and transition.name in required.transitions
    ]
    usable = tuple(transition for transition in named if transition.usable_on(day))
    return TitleRules(
        required=required,
        free_until=_free_until(title, day),
        certificate=title.certificate.on(day),
        transitions=usable,
        ended=tuple(transition for transition in named if transition.last_day < day),
        provisions=tuple(
            place
            for transition in usable
            for place in transition.basis
            if statutes.acts.in_force(place, day)
        ),
        deputy=title.deputy.on(day),
    )


def _free_until(title: TitleStatutes, day: dt.date) -> dt.date | None:
    required = title.title_required.on(day)
    if required is not None and required.value is not None:
        return None
    later = (
        day_before(entry.start)
        for entry in title.title_required.entries
        if entry.start > day and entry.confirmed and entry.value is not None
    )
    return next(later, None)


def _entries(statutes: Statutes, day: dt.date) -> Iterator[tuple[str, str, Sourced[Any]]]:
    for question, name, timeline in statutes.timelines():
        confirmed = timeline.on(day)
        latest = timeline.on(day, unconfirmed=True)
        if confirmed is not None:
            yield question, name, confirmed
        if latest is not None and latest is not confirmed:
            yield question, name, latest

"""
All entries of all days: one class for each file, one field for each table in it.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from fastomsorg.terms import Malformed, Service, Title, day_after

from ._citation import Citation
from ._timeline import Timeline
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


@attrs.frozen
class OfferStatutes:
    """
    Must a contact be offered?
    """

    home_care: Timeline[OfferDuty]
    special_housing: Timeline[OfferDuty]
    candidate_services: Timeline[tuple[Service, ...]]
    assessment: Timeline[tuple[AssessmentPart, ...]]


@attrs.frozen
class TitleStatutes:
    """
    Who may be appointed?
    """

    title_required: Timeline[Title | None]
    transition: tuple[Transition, ...]
    certificate: Timeline[CertificateRule]
    deputy: Timeline[DeputyRule]

    def __attrs_post_init__(self) -> None:
        known = {transition.name for transition in self.transition}
        named = {name for entry in self.title_required.entries for name in entry.transitions}
        if unknown := named - known:
            raise Malformed("unknown_transition", got=min(unknown), expected=tuple(sorted(known)))


@attrs.frozen
class DocumentationStatutes:
    """
    What is to be documented?
    """

    documentation: Timeline[tuple[Documented, ...]]
    objection_noted: Timeline[bool]


@attrs.frozen
class PersonalDataStatutes:
    """
    What binds access to personal data?
    """

    access: Timeline[tuple[AccessDuty, ...]]
    search_terms: dict[Operator, Timeline[SearchRule]]
    protected_identity: Timeline[ProtectedDefault]
    data_on_request: Timeline[bool]


@attrs.frozen
class RetentionStatutes:
    """
    How long is the record kept?
    """

    years: dict[Operator, Timeline[int]]
    research_sample: Timeline[ResearchSample]


@attrs.frozen
class LegalAct:
    """
    An act or an ordinance (*författning*): in force from *start* until it is *repealed*.
    """

    name: str
    title: str
    start: dt.date
    repealed: dt.date | None = None


@attrs.frozen
class ActStatutes:
    """
    Which acts are there, and from which day until when?
    """

    act: tuple[LegalAct, ...]

    def in_force(self, citation: Citation, day: dt.date) -> bool:
        """
        Is what *citation* points at law on *day*? What only explains the law never is.
        """
        return any(
            act.start <= day and (act.repealed is None or day < act.repealed)
            for act in self.act
            if act.name == citation.act
        )


@attrs.frozen
class Statutes:
    """
    Everything the library knows of the law (*författningar*), repealed law included.
    """

    acts: ActStatutes
    offer: OfferStatutes
    title: TitleStatutes
    documentation: DocumentationStatutes
    personal_data: PersonalDataStatutes
    retention: RetentionStatutes

    def timelines(self) -> Iterator[tuple[str, str, Timeline[Any]]]:
        """
        Every timeline with its question and its name: `("retention", "years.municipality", …)`.
        """
        for question in attrs.fields(Statutes):
            statutes = getattr(self, question.name)
            for table in attrs.fields(type(statutes)):
                held = getattr(statutes, table.name)
                if isinstance(held, Timeline):
                    yield question.name, table.name, held
                elif isinstance(held, dict):
                    for key, timeline in held.items():
                        yield question.name, f"{table.name}.{key}", timeline

    def turning_points(self) -> tuple[dt.date, ...]:
        """
        The days on which some answer changes, in order.
        """
        begins = {entry.start for _, _, timeline in self.timelines() for entry in timeline.entries}
        exceptions = {transition.first_day for transition in self.title.transition}
        ended = {day_after(transition.last_day) for transition in self.title.transition}

        return tuple(sorted(begins | exceptions | ended))

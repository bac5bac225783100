"""
Does a routine say less than the law?

Most of what would weaken the law has no key at all. What is looked for here is who tries to write
one, a stand on open law without its day and document, and an offer that some are left out of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from fastomsorg.law import Citation, Sourced, statutes
from fastomsorg.terms import Fact

from ._obligation_kinds import MetBy
from ._places import Path
from ._routine import Routine
from ._sheet import CHOICES

Weakness: TypeAlias = tuple[Path, str, Mapping[str, Fact], tuple[Citation, ...]]
"""The key, the code of what would be right, its facts, and the basis."""

BY_LAW: Mapping[str, str] = {
    "title_required": "title_required",
    "primary_title_required": "title_required",
    "certificate_required": "title_required",
    "offer_required": "home_care",
    "assessment_required": "assessment",
    "persons_view_required": "assessment",
    "documentation_required": "documentation",
    "objection_noted": "objection_noted",
    "access_logged": "access",
    "reads_logged": "access",
    "protected_identity_hidden": "protected_identity",
    "data_on_request": "data_on_request",
    "retention_years": "years.municipality",
    "research_sample": "research_sample",
}
"""Keys that somebody might write into ``[rules]``, and the law's own question that each is of."""

OPEN_LAW: Mapping[str, str] = {
    "unclear_accepted": "title_required",
    "unconfirmed_law": "special_housing",
    "names_searched": "search_terms.private_provider",
}
"""The stands that can be taken where the law is open, and the question that each is of."""


def beside_the_law(key: str, path: Path) -> Sourced[Any] | None:
    """
    The law that an unknown key of ``[rules]`` would be about (*lagen bestämmer*), or None.
    """
    question = BY_LAW.get(key) if path == ("rules",) else None
    return None if question is None else _latest(question)


def choice_of_open_law(path: Path) -> tuple[Citation, ...] | None:
    """
    The sections that a stand on open law is about, for a key that is one, or is inside one.
    """
    chosen = path[1] if path[:1] == ("rules",) and len(path) > 1 else None
    return _latest(OPEN_LAW[chosen]).basis if chosen in CHOICES and chosen in OPEN_LAW else None


def _latest(question: str) -> Sourced[Any]:
    return next(
        timeline.entries[-1] for _, name, timeline in statutes().timelines() if name == question
    )


def weaker_than_the_law(routine: Routine) -> Iterator[Weakness]:
    """
    An offer that is not made to whoever has some services alone: the law asks for an assessment.
    """
    basis = _latest("assessment").basis
    for kind in routine.obligations:
        if MetBy.ANSWER in kind.met_by and kind.applies.unless_only:
            path = ("obligation", kind.kind, "applies")
            yield path, "routine_offer_to_all", {}, basis

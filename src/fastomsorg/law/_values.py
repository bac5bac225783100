"""
What the law's answers hold, where one word is not enough.
"""

import attrs

from fastomsorg.terms import Purpose

from ._citation import Citation
from ._words import Exemption, SearchTerm


@attrs.frozen
class OfferDuty:
    """
    A contact must be offered (*ska erbjudas*), unless what the statute calls *unless* is the case.

    *granted_under* lists the sections that the services must have been granted under; empty:
    however they were granted.
    """

    unless: Exemption
    granted_under: tuple[Citation, ...] = ()


@attrs.frozen
class SearchRule:
    """
    What personal data may be searched by (*sökbegrepp*), depending on what for.
    """

    case_handling: tuple[SearchTerm, ...]
    unlimited_for: tuple[Purpose, ...]

    def terms_for(self, purpose: Purpose) -> tuple[SearchTerm, ...] | None:
        """
        The only terms allowed for *purpose*; None where there is no limit.
        """
        return None if purpose in self.unlimited_for else self.case_handling


@attrs.frozen
class ResearchSample:
    """
    Whose records are kept for research (*undantag från gallring*): those born on some days of
    the month, and everybody's in some counties and municipalities.
    """

    born_on: tuple[int, ...]
    everybody_in: tuple[str, ...]

"""
Answers of the law that take more than one word.
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

    *municipalities* are those that belong to *everybody_in*, each with its code and its name.
    """

    born_on: tuple[int, ...]
    everybody_in: tuple[str, ...]
    municipalities: tuple[str, ...]

    def has_everybody_in(self, municipality: str) -> bool:
        """
        Is everybody's record kept in this municipality (*kommun*), known by its code or its name?

        *Göteborg*, *Göteborgs kommun*, *Göteborgs stad* and *1480* are the same.
        """
        asked = _as_compared(municipality)
        return any(
            asked in (code, _as_compared(name))
            for code, _, name in (each.partition(" ") for each in self.municipalities)
        )


_WHAT_IT_IS = ("kommun", "stad", "region")


def _as_compared(municipality: str) -> str:
    """
    A municipality's name as it may be written: with a genitive, a word for what it is, or neither.
    """
    words = [word for word in municipality.casefold().split() if word not in _WHAT_IT_IS]
    return " ".join(words).removesuffix("s")

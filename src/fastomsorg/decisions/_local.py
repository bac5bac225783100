"""
What a municipality or provider has chosen beside the law.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import attrs

from fastomsorg.law import Citation, Operator
from fastomsorg.terms import Act, Setting

from ._demands import Demands
from ._load import Load


class AlsoNoted(StrEnum):
    """
    What gets a journal note beyond what always does (*journalanteckning även vid*).
    """

    ENDED = "ended"
    MOVED = "moved"
    DONE = "done"


@attrs.frozen
class LocalChoice:
    """
    Something chosen from a day on (*lokalt ställningstagande*), with the document that says so.
    """

    start: dt.date
    source: str


@attrs.frozen
class LocalRules:
    """
    The local rules (*lokala regler*) that decisions heed; without a choice, what the law says.

    They may be stricter than confirmed, clear law, never weaker. *unclear_accepted* lets an
    entitlement that the law leaves unclear count from its day; *unconfirmed_law* switches on law
    that has not been confirmed; *also_counted* are settings and acts whose days make a stay, as
    those of home care under SoL always do. *operator* is who runs the unit, where the law tells
    them apart; *names_searched* lets a list of names be made of those who gave an answer; counts
    from 1 to below *small_counts* are hidden in tables that are published. *load* limits how many
    clients one contact has, and *demands* is what a contact must have beside the title.

    *name*, *version* and *fingerprint* say which routine chose so, *sources* in which document, by
    field; *source* is the document of what has none of its own.
    """

    name: str = "national"
    operator: Operator = Operator.MUNICIPALITY
    contact_to_follow: bool = False
    deputy_required: bool = False
    deputy_title_required: bool = True
    unclear_accepted: LocalChoice | None = None
    unconfirmed_law: LocalChoice | None = None
    also_counted: frozenset[tuple[Setting, Act]] = frozenset()
    also_noted: frozenset[AlsoNoted] = frozenset()
    names_searched: LocalChoice | None = None
    small_counts: int = 5
    load: Load | None = None
    demands: Demands | None = None
    version: dt.date | None = None
    fingerprint: str = ""
    source: str = "lokala regler"
    sources: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def accepts_unclear(self, on: dt.date) -> bool:
        return self.unclear_accepted is not None and self.unclear_accepted.start <= on

    def heeds_unconfirmed(self, on: dt.date) -> bool:
        return self.unconfirmed_law is not None and self.unconfirmed_law.start <= on

    def lists_names(self, on: dt.date) -> bool:
        return self.names_searched is not None and self.names_searched.start <= on

    @property
    def basis(self) -> tuple[Citation, ...]:
        """
        What a verdict that rests on these rules cites: routine, version, document.
        """
        return self._cited(self.source)

    def basis_of(self, field: str) -> tuple[Citation, ...]:
        """
        What a verdict that rests on the choice in *field* cites (*stöd*).
        """
        choice = getattr(self, field)
        own = choice.source if isinstance(choice, LocalChoice | Load | Demands) else ""
        return self._cited(self.sources.get(field, own or self.source))

    @property
    def known_as(self) -> str:
        """
        How a registration names the routine (*rutin och version*): with the day the version begins
        and its fingerprint, where it has a version.
        """
        if self.version is None:
            return self.name
        return f"{self.name} {self.version} {self.fingerprint}".rstrip()

    @property
    def cited_as(self) -> str:
        """
        How the routine is cited (*hänvisning*), with the day its version begins.
        """
        return self.name if self.version is None else f"{self.name} ({self.version})"

    def _cited(self, place: str) -> tuple[Citation, ...]:
        return (Citation(self.cited_as, place),)


NATIONAL = LocalRules()
"""No local choices: what the law says, and nothing else (*enbart lagen*)."""

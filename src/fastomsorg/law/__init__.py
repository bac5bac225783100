"""
What the law says and from which day.
"""

from ._citation import Citation
from ._fingerprint import fingerprint
from ._reading import StatuteError, read_statutes
from ._rules import Rules, TitleRules, rules_of
from ._shipped import rulebook_fingerprint, rules_on, statutes
from ._statutes import LegalAct, Statutes
from ._timeline import Sourced, Timeline, basis_of
from ._transition import Transition
from ._values import OfferDuty, ResearchSample, SearchRule
from ._words import (
    AccessDuty,
    AssessmentPart,
    CertificateRule,
    DeputyRule,
    Documented,
    Exemption,
    Ground,
    Operator,
    Outcome,
    ProtectedDefault,
    Reading,
    SearchTerm,
)

__all__ = [
    "AccessDuty",
    "AssessmentPart",
    "CertificateRule",
    "Citation",
    "DeputyRule",
    "Documented",
    "Exemption",
    "Ground",
    "LegalAct",
    "OfferDuty",
    "Operator",
    "Outcome",
    "ProtectedDefault",
    "Reading",
    "ResearchSample",
    "Rules",
    "SearchRule",
    "SearchTerm",
    "Sourced",
    "StatuteError",
    "Statutes",
    "Timeline",
    "TitleRules",
    "Transition",
    "basis_of",
    "fingerprint",
    "read_statutes",
    "rulebook_fingerprint",
    "rules_of",
    "rules_on",
    "statutes",
]

"""
Why not, or what else should be known.
"""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from fastomsorg.law import Citation
from fastomsorg.terms import Fact


class Severity(StrEnum):
    """
    Whether a reason stands in the way (*hinder*) or only needs to be known (*anmärkning*).
    """

    BLOCKING = "blocking"
    WARNING = "warning"


@attrs.frozen
class Reason:
    """
    One obstacle or remark (*skäl*): a *code* from the catalogue, the *facts* that its text shows,
    and where the law says so.

    The facts are plain values; people are named in them by id alone.
    """

    code: str
    severity: Severity
    facts: Mapping[str, Fact] = attrs.field(factory=dict, hash=False)
    basis: tuple[Citation, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKING


def blocking(code: str, /, *, basis: tuple[Citation, ...] = (), **facts: Fact) -> Reason:
    """
    An obstacle: it refuses what was asked for.
    """
    return Reason(code, Severity.BLOCKING, facts, basis)


def warning(code: str, /, *, basis: tuple[Citation, ...] = (), **facts: Fact) -> Reason:
    """
    A remark: it rides along with the answer.
    """
    return Reason(code, Severity.WARNING, facts, basis)

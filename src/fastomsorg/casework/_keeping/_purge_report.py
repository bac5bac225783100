"""
What a purge came to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from fastomsorg.decisions import Reason
from fastomsorg.hooks import Erasable
from fastomsorg.law import Citation, Operator
from fastomsorg.terms import ClientId, UnitId


@attrs.frozen
class DueFile:
    """
    A client's record whose time has run out (*akt att gallra*), at one operator.
    """

    client: ClientId
    units: tuple[UnitId, ...]
    operator: Operator
    provider: str
    last_note: dt.date
    due: dt.date


@attrs.frozen
class ErasedFile(DueFile):
    """
    A record that is, or would be, erased (*gallrad akt*), and where it says so.
    """

    basis: tuple[Citation, ...]


@attrs.frozen
class KeptFile(DueFile):
    """
    A record that is kept all the same (*bevarad akt*), and why.
    """

    reasons: tuple[Reason, ...]


@attrs.frozen
class PurgeReport:
    """
    What a purge came to (*gallringsprotokoll*): *done* is false where it was only tried.

    *rows* counts what is gone, by kind of row; *kept* counts the records that were kept, by the
    code of each reason; *kept_due* are those whose time has run out. *swept* says whether nothing
    of what was erased is left in the store's own files.
    """

    on: dt.date
    done: bool
    erased: tuple[ErasedFile, ...]
    kept_due: tuple[KeptFile, ...]
    kept: Mapping[str, int]
    rows: Mapping[Erasable, int] = attrs.field(factory=dict)
    swept: bool | None = None

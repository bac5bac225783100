"""
The follow-up in words: what a column is called, how a figure is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from fastomsorg.terms import Fact, day_before
from fastomsorg.texts import Language, number, per_cent, text

from ._followup_sheet import Hidden, Section, Sheet, Value
from ._shares import Share

TWO_DECIMALS = frozenset({"changes_per_year", "different_mean"})
MINUTES = frozenset({"scheduled"})
OF_SOMEBODY = frozenset(
    {
        *("offers_median", "appointments_median", "plans_median"),
        *("fewest", "load_median", "most", "changes_per_year"),
        *("different_median", "different_mean"),
    }
)
"""What there is none of where there is nobody, which is not the same as nothing recorded."""
FORTNIGHT = dt.timedelta(days=14)


def facts_of(sheet: Sheet, language: Language) -> Mapping[str, Fact]:
    """
    What the texts have places for (*uppgifter i texterna*): days, limits and targets.
    """
    aims, last = sheet.aims, day_before(sheet.period.end_or_forever)
    return {
        "first": sheet.period.start,
        "last": last,
        "offered_within": aims.offered_within,
        "appointed_within": aims.appointed_within,
        "planned_within": aims.planned_within,
        "reviewed_since": aims.reviewed_since,
        "clients_per_contact": aims.clients_per_contact,
        "contact_share": _aim(sheet, language),
        "losing_on": aims.losing_on,
        "fortnight_first": max(sheet.period.start, sheet.period.end_or_forever - FORTNIGHT),
        "threshold": sheet.threshold,
        "hidden": text(language, "followup.hidden"),
    }


def heading(sheet: Sheet, section: Section, language: Language) -> tuple[str, str]:
    """
    What the section is called, and what it is about (*rubrik och ingress*).
    """
    facts, name = facts_of(sheet, language), f"followup.section.{section.code}"
    return text(language, f"{name}.title", **facts), text(language, f"{name}.lead", **facts)


def head(sheet: Sheet, column: str, language: Language) -> str:
    """
    What the column is called (*kolumnrubrik*), with the limit or the target that it speaks of.
    """
    return text(language, f"followup.column.{column}", **facts_of(sheet, language))


def told_columns(section: Section) -> tuple[str, ...]:
    """
    The columns that say something (*kolumner som visas*).
    """
    return tuple(column for column in section.columns if column not in section.unaimed)


def shown(column: str, value: Value, language: Language) -> str:
    """
    A figure as people read it (*tal i text*).
    """
    match value:
        case None:
            name = "nobody" if column in OF_SOMEBODY else "missing"
            return text(language, f"followup.{name}")
        case Hidden():
            return text(language, "followup.hidden")
        case Share(base=0):
            return text(language, "followup.nobody")
        case Share():
            return _share(column, value, language)
        case Fraction():
            return number(language, value, decimals=_decimals(column, value))
        case _:
            return number(language, value)


def _share(column: str, share: Share, language: Language) -> str:
    percent = per_cent(language, share.hits, share.base)
    if column in MINUTES:
        return text(language, "followup.minutes", percent=percent)
    hits, base = number(language, share.hits), number(language, share.base)
    return text(language, "followup.share", percent=percent, hits=hits, base=base)


def _decimals(column: str, value: Fraction) -> int:
    """
    A median is whole or a half; what is divided is shown with two decimals.
    """
    if column in TWO_DECIMALS:
        return 2
    return 0 if value.denominator == 1 else 1


def _aim(sheet: Sheet, language: Language) -> str | None:
    share = sheet.aims.contact_share
    if share is None:
        return None
    name = "aim_exceeded" if sheet.aims.exceeded else "aim_least"
    percent = per_cent(language, share.numerator, share.denominator)
    return text(language, f"followup.{name}", share=percent)

"""
The follow-up for programs: as a document, and as rows of a table.
"""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import Any

from fastomsorg.statistics import HIDDEN, Hidden, Share, Sheet, Value, head, heading
from fastomsorg.terms import day_before
from fastomsorg.texts import Language, label, text
from fastomsorg.wire.tables import neutralised

COLUMNS = ("section", "section_name", "unit", "unit_name", "figure", "name")
VALUES = ("state", "value", "hits", "base")
"""
*state* is blank for a figure that is there, ``hidden`` for one that is suppressed and ``missing``
where nothing is recorded.
"""


def plain_sheet(sheet: Sheet) -> dict[str, Any]:
    """
    The follow-up as a document (*uppföljning i JSON*).
    """
    last = day_before(sheet.period.end_or_forever)
    return {
        "about": sheet.about or None,
        "from": sheet.period.start.isoformat(),
        "to": last.isoformat(),
        "engine": sheet.engine,
        "threshold": sheet.threshold,
        "clients": plain_value(sheet.clients),
        "units": [{"id": unit.id, "name": unit.name} for unit in sheet.units],
        "aims": _aims(sheet),
        "sections": {
            section.code: [
                {
                    "unit": row.unit.id if row.unit else None,
                    **dict(zip(section.columns, map(plain_value, row.values), strict=True)),
                }
                for row in section.rows
            ]
            for section in sheet.sections
        },
        "excluded": [
            {"reason": why.value, "visits": visits} for why, visits in sheet.excluded.items()
        ],
    }


def plain_value(value: Value) -> Any:
    """
    A figure (*tal*): a whole number, hits and base, numerator and denominator, or ``hidden``; None
    where nothing is recorded.
    """
    match value:
        case Hidden():
            return HIDDEN.value
        case Share():
            return {"hits": value.hits, "base": value.base}
        case Fraction():
            return {"numerator": value.numerator, "denominator": value.denominator}
        case _:
            return value


def _aims(sheet: Sheet) -> dict[str, Any]:
    aims = sheet.aims
    return {
        "offered_within": aims.offered_within,
        "appointed_within": aims.appointed_within,
        "planned_within": aims.planned_within,
        "reviewed_since": aims.reviewed_since.isoformat() if aims.reviewed_since else None,
        "clients_per_contact": aims.clients_per_contact,
        "contact_share": plain_value(aims.contact_share),
        "exceeded": aims.exceeded,
        "losing_on": aims.losing_on.isoformat() if aims.losing_on else None,
    }


def sheet_as_csv(sheet: Sheet, language: Language) -> str:
    """
    The follow-up as a table with a row for each figure (*uppföljning i CSV*), and at the end for
    each reason why visits do not count.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*COLUMNS, *VALUES))
    for row in _rows(sheet, language):
        writer.writerow([neutralised(str(cell)) for cell in row])
    return stream.getvalue()


def _rows(sheet: Sheet, language: Language) -> Iterator[tuple[object, ...]]:
    for section in sheet.sections:
        title, _ = heading(sheet, section, language)
        for row in section.rows:
            unit = (row.unit.id, row.unit.name) if row.unit else ("", "")
            for column, value in zip(section.columns, row.values, strict=True):
                if column not in section.unaimed:
                    name = head(sheet, column, language)
                    yield section.code, title, *unit, column, name, *_cells(value)
    title = text(language, "followup.page.excluded")
    for why, visits in sheet.excluded.items():
        yield "excluded", title, "", "", why.value, label(language, why), *_cells(visits)


def _cells(value: Value) -> tuple[object, ...]:
    match value:
        case None:
            return "missing", "", "", ""
        case Hidden():
            return "hidden", "", "", ""
        case Share():
            return "", "", value.hits, value.base
        case Fraction():
            return "", _decimal(value), "", ""
        case _:
            return "", value, "", ""


def _decimal(value: Fraction) -> str:
    """
    With a point and four decimals: what is exact stands in the document.
    """
    return f"{value.numerator / value.denominator:.4f}"

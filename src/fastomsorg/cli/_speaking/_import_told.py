"""
How a reading of tables ended, told: every error with its place, or what was stored.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastomsorg.casework import ImportReport
from fastomsorg.texts import UnknownText, text
from fastomsorg.wire.tables import TableError

from ._naming import Names
from ._readable import readable
from ._voice import Voice

BY_THE_RULES = "reasons."
"""How the codes of errors begin that are the rules' refusals, not faults of the table."""

TOLD = ("enactments", "registrations")
"""The tables that others have to be told of."""


def is_malformed(error: TableError) -> bool:
    return not error.expected.startswith(BY_THE_RULES)


def tell_errors(voice: Voice, errors: Sequence[TableError]) -> None:
    """
    Every bad row (*felaktiga rader*): where, what was got, what would be right.
    """
    voice.document("errors", {"errors": [_plain_error(error, voice) for error in errors]})
    voice.complain(voice.text("import.refused", count=len(errors)))
    for error in errors:
        voice.complain(f"{_place(error, voice)}: {_fault(error, voice)}", style="")


def tell_stored(voice: Voice, report: ImportReport, names: Names) -> None:
    """
    What became of the rows (*utfall*), and the history that the rules would have refused.
    """
    voice.document("import", _plain_report(report, names))
    voice.heading(voice.text("import.done"))
    rows = [
        (Path(each.file).name, each.table, each.new, each.same, each.changed)
        for each in report.tallies
    ]
    voice.table(("file", "table", "new", "same", "changed"), rows)
    if any(each.table in TOLD and each.new for each in report.tallies):
        voice.say("import.next")
    if report.remarks:
        voice.say("import.remarks", count=len(report.remarks))
    for row in report.remarks:
        what = tuple(names.code(remark) for remark in row.remarks)
        place = voice.text("import.line", file=Path(row.file).name, line=row.line)
        client, unit = row.case.client, row.case.unit
        voice.item(voice.text("import.remark", place=place, client=client, unit=unit, what=what))


def _plain_report(report: ImportReport, names: Names) -> dict[str, Any]:
    return {
        "tables": [
            {
                "file": each.file,
                "table": each.table,
                "new": each.new,
                "same": each.same,
                "changed": each.changed,
            }
            for each in report.tallies
        ],
        "taken_over_with_remarks": [
            {
                "file": row.file,
                "line": row.line,
                "client": row.case.client,
                "unit": row.case.unit,
                "remarks": [{"code": code, "text": names.code(code)} for code in row.remarks],
            }
            for row in report.remarks
        ],
    }


def _plain_error(error: TableError, voice: Voice) -> dict[str, Any]:
    return {
        "file": error.file,
        "line": error.line,
        "column": error.column,
        "got": error.got,
        "expected": _expected(error, voice),
        "code": error.expected.removeprefix(BY_THE_RULES),
    }


def _place(error: TableError, voice: Voice) -> str:
    if not error.column:
        return voice.text("import.line", file=error.file, line=error.line)
    return voice.text("import.cell", file=error.file, line=error.line, column=error.column)


def _fault(error: TableError, voice: Voice) -> str:
    expected = _expected(error, voice)
    if not is_malformed(error):
        return expected
    if error.expected == "table_cells":
        return voice.text("import.cells", got=error.got, **error.facts)
    if not error.got:
        return voice.text("import.expected", expected=expected)
    return voice.text("import.got_and_expected", got=error.got, expected=expected)


def _expected(error: TableError, voice: Voice) -> str:
    key = error.expected if not is_malformed(error) else f"expected.{error.expected}"
    try:
        return text(voice.language, key, **readable(error.facts, voice))
    except UnknownText:
        return error.expected

"""
Writing everything out to where statistics are calculated.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Voice
from fastomsorg.hooks import Exported


def export(run: Run, parquet: option.Parquet) -> None:
    """
    Write everything out to Parquet files (*exportera*), and again over what lies there.
    """
    url = url_of(parquet)
    desk = run.desk()
    exported = desk.export(url, run.panel.exports(url))
    run.voice.document("export", {"url": url, **_plain(exported)})
    _show(run.voice, parquet, exported)


def url_of(folder: Path) -> str:
    """
    The URL of an export in the folder (*exportens adress*).
    """
    return folder.absolute().as_uri().replace("file:", "parquet:", 1)


def _plain(exported: Exported) -> dict[str, Any]:
    return {
        "tables": [{"table": table, "rows": rows} for table, rows in sorted(exported.rows.items())],
        "months": [
            {
                "municipality": each.municipality,
                "month": each.month,
                "new": each.new,
                "summarised": each.summarised,
            }
            for each in exported.months
        ],
    }


def _show(voice: Voice, folder: Path, exported: Exported) -> None:
    voice.heading(voice.text("export.done", folder=folder))
    voice.table(("table", "rows"), sorted(exported.rows.items()))
    for line in _told(voice, exported):
        voice.item(line)


def _told(voice: Voice, exported: Exported) -> Iterator[str]:
    """
    Of the months, how many were written; and what the reader has to know of the files.
    """
    new = sum(each.new for each in exported.months)
    if exported.months:
        yield voice.text("export.months", new=new, kept=len(exported.months) - new)
    summarised = sum(each.summarised for each in exported.months)
    if summarised:
        yield voice.text("export.summarised", count=summarised)
    yield voice.text("export.personal")

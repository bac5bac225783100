"""
The table of a search as it can be published.
"""

from typing import Any

from fastomsorg.casework import PublishedSearch
from fastomsorg.cli._speaking import Names, Voice
from fastomsorg.terms import Status

COLUMNS = ("65+", "under_65", "unknown", "total")
HIDDEN = ".."
"""What stands for a count that is hidden."""


def tell_published(voice: Voice, status: Status, table: PublishedSearch, names: Names) -> None:
    """
    Tell how many have the answer at each unit (*tabell för publicering*).
    """
    voice.document(
        "published",
        {
            "status": status.value,
            "on": table.on.isoformat(),
            "threshold": table.threshold,
            "units": [
                {"unit": unit, "count": _plain(counts)}
                for unit, counts in zip(table.units, table.rows, strict=True)
            ],
            "total": _plain(table.totals),
        },
    )
    voice.heading(voice.text("search.heading", status=status, on=table.on))
    rows = [
        (names.unit(unit), *map(_shown, counts))
        for unit, counts in zip(table.units, table.rows, strict=True)
    ]
    total = (voice.text("search.total"), *map(_shown, table.totals))
    voice.table(("unit", "older", "younger", "unknown_age", "total"), [*rows, total])
    voice.say("search.published", hidden=HIDDEN, threshold=table.threshold)


def _plain(counts: tuple[int | None, ...]) -> dict[str, Any]:
    return dict(zip(COLUMNS, counts, strict=True))


def _shown(count: int | None) -> str:
    return HIDDEN if count is None else str(count)

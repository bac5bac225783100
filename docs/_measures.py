"""
The page of the measures: name, definition and source, out of the measures themselves.
"""

from collections.abc import Iterator

from docs._markdown import grid, joined, made_from
from fastomsorg.statistics import Exclusion, LeftOut, Measure, shipped_measures
from fastomsorg.texts import Language, label

OPENING = """
Named, versioned definitions. What `kkik-14d/1` means never changes: another definition is
`kkik-14d/2`, and the earlier one stays. Each is calculated by `fastomsorg measure NAME`, and by
`Desk.measure`; `fastomsorg measures` lists them together with those of plug-ins, which come in
through the hook [`fastomsorg_measures`](hooks.md).

Figures are exact until they are shown: a share is kept as hits and base. How to use them stands in
[Measure continuity](../how-to/measure-continuity.md).
"""


def page() -> str:
    return joined(
        [
            f"# Measures\n\n{made_from('the measures and their catalogues')}",
            OPENING,
            *(part for measure in shipped_measures() for part in section(measure)),
            "## Visits that do not count",
            "The first of these that holds, in this order. How many is told with every figure.",
            grid(("code", "Swedish", "English"), _words(Exclusion)),
            "## Clients who are left out",
            grid(("code", "Swedish", "English"), _words(LeftOut)),
        ]
    )


def section(measure: Measure) -> Iterator[str]:
    """
    One measure: what it is called and defined as in both languages, its source and its figures.
    """
    yield f"## {measure.name}"
    yield f"**{measure.title['en']}** (*{measure.title['sv']}*). {measure.definition['en']}"
    yield f"> {measure.definition['sv']}"
    if measure.days is not None:
        yield f"Its period is {measure.days} days."
    yield grid(
        ("figure", "Swedish", "English"),
        ((f"`{name}`", words["sv"], words["en"]) for name, words in measure.figures.items()),
    )
    yield f"Source: {measure.source}"


def _words(reasons: type[Exclusion] | type[LeftOut]) -> Iterator[tuple[str, str, str]]:
    for why in reasons:
        yield f"`{why.value}`", label(Language.SV, why), label(Language.EN, why)

"""
Measures, told with their definition and source.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from fastomsorg.casework import Desk, MeasureReport
from fastomsorg.cli._speaking import Names, Voice, client_name, figure, plain_figure
from fastomsorg.statistics import Figure, Measure, Worded

from ._tell_continuity import plain_reasons, say_reasons, say_units


def tell_measures(voice: Voice, measures: Sequence[Measure]) -> None:
    """
    Tell which measures there are (*mått*).
    """
    voice.document("measures", {"measures": [_plain_measure(voice, each) for each in measures]})
    for measure in measures:
        voice.heading(f"{measure.name}  {_words(voice, measure.title)}")
        voice.item(_words(voice, measure.definition), level=1)
        voice.item(voice.text("measure.source", source=measure.source), level=1)


def tell_measure(voice: Voice, desk: Desk, found: MeasureReport) -> None:
    """
    Tell what a measure came to (*mätvärde*).
    """
    measure, measured = found.measure, found.measured
    voice.document("measure", _plain(voice, found))
    last = found.period.last_day
    title = _words(voice, measure.title)
    voice.heading(
        voice.text(
            "measure.heading", title=title, name=measure.name, first=found.period.start, last=last
        )
    )
    say_units(voice, Names(desk, voice), found.units)
    rows = [(_title(voice, found, name), figure(voice, value)) for name, value in _figures(found)]
    voice.table(("figure", "value"), rows)
    if found.clients is not None:
        voice.table(("client", "id", "value"), _clients(voice, found))
    say_reasons(voice, "measure.left_out", measured.left_out)
    say_reasons(voice, "continuity.excluded", measured.excluded)
    voice.line(_words(voice, measure.definition))
    voice.line(voice.text("measure.source", source=measure.source))


def _plain(voice: Voice, found: MeasureReport) -> dict[str, Any]:
    return {
        "measure": _plain_measure(voice, found.measure),
        "first": found.period.start.isoformat(),
        "last": None if found.period.last_day is None else found.period.last_day.isoformat(),
        "units": list(found.units),
        "engine": found.measured.engine,
        "figures": [
            {"name": name, "title": _title(voice, found, name), **plain_figure(value)}
            for name, value in _figures(found)
        ],
        "left_out": plain_reasons(found.measured.left_out, "clients"),
        "excluded": plain_reasons(found.measured.excluded, "visits"),
        "clients": None
        if found.clients is None
        else [
            {"id": client.id, "name": client.name, **plain_figure(value)}
            for client, value in _named(found)
        ],
    }


def _plain_measure(voice: Voice, measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "title": _words(voice, measure.title),
        "definition": _words(voice, measure.definition),
        "source": measure.source,
        "days": measure.days,
    }


def _figures(found: MeasureReport) -> Iterator[tuple[str, Figure]]:
    yield from found.measured.figures.items()


def _named(found: MeasureReport) -> Iterator[tuple[Any, Figure]]:
    for id, value in sorted(found.measured.clients.items(), key=lambda each: each[0]):
        if found.clients and id in found.clients:
            yield found.clients[id], value


def _clients(voice: Voice, found: MeasureReport) -> Iterator[tuple[object, ...]]:
    for client, value in _named(found):
        yield client_name(voice, client), client.id, figure(voice, value)


def _title(voice: Voice, found: MeasureReport, name: str) -> str:
    """
    What a figure is called; one that its measure has no words for, by its name.
    """
    return _words(voice, found.measure.figures.get(name, {})) or name


def _words(voice: Voice, words: Worded) -> str:
    return words.get(voice.language.value, "")

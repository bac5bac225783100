"""
What plug-ins hand over, from everybody who has some: here measures.
"""

from collections.abc import Iterable, Iterator, Sequence

import pluggy

from fastomsorg.statistics import Measure
from fastomsorg.terms import PluginError

MEASURES = "fastomsorg_measures"
INSTALL = {
    "duckdb": "fastomsorg-columnar",
    "spark": "fastomsorg-columnar[spark]",
    "postgresql": "fastomsorg-columnar[postgresql]",
}
"""Where the engines that are known of come from."""


def collected_measures(implementations: Iterable[pluggy.HookImpl]) -> tuple[Measure, ...]:
    """
    Every plug-in's measures (*mått*), in order of name; raises `PluginError` for one that fails.
    """
    found: dict[str, tuple[str, Measure]] = {}
    for implementation in implementations:
        for measure in _measures_of(implementation):
            name, plugin = measure.name, implementation.plugin_name
            if name in found:
                raise PluginError("measure_twice", measure=name, plugins=(found[name][0], plugin))
            found[name] = plugin, measure
    return tuple(found[name][1] for name in sorted(found))


def _measures_of(implementation: pluggy.HookImpl) -> Iterator[Measure]:
    plugin = implementation.plugin_name
    try:
        answer: object = implementation.function()
        handed: Sequence[object] = () if answer is None else tuple(_each(answer))
    except (Exception, SystemExit) as error:
        raise PluginError(
            "plugin_handed_nothing", plugin=plugin, hook=MEASURES, error=type(error).__name__
        ) from error
    for each in handed:
        if not isinstance(each, Measure):
            raise PluginError(
                "plugin_handed_wrongly", plugin=plugin, hook=MEASURES, got=type(each).__name__
            )
        yield each


def _each(answer: object) -> Iterator[object]:
    if not isinstance(answer, Iterable) or isinstance(answer, str):
        raise TypeError(type(answer).__name__)
    yield from answer


def engine_missing(engine: str, problems: Sequence[PluginError]) -> PluginError:
    """
    What is told when nobody has the engine: what to install, or which engines there are.
    """
    kind = engine.partition(":")[0]
    left_out = tuple(problem.facts.get("plugin", "") for problem in problems)
    if kind not in INSTALL:
        return PluginError("engine_unknown", got=kind, expected=("python", *INSTALL))
    error = PluginError("engine_missing", engine=kind, install=INSTALL[kind], left_out=left_out)
    if problems:
        error.__cause__ = ExceptionGroup("plug-ins left out", problems)
    return error

"""
What plug-ins hand over, from everybody who has some: measures and routines.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import pluggy

from fastomsorg.routine import RoutineText, name_in
from fastomsorg.statistics import Measure
from fastomsorg.terms import PluginError

from ._asking import missing

T = TypeVar("T")

MEASURES = "fastomsorg_measures"
ROUTINES = "fastomsorg_routines"
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
        for measure in _handed(implementation, MEASURES, Measure):
            name, plugin = measure.name, implementation.plugin_name
            if name in found:
                raise PluginError("measure_twice", measure=name, plugins=(found[name][0], plugin))
            found[name] = plugin, measure
    return tuple(found[name][1] for name in sorted(found))


def collected_routines(implementations: Iterable[pluggy.HookImpl]) -> tuple[RoutineText, ...]:
    """
    Every plug-in's routines (*rutiner*), in order of name; raises `PluginError` for one that fails.
    """
    found: dict[str, tuple[str, RoutineText]] = {}
    for implementation in implementations:
        for text in _handed(implementation, ROUTINES, RoutineText):
            name, plugin = name_in(text) or text.file, implementation.plugin_name
            if name in found:
                raise PluginError("routine_twice", routine=name, plugins=(found[name][0], plugin))
            found[name] = plugin, text
    return tuple(found[name][1] for name in sorted(found))


def _handed(implementation: pluggy.HookImpl, hook: str, kind: type[T]) -> Iterator[T]:
    plugin = implementation.plugin_name
    try:
        answer: object = implementation.function()
        handed: Sequence[object] = () if answer is None else tuple(_each(answer))
    except (Exception, SystemExit) as error:
        raise PluginError(
            "plugin_handed_nothing", plugin=plugin, hook=hook, error=type(error).__name__
        ) from error
    for each in handed:
        if not isinstance(each, kind):
            raise PluginError(
                "plugin_handed_wrongly",
                plugin=plugin,
                hook=hook,
                got=type(each).__name__,
                expected=kind.__name__,
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
    if kind not in INSTALL:
        return PluginError("engine_unknown", got=kind, expected=("python", *INSTALL))
    return missing(PluginError("engine_missing", engine=kind, install=INSTALL[kind]), problems)

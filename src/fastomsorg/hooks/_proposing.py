"""
Asking the one plug-in that can match clients with staff, and looking at what it proposes.
"""

from collections.abc import Iterable, Sequence

import pluggy

from fastomsorg.routine import Matching, Pair, worth
from fastomsorg.terms import FastomsorgError, PluginError

from ._asking import missing

MATCH = "fastomsorg_match"
INSTALL = "fastomsorg-matching"


def proposed(
    implementations: Iterable[pluggy.HookImpl], problems: Sequence[PluginError], matching: Matching
) -> tuple[Pair, ...]:
    """
    What the only plug-in that matches proposes (*förslag*), in the order of *matching*.

    Raises `PluginError` where none answers, where several do, where one fails, and where what it
    proposes is not possible.
    """
    asked = ((one, _asked(one, matching)) for one in implementations)
    answers = [(one, answer) for one, answer in asked if answer is not None]
    if not answers:
        raise missing(PluginError("matcher_missing", install=INSTALL), problems)
    if len(answers) > 1:
        names = tuple(one.plugin_name for one, _ in answers)
        raise PluginError("matchers_several", plugins=names)
    ((one, pairs),) = answers
    return _checked(one.plugin_name, matching, pairs)


def _asked(implementation: pluggy.HookImpl, matching: Matching) -> tuple[object, ...] | None:
    """
    The pairs, of nobody an empty tuple; None where the plug-in does not match.
    """
    try:
        answer: object = implementation.function(matching)
        if answer is None:
            return None
        if not isinstance(answer, Iterable) or isinstance(answer, str):
            raise TypeError(type(answer).__name__)
        return tuple(answer)
    except (Exception, SystemExit) as error:
        raise PluginError(
            "plugin_handed_nothing",
            plugin=implementation.plugin_name,
            hook=MATCH,
            error=type(error).__name__,
        ) from error


def _checked(plugin: str, matching: Matching, answer: Iterable[object]) -> tuple[Pair, ...]:
    """
    The pairs, each possible: whoever chooses must be able to trust that they are.
    """
    pairs: dict[str, Pair] = {}
    for each in answer:
        if not isinstance(each, Pair):
            got = type(each).__name__
            raise PluginError("matcher_wrong", plugin=plugin, got=got)
        pairs[each.client] = each
    try:
        worth(matching, tuple(pairs.values()))
    except FastomsorgError as error:
        raise PluginError("matcher_wrong", plugin=plugin, got=error.code) from error
    return tuple(pairs.get(each.client, Pair(each.client)) for each in matching.wanted)

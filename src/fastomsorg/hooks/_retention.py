"""
Asking every plug-in whether a client's record is to be kept longer: no answer keeps it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import pluggy

from fastomsorg.care import Client
from fastomsorg.decisions import KeepLonger, Reason, blocking
from fastomsorg.terms import PluginError

from ._asking import each_of

Longer: TypeAlias = Callable[[Client], tuple[Reason, ...]]
"""Why a client's record is to be kept longer, as far as anybody beside the law says."""


def nobody_keeps(_client: Client) -> tuple[Reason, ...]:
    """
    No plug-in has a reason (*inga ytterligare skäl*).
    """
    return ()


def reasons_to_keep(
    implementations: Iterable[pluggy.HookImpl], problems: Sequence[PluginError], client: Client
) -> tuple[Reason, ...]:
    """
    Every plug-in's reasons (*skäl att bevara*); one that fails is a reason itself, and so is one
    that was left out: nobody knows what it would have said.
    """
    left_out = (
        blocking("retention_unanswered", plugin=problem.facts.get("plugin", ""), error=problem.code)
        for problem in problems
    )
    answered = (each for one in implementations for each in _reasons_of(one, client))
    return (*left_out, *answered)


def _reasons_of(implementation: pluggy.HookImpl, client: Client) -> Iterator[Reason]:
    plugin = implementation.plugin_name
    try:
        answer: object = implementation.function(client)
        kept = () if answer is None else tuple(each_of(KeepLonger, answer))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whoever breaks keeps the record
        yield blocking("retention_unanswered", plugin=plugin, error=type(error).__name__)
        return
    for each in kept:
        yield blocking("retention_longer", why=each.why, plugin=plugin, basis=each.basis)

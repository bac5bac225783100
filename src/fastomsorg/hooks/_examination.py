"""
Is this a plug-in that can be used? Asked before it is let in, and answered with what is wrong.
"""

import inspect
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

import pluggy

from fastomsorg.terms import PluginError

from ._marking import HOOK_VERSION, PROJECT
from ._specs import SPECS

VERSION_NAME = f"{PROJECT}_hook_version"


def examine(name: str, plugin: object) -> None:
    """
    Raises `PluginError` when the plug-in was written for other hooks than these.
    """
    _refuse_other_version(name, plugin)
    _refuse_unmarked(name, plugin)
    for impl_name, impl in _implementations(name, plugin):
        _refuse_unknown(name, impl_name)
        _refuse_not_plain(name, impl_name, impl)
        _refuse_other_arguments(name, impl_name, impl)


@cache
def arguments() -> Mapping[str, tuple[str, ...]]:
    """
    The arguments of each hook there is, by name of the hook.
    """
    return {
        hook: tuple(name for name in inspect.signature(function).parameters if name != "self")
        for group in SPECS
        for hook, function in vars(group).items()
        if hook.startswith(PROJECT)
    }


def _refuse_other_version(name: str, plugin: object) -> None:
    version = getattr(plugin, VERSION_NAME, None)
    if version is None:
        raise PluginError("plugin_without_version", plugin=name, expected=HOOK_VERSION)
    if type(version) is not int or version != HOOK_VERSION:
        raise PluginError(
            "plugin_other_version", plugin=name, got=str(version), expected=HOOK_VERSION
        )


def _refuse_unmarked(name: str, plugin: object) -> None:
    """
    A function that is named as a hook but not marked as one would never be called.
    """
    for attribute in dir(plugin):
        if not attribute.startswith(f"{PROJECT}_"):
            continue
        value = getattr(plugin, attribute)
        if inspect.isroutine(value) and not hasattr(value, f"{PROJECT}_impl"):
            raise PluginError("plugin_hook_unmarked", plugin=name, hook=attribute)


def _implementations(name: str, plugin: object) -> Iterator[tuple[str, pluggy.HookImpl]]:
    """
    What the plug-in says that it implements, known hooks or not.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.register(plugin, name)
    for caller in manager.get_hookcallers(plugin) or ():
        for impl in caller.get_hookimpls():
            yield caller.name, impl


def _refuse_unknown(name: str, hook: str) -> None:
    if hook in arguments():
        return
    nearest = get_close_matches(hook, arguments(), n=1, cutoff=0.0)
    raise PluginError("plugin_unknown_hook", plugin=name, hook=hook, nearest=nearest[0])


def _refuse_other_arguments(name: str, hook: str, impl: pluggy.HookImpl) -> None:
    expected = arguments()[hook]
    if impl.argnames != expected or impl.kwargnames:
        got = (*impl.argnames, *impl.kwargnames)
        raise PluginError(
            "plugin_hook_arguments", plugin=name, hook=hook, got=got, expected=expected
        )


def _refuse_not_plain(name: str, hook: str, impl: pluggy.HookImpl) -> None:
    """
    A wrapper, a generator and a coroutine do not answer when they are called.
    """
    wraps = impl.wrapper or impl.hookwrapper
    later = inspect.isgeneratorfunction(impl.function) or inspect.iscoroutinefunction(impl.function)
    if wraps or later:
        raise PluginError("plugin_hook_not_plain", plugin=name, hook=hook)

"""
Asking every plug-in one by one, and judging what comes back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

import attrs
import pluggy

from fastomsorg.terms import FastomsorgError, PluginError

T = TypeVar("T")

_SECRETS = re.compile(r"//.*@|\?.*", re.DOTALL)


@attrs.frozen
class Answer:
    """
    What a plug-in answered with.
    """

    plugin: str
    opened: object = attrs.field(repr=False)


@attrs.frozen
class Failure:
    """
    How a plug-in failed to answer.
    """

    plugin: str
    error: BaseException = attrs.field(repr=False)


def ask(
    implementations: Iterable[pluggy.HookImpl], *arguments: str
) -> tuple[list[Answer], list[Failure]]:
    """
    Call every one, whatever becomes of the others. Only whoever interrupts is let through.
    """
    answers: list[Answer] = []
    failures: list[Failure] = []
    for implementation in implementations:
        try:
            opened = implementation.function(*arguments)
        except (Exception, SystemExit) as error:  # noqa: BLE001
            failures.append(Failure(implementation.plugin_name, error))
        else:
            if opened is not None:
                answers.append(Answer(implementation.plugin_name, opened))
    return answers, failures


def raise_failures(
    hook: str, url: str, failures: Sequence[Failure], answers: Sequence[Answer]
) -> None:
    """
    Raise for what failed, if anything did.

    An error of this library's own kind is let through as it is, with a note of who raised it: it
    says what is wrong with the URL or what it names.
    """
    if not failures:
        return
    errors = [failure.error for failure in failures]
    only = errors[0] if len(errors) == 1 else BaseExceptionGroup("hooks that raised", errors)
    if isinstance(only, FastomsorgError):
        only.add_note(f"raised by plug-in {failures[0].plugin} in {hook}")
        raise only
    raise PluginError(
        "plugin_failed",
        plugins=tuple(failure.plugin for failure in failures),
        hook=hook,
        url=without_secrets(url),
        errors=tuple(type(error).__name__ for error in errors),
        answered=tuple(answer.plugin for answer in answers),
    ) from only


def refuse_wrong(hook: str, port: type, answer: Answer) -> None:
    """
    Raise unless the answer is an object with everything that the port has.
    """
    got = type(answer.opened).__name__
    if isinstance(answer.opened, type):
        raise PluginError(
            "plugin_answered_class",
            plugin=answer.plugin,
            hook=hook,
            got=answer.opened.__name__,
            expected=port.__name__,
        )
    missing = tuple(
        name
        for name, declared in _parts_of(port)
        if not _fits(getattr(answer.opened, name, None), declared)
    )
    if missing:
        raise PluginError(
            "plugin_answered_wrongly",
            plugin=answer.plugin,
            hook=hook,
            got=got,
            expected=port.__name__,
            missing=missing,
        )


def _parts_of(port: type) -> Iterator[tuple[str, object]]:
    """
    What the port has, and whatever ports it is made of.
    """
    for part in port.__mro__:
        if part not in (Protocol, Generic, object):
            yield from (each for each in vars(part).items() if not each[0].startswith("_"))


def _fits(found: object, declared: object) -> bool:
    return found is not None if isinstance(declared, property) else callable(found)


def each_of(kind: type[T], answer: object) -> Iterator[T]:
    """
    What was handed over, each of it of the *kind*; raises `TypeError` for whatever else there is.

    A text is a sequence too, but none of that kind.
    """
    if not isinstance(answer, Iterable):
        raise TypeError(type(answer).__name__)
    for each in answer:
        if not isinstance(each, kind):
            raise TypeError(type(each).__name__)
        yield each


def made_by(implementation: pluggy.HookImpl, hook: str, *arguments: object) -> object:
    """
    What the plug-in made, None where it makes nothing of the kind. Raises `PluginError`.
    """
    try:
        return implementation.function(*arguments)
    except (Exception, SystemExit) as error:
        raise PluginError(
            "plugin_made_nothing",
            plugin=implementation.plugin_name,
            hook=hook,
            error=type(error).__name__,
        ) from error


def without_secrets(url: str) -> str:
    """
    The URL as it may be shown: without user, password and options.
    """
    return _SECRETS.sub(lambda secret: "//***@" if secret[0].startswith("//") else "?***", url)


def missing(error: PluginError, problems: Sequence[PluginError]) -> PluginError:
    """
    What is told where no plug-in does what is asked for (*saknas*): what is wrong with those that
    were left out is its cause, for one of them may have done it.
    """
    if problems:
        error.__cause__ = ExceptionGroup("plug-ins left out", problems)
    return error

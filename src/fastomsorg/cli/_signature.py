"""
How a command is shown to the parser: its own options first, then those that every command has.
"""

import inspect
from collections.abc import Callable
from typing import Any

import typer

from fastomsorg.commands import Command

from . import _options as option
from ._registering import Manner, submit
from ._running import Run

Main = Callable[..., int | None]
"""What a command does; its first argument is the run. It may return an exit code."""


def shared(
    store: option.Store = None,
    act_as: option.ActAs = None,
    purpose: option.Why = None,
    language: option.Spoken = None,
    as_json: option.AsJson = False,
) -> None:
    """
    The options that every command has.
    """


def in_manner(
    dry_run: option.DryRun = False,
    confirm: option.Confirm = False,
    request_id: option.RequestId = None,
) -> None:
    """
    The options of every command that registers something.
    """


def with_shared(main: Main) -> Callable[..., None]:
    """
    The command with the shared options beside its own.
    """
    (_, *own) = _parameters(main)

    def called(context: typer.Context, **given: Any) -> None:
        run = _run_of(context, given)
        code = main(run, **given)
        if code:
            raise typer.Exit(code)

    return _seen_as(called, [*own, *_parameters(shared)])


def registering(build: Callable[..., Command]) -> Callable[..., None]:
    """
    The command that submits what *build* makes of its own options.
    """

    own = [each for each in _parameters(build) if each.name != "context"]
    with_context = len(own) < len(_parameters(build))

    def called(context: typer.Context, **given: Any) -> None:
        run = _run_of(context, given)
        manner = Manner(**{name: given.pop(name) for name in _names(in_manner)})
        if with_context:
            given["context"] = context
        code = submit(run, build(**given), manner)
        if code:
            raise typer.Exit(code)

    return _seen_as(called, [*own, *_parameters(in_manner), *_parameters(shared)])


def _run_of(context: typer.Context, given: dict[str, Any]) -> Run:
    """
    The run with the shared options as the command has them, which are taken out of *given*.
    """
    run = context.obj
    assert isinstance(run, Run)
    run.told(**{name: given.pop(name) for name in _names(shared)})
    return run


def _parameters(function: Callable[..., object]) -> list[inspect.Parameter]:
    found = inspect.signature(function, eval_str=True).parameters.values()
    return [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in found]


def _names(function: Callable[..., object]) -> list[str]:
    return [each.name for each in _parameters(function)]


def _seen_as(
    called: Callable[..., None], parameters: list[inspect.Parameter]
) -> Callable[..., None]:
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    seen = [context, *parameters]
    called.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in seen}
    return called

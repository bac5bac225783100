"""
The parser's commands, with help and complaints in the words of this library.

What the parser itself complains of is told apart by the names of its errors: which package they
are in depends on its version.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from fastomsorg.cli._reading import Misused
from fastomsorg.cli._speaking import Voice

from ._help import about, help_of, spelled

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the parser raises; `typer.BadParameter` is one of them."""


FEW = 3
"""How many words are suggested at most for one that is not there."""

SAME_MATTER: Mapping[str, str] = {"--on": "--last-day", "--last-day": "--on"}
"""Options that say the same where a command has the other of them."""


class Subcommand(TyperCommand):
    """
    One command.
    """

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise Misused("unexpected", got=tuple(rest))
        return rest

    def get_help(self, ctx: Any) -> str:
        return help_of(self, ctx)


class Group(TyperGroup):
    """
    Several commands under one name; without a word more, it explains itself.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        rest: list[str] = super().parse_args(ctx, args)
        if not rest and not getattr(ctx, "_protected_args", None) and not ctx.resilient_parsing:
            typer.echo(help_of(self, ctx))
            ctx.exit()
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            nearest = tuple(get_close_matches(args[0], known, n=FEW))
            if not nearest:
                raise Misused("no_such_command_at_all", got=args[0])
            raise Misused("no_such_command", got=args[0], nearest=nearest)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        return help_of(self, ctx)


def application(about: str) -> typer.Typer:
    """
    An application without commands yet; *about* is a key of ``cli.about``.
    """
    return typer.Typer(
        cls=Group, help=about, add_completion=False, rich_markup_mode=None, no_args_is_help=False
    )


def add(
    app: typer.Typer,
    name: str,
    function: Callable[..., object],
    *,
    subject: str | None = None,
    about: str | None = None,
) -> None:
    """
    Let the application have the command; *subject* is the heading that help lists it under.
    """
    key = about or name.replace("-", "_")
    app.command(name, cls=Subcommand, help=key, rich_help_panel=subject)(function)


def _nearest_options(error: Exception, written: str) -> tuple[str, ...]:
    """
    The options of the command that may have been meant, the nearest first.
    """
    context: Any = getattr(error, "ctx", None)
    params = context.command.get_params(context) if context else ()
    options = [name for each in params for name in each.opts if name.startswith("--")]
    if SAME_MATTER.get(written) in options:
        return (SAME_MATTER[written],)
    return tuple(get_close_matches(written, options, n=FEW))


def complaint(error: Exception, voice: Voice) -> Misused:
    """
    What the parser complains of, in the words of this library.
    """
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            nearest = _nearest_options(error, option)
            code = "no_such_option" if nearest else "no_such_option_at_all"
            return Misused(code, name=option, nearest=nearest)
        case "MissingParameter":
            missing = getattr(error, "param", None)
            return Misused("missing", name=spelled(voice, missing), about=about(voice, missing))
        case "BadOptionUsage" if "does not take" in str(error):
            return Misused("takes_no_value", name=option)
        case "BadOptionUsage":
            return Misused("needs_value", name=option)
        case _:
            return Misused("not_understood")

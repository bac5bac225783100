"""
The parser's commands, with help and complaints in the words of this library.

What the parser itself complains of is told apart by the names of its errors: which package they
are in depends on its version.
"""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ._help import about, help_of, spelled
from ._reading import Misused
from ._voice import Voice

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the parser raises; `typer.BadParameter` is one of them."""


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
            nearest = get_close_matches(args[0], known, n=1) or known
            raise Misused("no_such_command", got=args[0], nearest=tuple(nearest))
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


def complaint(error: Exception, voice: Voice) -> Misused:
    """
    What the parser complains of, in the words of this library.
    """
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            nearest = tuple(getattr(error, "possibilities", None) or ())
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

"""
Help, in the language that is spoken.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from rich.table import Table
from rich.text import Text

from fastomsorg.cli._options import SHARED, WRITING
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Voice

OWN = "options"
Entries: TypeAlias = list[tuple[str, str]]
"""What is explained, and the explanation."""


def help_of(command: Any, context: Any) -> str:
    """
    What a command does (*hjälp*), and how it is written.
    """
    run = context.obj
    assert isinstance(run, Run)
    with run.voice.out.capture() as captured:
        _show(run.voice, command, context)
    return captured.get().rstrip("\n")


def spelled(voice: Voice, parameter: Any) -> str:
    """
    A parameter as it is written: an option's name, or what stands for an argument.
    """
    if parameter.param_type_name == "argument":
        return _metavar(voice, parameter)
    return str(parameter.opts[0])


def about(voice: Voice, parameter: Any) -> str:
    """
    What a parameter is.
    """
    return voice.text(f"option.{_key(parameter)}")


def _show(voice: Voice, command: Any, context: Any) -> None:
    voice.out.print(Text(f"{voice.text('help.usage')}: {_usage(voice, command, context)}"))
    voice.out.print()
    voice.out.print(Text(voice.text(f"about.{command.help}")))
    for heading, entries in _sections(voice, command, context):
        if entries:
            voice.out.print()
            voice.out.print(Text(voice.text(f"help.{heading}"), style="bold"))
            voice.out.print(_listed(entries))


def _usage(voice: Voice, command: Any, context: Any) -> str:
    words = [str(context.command_path)]
    for each in command.get_params(context):
        if each.param_type_name == "argument":
            word = _metavar(voice, each) + ("…" if each.nargs == -1 else "")
            words.append(word if each.required else f"[{word}]")
        elif each.required:
            words.append(_with_value(voice, each))
    words.append(f"[{voice.text('help.options').upper()}]")
    if hasattr(command, "list_commands"):
        words.append(voice.text("help.command").upper())
    return " ".join(words)


def _sections(voice: Voice, command: Any, context: Any) -> Iterator[tuple[str, Entries]]:
    params = [each for each in command.get_params(context) if not each.hidden]
    arguments = [each for each in params if each.param_type_name == "argument"]
    options = [each for each in params if each.param_type_name == "option"]
    if hasattr(command, "list_commands"):
        yield from _commands(voice, command, context)
    yield "arguments", [(_metavar(voice, each), about(voice, each)) for each in arguments]
    for group in (OWN, WRITING, SHARED):
        members = [each for each in options if _group_of(each) == group]
        yield group, [(_with_value(voice, each), _explained(voice, each)) for each in members]


def _commands(voice: Voice, command: Any, context: Any) -> Iterator[tuple[str, Entries]]:
    """
    The commands by subject, in the order they were added, each with its first line.
    """
    subjects: dict[str, Entries] = {}
    for name in command.list_commands(context):
        each = command.get_command(context, name)
        first_line = voice.text(f"about.{each.help}").partition("\n")[0]
        subject = getattr(each, "rich_help_panel", None) or "commands"
        subjects.setdefault(subject, []).append((name, first_line))
    yield from subjects.items()


def _group_of(option: Any) -> str:
    if _key(option) in ("help", "version"):
        return SHARED
    return getattr(option, "rich_help_panel", None) or OWN


def _key(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return "help" if "--help" in parameter.opts else str(parameter.help)


def _metavar(voice: Voice, parameter: Any) -> str:
    return voice.text(f"metavar.{parameter.metavar}")


def _with_value(voice: Voice, option: Any) -> str:
    name = str(option.opts[0])
    return f"{name} {_metavar(voice, option)}" if option.metavar else name


def _explained(voice: Voice, option: Any) -> str:
    required = f" ({voice.text('help.required')})" if option.required else ""
    again = f" {voice.text('help.again')}" if getattr(option, "multiple", False) else ""
    return f"{about(voice, option)}{again}{required}"


def _listed(entries: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for name, explanation in entries:
        table.add_row(Text(f"  {name}", style="cyan"), Text(explanation))
    return table

"""
The reference of the command line, made from its own help.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout

from docs._markdown import fenced, grid, joined, made_from
from fastomsorg.cli import main

SPOKEN = {"FASTOMSORG_LANG": "en", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
SECTION = re.compile(r"^(?=\S.*\n {2}\S)", re.MULTILINE)
ENTRY = re.compile(r"^ {2}(?P<name>[a-z][a-z-]*) ", re.MULTILINE)
WRITING, SHARED = "How it is registered", "Shared options"

OPENING = f"""\
# The command line

{made_from("the command line's own help")}

This is what `fastomsorg COMMAND --help` says, in English; without `--lang en` it says the same in
Swedish. A program that reads what is printed asks for `--json`.
"""

ENDINGS = {
    0: "done; also where a plug-in failed after the registration was stored, with a warning",
    1: "refused: by the [rules](reasons.md), unknown ids, a newer registration, a used request id",
    2: "used wrongly, or what was read in is malformed",
    3: "not authorised",
    4: "the store or a plug-in failed, or what was checked needs a person",
}


def page() -> str:
    """
    The whole page, in Markdown.
    """
    with speaking_english():
        whole = _sections(help_of())
        registering = _sections(help_of("status"))[WRITING]
        subjects = {
            subject: text
            for subject, text in whole.items()
            if subject not in ("", "Options", SHARED)
        }
        return joined(
            [
                OPENING,
                f"## {SHARED}",
                fenced("text", whole[SHARED]),
                f"## {WRITING}",
                "Every command that registers something has these options too.",
                fenced("text", registering),
                *(part for subject in subjects.items() for part in _subject(*subject)),
                "## Exit codes",
                grid(("code", "because"), ENDINGS.items()),
            ]
        )


def help_of(*command: str) -> str:
    """
    What the command says of itself.
    """
    said = io.StringIO()
    with redirect_stdout(said):
        main([*command, "--help"])
    return "".join(f"{line.rstrip()}\n" for line in said.getvalue().splitlines())


@contextmanager
def speaking_english() -> Iterator[None]:
    """
    The surroundings in which help is the same on every machine.
    """
    before = {name: os.environ.get(name) for name in SPOKEN}
    os.environ.update(SPOKEN)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def commands() -> Iterator[tuple[str, ...]]:
    """
    Every command, also those below another.
    """
    for subject, text in _sections(help_of()).items():
        if subject not in ("", "Options", SHARED):
            for name in ENTRY.findall(text):
                yield from _with_those_below(name)


def _with_those_below(name: str) -> Iterator[tuple[str, ...]]:
    below = _sections(help_of(name)).get("Commands")
    if below is None:
        yield (name,)
    else:
        yield from ((name, each) for each in ENTRY.findall(below))


def _subject(subject: str, text: str) -> Iterator[str]:
    yield f"## {subject}"
    for name in ENTRY.findall(text):
        for command in _with_those_below(name):
            yield f"### {' '.join(command)}"
            own, *_ = re.split(f"^(?:{WRITING}|{SHARED})$", help_of(*command), flags=re.MULTILINE)
            yield fenced("text", own)


def _sections(text: str) -> Mapping[str, str]:
    """
    The entries under each heading of a help; what comes before the first is under "".
    """
    first, *others = SECTION.split(text)
    headed = {part.partition("\n")[0]: part.partition("\n")[2].rstrip() for part in others}
    return {"": first, **headed}

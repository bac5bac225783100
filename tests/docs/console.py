"""
A shell that a `console` block is typed into.
"""

import doctest
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

CHECKER = doctest.OutputChecker()
OPTIONS = doctest.ELLIPSIS
LAST_EXIT_CODE = "echo $?"


class ExampleDiffers(AssertionError):
    """
    What a command printed, or how it ended, is not what the document says.
    """


@attrs.frozen
class Step:
    """
    One command and the output that the document shows for it.
    """

    command: str
    shown: str


def steps(block: str) -> Iterator[Step]:
    """
    Take a block apart: `$` begins a command, `>` goes on with it, the rest is output.

    Raises ValueError for a block that begins with output.
    """
    command, shown = "", ""
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield Step(command.strip(), shown)
            command, shown = line[2:], ""
        elif not command:
            raise ValueError(f"a console block must begin with '$ ', got {line.strip()!r}")
        elif line.startswith("> ") and command.rstrip().endswith("\\"):
            command += line[2:]
        else:
            shown += line
    if command:
        yield Step(command.strip(), shown)


def quiet_environment() -> dict[str, str]:
    """
    This machine's environment, less what would change what the library does or how it looks.
    """
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("FASTOMSORG_")
    }
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return inherited | {
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PATH": programs,
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
    }


@attrs.define
class Console:
    """
    A directory, an environment and the exit code of what was run last.

    A command that fails fails the example, unless the document asks for the code right after it
    with `echo $?`. A command without output in the document may print what it likes.
    """

    directory: Path
    environment: dict[str, str] = attrs.field(factory=quiet_environment, repr=False)
    exit_code: int = 0

    def play(self, block: str) -> None:
        all_steps = tuple(steps(block))
        following = (*(step.command for step in all_steps[1:]), "")
        for step, next_command in zip(all_steps, following, strict=True):
            self._take(step, may_fail=next_command == LAST_EXIT_CODE)

    def _take(self, step: Step, *, may_fail: bool) -> None:
        if step.command == LAST_EXIT_CODE:
            printed = f"{self.exit_code}\n"
        elif step.command.startswith("export "):
            name, _, value = step.command.removeprefix("export ").partition("=")
            self.environment[name] = value.strip("\"'")
            printed = ""
        else:
            printed = self._run(step.command)
            if self.exit_code and not may_fail:
                raise ExampleDiffers(f"$ {step.command}\n{printed}\nexit code {self.exit_code}")
        if step.shown.strip() and not CHECKER.check_output(
            _trimmed(step.shown), _trimmed(printed), OPTIONS
        ):
            raise ExampleDiffers(
                f"$ {step.command}\nprinted:\n{printed}\nthe document shows:\n{step.shown}"
            )

    def _run(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            check=False,
            cwd=self.directory,
            encoding="utf-8",
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.exit_code = done.returncode
        return done.stdout


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())

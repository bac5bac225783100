"""
The handbook from beginning to end, typed as a person would, on a store of its own.
"""

import io
import json
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import attrs
from rich.rule import Rule
from rich.text import Text

from fastomsorg.cli import _options as option
from fastomsorg.cli._handbook import handbook_tables
from fastomsorg.cli._running import DONE, FAILED, OWN_ACTOR, Run, Surroundings
from fastomsorg.terms import Instant, Status, stockholm

from ._demo_story import ACTOR, CHECKS, STEPS, TABLES, Check, Step


def demo(run: Run, keep: option.Keep = None) -> int:
    """
    Go through the handbook (*genomgång*), and check what came of it.
    """
    with _place(keep) as place:
        telling = _Telling(run, place)
        telling.begin()
        for step in STEPS:
            if not telling.take(step):
                return FAILED
        checked = [(check, telling.answer(check)) for check in CHECKS]
        telling.end(checked, kept=keep)
    return DONE if all(check.expected == got for check, got in checked) else FAILED


@contextmanager
def _place(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="fastomsorg-demo-") as folder:
        yield Path(folder)


@attrs.frozen
class _Telling:
    """
    The demonstration under way, in its directory.
    """

    run: Run
    place: Path

    def begin(self) -> None:
        """
        Lay the tables out, and say where and when this is.
        """
        for table in handbook_tables():
            (self.place / table.name).write_bytes(table.read_bytes())
        voice = self.run.voice
        voice.heading(voice.text("demo.title"))
        voice.say("demo.about")
        voice.line(f"\n$ cd {self.place}")
        voice.line(f"$ export FASTOMSORG_STORE={self._store} FASTOMSORG_ACTOR={ACTOR}")

    def take(self, step: Step) -> bool:
        """
        One step: why it is taken, each command as it is typed, and what it answers. Was it done?
        """
        voice = self.run.voice
        at = step.at.astimezone(stockholm()).replace(tzinfo=None)
        voice.line("")
        voice.show(Rule(Text(voice.text(f"demo.step.{step.key}.title")), align="left"))
        voice.say(f"demo.step.{step.key}.about", at=at)
        for words in step.commands:
            typed = " ".join(word if word == TABLES else shlex.quote(word) for word in words)
            voice.show(Text(f"\n$ fastomsorg {typed}", style="bold cyan"))
            code = self._typed(words, step.at)
            if code != DONE:
                voice.complain(voice.text("demo.failed", code=code))
                return False
        return True

    def answer(self, check: Check) -> object:
        """
        What a command answers to what is checked; that it does not, where it fails.
        """
        answered = io.StringIO()
        with redirect_stdout(answered):
            code = self.run.again(
                [*self._paths(check.command), "--json"], self._around(STEPS[-1].at)
            )
        if code != DONE:
            return self.run.voice.text("demo.failed", code=code)
        document: Any = json.loads(answered.getvalue())
        return check.pick(document)

    def end(self, checked: list[tuple[Check, object]], *, kept: Path | None) -> None:
        """
        Say what was checked, and where it all is.
        """
        voice = self.run.voice
        checks = [
            {
                "what": voice.text(f"demo.check.{check.key}"),
                "expected": self._shown(check.expected),
                "got": self._shown(got),
                "ok": check.expected == got,
            }
            for check, got in checked
        ]
        voice.document("demo", {"kept": None if kept is None else str(kept), "checks": checks})
        voice.line("")
        voice.show(Rule(Text(voice.text("demo.checks")), align="left"))
        rows = [
            (each["what"], each["got"], voice.text("demo.right" if each["ok"] else "demo.wrong"))
            for each in checks
        ]
        voice.table(("checked", "result", ""), rows)
        right = sum(bool(each["ok"]) for each in checks)
        voice.heading("\n" + voice.text("demo.sum", right=right, all=len(checks)))
        if kept is not None:
            voice.line(voice.text("demo.kept", folder=kept))

    @property
    def _store(self) -> str:
        return f"sqlite:///{self.place / 'fok.db'}"

    def _typed(self, words: tuple[str, ...], at: Instant) -> int:
        if not self.run.voice.as_json:
            return self.run.again(self._paths(words), self._around(at))
        with redirect_stdout(io.StringIO()):
            return self.run.again(self._paths(words), self._around(at))

    def _paths(self, words: tuple[str, ...]) -> list[str]:
        """
        The words, with the tables where they lie.
        """
        tables = [str(self.place / table.name) for table in handbook_tables()]
        return [each for word in words for each in (tables if word == TABLES else [word])]

    def _around(self, at: Instant) -> Surroundings:
        environment = {
            "FASTOMSORG_STORE": self._store,
            "FASTOMSORG_LANG": self.run.voice.language.value,
            OWN_ACTOR: ACTOR,
        }
        return attrs.evolve(self.run.around, clock=lambda: at, environment=environment)

    def _shown(self, value: object) -> str:
        if value is None:
            return self.run.voice.text("demo.nobody")
        if isinstance(value, str) and value in list(Status):
            return self.run.voice.label(Status(value))
        return str(value)

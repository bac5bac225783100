"""
A shell in a directory of its own, with the store, the actor and the clock that a test wants.
"""

import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from jsonschema import Draft202012Validator, FormatChecker

from fastomsorg.cli import main
from fastomsorg.cli._handbook import handbook_tables
from fastomsorg.cli._running._surroundings import Surroundings
from fastomsorg.hooks import Panel
from fastomsorg.terms import Instant, stockholm
from tests.rooms.source import LIBRARY

SCHEMAS = LIBRARY / "cli" / "schemas"


def at(text: str) -> Instant:
    """
    What the clock shows in Sweden, as ``2025-02-17 10:11``.
    """
    return dt.datetime.fromisoformat(text).replace(tzinfo=stockholm()).astimezone(dt.UTC)


THAT_MORNING = at("2025-02-17 10:11")


@cache
def schema(name: str) -> Draft202012Validator:
    """
    The published schema ``fastomsorg/NAME/1``.
    """
    read = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(read, format_checker=FormatChecker())


@attrs.frozen
class Ran:
    """
    How a command ended, and what it said.
    """

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """
        The answer to a program, which is as its schema has it.
        """
        document = json.loads(self.out)
        organisation, name, number = document["schema"].split("/")
        assert (organisation, number) == ("fastomsorg", "1")
        schema(name).validate(document)
        return document

    @property
    def said(self) -> str:
        """
        What was said, without the blanks that a table ends its lines with.
        """
        return "".join(f"{line.rstrip()}\n" for line in self.out.splitlines())


@attrs.define
class Shell:
    """
    Commands are given with `run`; with `json` they are answered as to a program.
    """

    folder: Path
    actor: str | None = "susapo"
    clock: Instant = THAT_MORNING
    user: str = "susanne"
    language: str = "sv"
    panel: Panel | None = None
    environment: Mapping[str, str] = attrs.field(factory=dict)
    sleep: Callable[[float], None] = lambda seconds: None

    @property
    def store(self) -> Path:
        return self.folder / "fok.db"

    def run(self, *words: str) -> Ran:
        said, complained = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(complained):
            code = main(list(words), self._around())
        assert "Traceback" not in complained.getvalue()
        return Ran(code, said.getvalue(), complained.getvalue())

    def json(self, *words: str, code: int = 0) -> Any:
        ran = self.run("--json", *words)
        assert code == ran.code, (ran.err, ran.out)
        return ran.document

    def stored(self) -> object:
        """
        What is in the store, to see whether anything was added.
        """
        panel, url = Panel.installed(), f"sqlite:///{self.store}?mode=rw"
        storage, people = panel.storage(url), panel.people(url)
        return tuple(storage.changes()), tuple(storage.notes()), tuple(people.units())

    def _around(self) -> Surroundings:
        environment = {
            "FASTOMSORG_STORE": f"sqlite:///{self.store}",
            "FASTOMSORG_LANG": self.language,
            **({"FASTOMSORG_ACTOR": self.actor} if self.actor else {}),
            **self.environment,
        }
        panel = self.panel
        return Surroundings(
            clock=lambda: self.clock,
            user=lambda: self.user,
            environment=environment,
            panel=Panel.installed if panel is None else lambda: panel,
            sleep=self.sleep,
        )


def handbook(folder: Path) -> list[str]:
    """
    The handbook's tables, laid out in the folder.
    """
    files = []
    for table in handbook_tables():
        file = folder / table.name
        file.write_bytes(table.read_bytes())
        files.append(str(file))
    return files

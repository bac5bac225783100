"""
Every page that is made from the code: `python -m docs.generate` writes them all anew.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from docs import _command_line, _commands, _events, _glossary, _law, _measures, _reasons, _routine
from fastomsorg.law import statutes

REFERENCE = Path(__file__).parent / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "command-line.md": _command_line.page,
    "commands.md": _commands.page,
    "events.md": _events.page,
    "glossary.md": _glossary.page,
    "law.md": lambda: _law.page(statutes()),
    "measures.md": _measures.page,
    "reasons.md": _reasons.page,
    "routine.md": _routine.page,
}
SCHEMAS: Mapping[str, Callable[[], str]] = {"routine.schema.json": _routine.schema}


def main() -> None:
    for name, page in {**PAGES, **SCHEMAS}.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

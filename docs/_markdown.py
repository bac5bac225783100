"""
The little Markdown that generated pages are put together from.
"""

from collections.abc import Iterable

COMMAND = "python -m docs.generate"


def made_from(source: str) -> str:
    """
    The remark at the head of a page: which command makes it, and what to change instead.
    """
    return f"<!-- Made by `{COMMAND}` from {source}. Change that, not this page. -->"


def grid(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """
    A table; a bar inside a cell is written so that it does not end the cell.
    """
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, cells))} |" for cells in lines)


def fenced(language: str, text: str) -> str:
    lines = text.strip("\n")
    return f"```{language}\n{lines}\n```"


def joined(parts: Iterable[str]) -> str:
    """
    The parts of a page with a blank line between them.
    """
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _cell(content: object) -> str:
    return " ".join(str(content).split()).replace("|", r"\|")

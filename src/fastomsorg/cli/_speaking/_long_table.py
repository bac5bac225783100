"""
A table of very many rows, laid out without weighing each of them against the width of a page.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

BETWEEN = "   "
RULE = "─"


def laid_out(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> Iterator[str] | None:
    """
    The lines of the table (*lång tabell*), as rich would lay them out; None where something would
    have to be folded to keep within *width*, and where a column is empty.
    """
    if any("\n" in cell for row in rows for cell in row):
        return None
    widths = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    whole = sum(widths) + len(BETWEEN) * (len(widths) - 1)
    if whole > width or not all(widths):
        return None
    return _lines(heads, rows, widths, RULE * whole)


def _lines(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], rule: str
) -> Iterator[str]:
    yield _line(heads, widths)
    yield rule
    yield from (_line(row, widths) for row in rows)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return BETWEEN.join(padded)

"""
A long table looks as a short one does.
"""

import io

from hypothesis import assume, given
from hypothesis import strategies as st
from rich.console import Console

from fastomsorg.cli._speaking import _voice
from fastomsorg.cli._speaking._long_table import laid_out
from fastomsorg.cli._speaking._voice import Voice, plain

WIDE = 200
cells = st.text(st.characters(codec="utf-8", exclude_categories=("C", "M", "Z")), max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    columns = draw(st.integers(1, 5))
    row = st.lists(cells, min_size=columns, max_size=columns)
    return draw(row), draw(st.lists(row, min_size=1, max_size=6))


def by_rich(heads: list[str], rows: list[list[str]], width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    console.print(_voice._table([plain(head) for head in heads], rows))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(tables())
def test_it_is_laid_out_as_rich_would(table: tuple[list[str], list[list[str]]]) -> None:
    heads, rows = table
    lines = laid_out(heads, rows, WIDE)

    assume(lines is not None)
    assert by_rich(heads, rows, WIDE) == "".join(f"{line}\n" for line in lines or ())


def test_what_would_be_folded_is_left_to_rich() -> None:
    assert laid_out(["Client"], [["a longer cell"]], 12) is None
    assert laid_out(["Client"], [["two\nlines"]], WIDE) is None


def test_a_long_table_is_all_there() -> None:
    voice = Voice()
    voice.out.file = io.StringIO()

    voice.columns(["Number"], [[number] for number in range(_voice.LONG + 1)])

    lines = [line.strip() for line in voice.out.file.getvalue().splitlines()]
    assert lines[2:] == [str(number) for number in range(_voice.LONG + 1)]

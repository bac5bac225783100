"""
Every key of a TOML text has a line.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.routine._places import Path, key_lines

TEXT = '''\
a = 1 # [not.a.table]
"b.c" = "x = 1"
d.e = [1, 2, # c ]
 { f = "]", g = """q
{"""}, "z,"]

[h]
i = 1979-05-27 07:32:00
[[j]]
k = 1
[[j.l]]
m = 'y"'
[j.n]
o = \'\'\'
a = 2
\'\'\'
[[j]]
k = { p.q = [[1], [
 2]] }
'''


def test_keys_are_found_in_tables_rows_lists_and_tables_on_one_line() -> None:
    lines = key_lines(TEXT)

    assert {
        ("a",): 1,
        ("b.c",): 2,
        ("d", "e", 2, "g"): 4,
        ("d", "e", 3): 5,
        ("h", "i"): 8,
        ("j", 0, "k"): 10,
        ("j", 0, "l", 0, "m"): 12,
        ("j", 0, "n", "o"): 14,
        ("j", 1): 17,
        ("j", 1, "k", "p", "q", 1): 18,
        ("j", 1, "k", "p", "q", 1, 0): 19,
    }.items() <= lines.items()
    assert set(lines) == set(paths(tomllib.loads(TEXT)))


SCALARS = st.one_of(
    st.integers(-9, 99).map(str),
    st.booleans().map(lambda flag: "true" if flag else "false"),
    st.sampled_from(
        ['"a"', '"]"', '"}"', r'"\""', "'#'", '""', '"""a"b\n"""', "'''\n[x]'''", "2026-01-01"]
    ),
)
NAMES = st.sampled_from(["a", "b-c", '"d.e"', "'f g'", "1"])
BLANKS = st.sampled_from(["", " ", "\n", " # ], }\n", "\r\n  "])


@st.composite
def lists(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    items = draw(st.lists(inner, max_size=3))
    return "[" + "".join(f"{draw(BLANKS)}{item}{draw(BLANKS)}," for item in items) + "]"


@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    return "{" + ", ".join(f"{name} = {draw(inner)}" for name in names) + "}"


VALUES = st.recursive(SCALARS, lambda inner: lists(inner) | tables(inner), max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    said = []
    for head in draw(st.lists(st.sampled_from(["", "[[r]]", "[[r.s]]", "[t.u]", "[[v]]"]))):
        names = draw(st.lists(NAMES, max_size=3, unique=True))
        said += [head, *(f"{name} = {draw(VALUES)} # x" for name in names)]
    return "\n".join(said)


@given(documents())
def test_every_key_that_is_read_has_a_line_and_no_other_key_has(text: str) -> None:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert set(key_lines(text)) == set(paths(read))


@given(documents(), st.integers(0, 5))
def test_a_key_moves_down_with_the_lines_before_it(text: str, more: int) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    moved = {path: line + more for path, line in key_lines(text).items()}
    assert moved == key_lines("# before\n" * more + text)


def paths(value: Any, above: Path = ()) -> Iterator[Path]:
    if above:
        yield above
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, (*above, key))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from paths(each, (*above, number))

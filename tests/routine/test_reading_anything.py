"""
Whatever stands in a routine's file: it is read, or every fault is told with its line.
"""

import datetime as dt
import json
import tomllib
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from fastomsorg.routine import profiles
from fastomsorg.texts import Language, text
from tests.routine.test_extending import OWN
from tests.routine.test_reading import RULES, SPRING
from tests.routine.test_schema import WHOLE
from tests.routine.texts import HEAD, problems

SHIPPED = [each.text for each in profiles().values()]
WRITTEN = [HEAD + RULES, HEAD + WHOLE + SPRING, OWN.replace('"norr"', '"malmo"'), *SHIPPED[:3]]
VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(),
        st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=5),
        st.sampled_from(["offer", "days", "blekinge", "private_provider", "1/3", "25 %", "1/0"]),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["sv", "kind", "value", "from", "source", "amount", "unit", "x y"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)


def toml(said: Any) -> str:
    """
    A value as TOML writes it, on one line.
    """
    match said:
        case dict():
            inside = ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in said.items())
            return f"{{{inside}}}"
        case list():
            return f"[{', '.join(map(toml, said))}]"
        case str():
            return json.dumps(said)
        case bool():
            return "true" if said else "false"
        case float():
            return repr(said).replace("e+", "e")
        case dt.date() | dt.time():
            return said.isoformat()
        case _:
            return str(said)


def file_of(said: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {toml(each)}\n" for key, each in said.items())


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """
    A routine in which something has been put in another's place, left out or added.
    """
    said = tomllib.loads(draw(st.sampled_from(WRITTEN)))
    for _ in range(draw(st.integers(1, 3))):
        inside: Any = said
        while True:
            keys = sorted(inside) if isinstance(inside, dict) else list(range(len(inside)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(inside[key], (dict, list)) and draw(st.booleans()):
                inside = inside[key]
                continue
            if draw(st.booleans()):
                inside[key] = draw(VALUES)
            elif isinstance(inside, dict):
                del inside[key]
            break
        if isinstance(inside, dict) and draw(st.booleans()):
            inside[draw(st.sampled_from(["x", "remove", "value", "version", "extends"]))] = draw(
                VALUES
            )
    return file_of(said)


def check(written: str) -> None:
    """
    Read it, or look at how each fault is told.
    """
    for each in problems(written):
        assert 1 <= each.line <= written.count("\n") + 2
        sentence = each.expected.startswith("errors.")
        key = each.expected if sentence else f"routines.{each.expected}"
        assert all(text(language, key, **each.facts) for language in Language)


@given(spoilt())
@example(file_of({**tomllib.loads(HEAD), "targets": {"contact_share": {"least": float("nan")}}}))
@example(file_of({**tomllib.loads(HEAD), "rules": {"operator": {"value": ["x"]}}}))
@example(file_of({**tomllib.loads(HEAD), "version": {"from": dt.date(2027, 1, 1)}}))
@example(file_of({**tomllib.loads(HEAD), "from": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}))
def test_a_routine_that_was_spoilt_is_read_or_told_of(written: str) -> None:
    check(written)


@given(st.text(max_size=40))
def test_any_text_is_read_or_told_of(written: str) -> None:
    check(written)


@given(st.sampled_from(WRITTEN), st.data())
def test_a_file_that_was_cut_off_is_read_or_told_of(written: str, data: st.DataObject) -> None:
    check(written[: data.draw(st.integers(0, len(written)))])

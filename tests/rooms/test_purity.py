"""
From terms to statistics nothing asks the machine for the time, for chance or for a file.

The import contracts cannot see a call on a type that is otherwise welcome: `date.today()`.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.rooms.source import LIBRARY, Module, modules

PURE = (
    "terms",
    "law",
    "care",
    "texts",
    "history",
    "commands",
    "decisions",
    "journal",
    "routine",
    "statistics",
)
FUNCTIONS = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
METHODS = {"now", "today", "utcnow", "uuid1", "uuid4", "uuid6", "uuid7"}
MODULES = tuple(module for module in modules(LIBRARY) if module.room in PURE)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_pure_room_asks_nothing_of_the_machine(module: Module) -> None:
    assert list(impure_calls(module.tree())) == []


@pytest.mark.parametrize(
    "code",
    [
        "import datetime as dt\nday = dt.date.today()",
        "import datetime as dt\nat = dt.datetime.now(dt.UTC)",
        "from datetime import datetime\nat = datetime.utcnow()",
        "import uuid\nid = uuid.uuid4()",
        "from uuid import uuid4\nid = uuid4()",
        "text = open('statute.toml').read()",
        "print('hello')",
    ],
)
def test_a_planted_call_is_found(code: str) -> None:
    assert len(list(impure_calls(ast.parse(code)))) == 1


def test_days_that_are_worked_out_are_welcome() -> None:
    code = "import datetime as dt\nday = dt.date.fromisoformat('2033-07-01') - dt.timedelta(1)"

    assert list(impure_calls(ast.parse(code))) == []


def impure_calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_impure(node.func):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _is_impure(called: ast.expr) -> bool:
    match called:
        case ast.Name(id=name):
            return name in FUNCTIONS | METHODS
        case ast.Attribute(attr=name):
            return name in METHODS
        case _:
            return False

"""
Every code in the source that people are told a text for, and the facts that go with it.
"""

import ast
from collections.abc import Iterator

import attrs

from tests.rooms.source import LIBRARY, PLUG_INS, Module, modules

REASONS = {"blocking", "warning", "stands"}
"""What makes a reason; *stands* is either of the others, as the rules have it."""

EVERYTHING = tuple(modules(LIBRARY, *PLUG_INS))


@attrs.frozen
class Use:
    """
    One place where a code is used; *code* is None where it is not written out there.

    *facts* is None where they are not all written out either.
    """

    where: str
    function: str
    code: str | None
    facts: frozenset[str] | None


def reasons() -> Iterator[Use]:
    yield from _uses(REASONS, default={})


def errors() -> Iterator[Use]:
    yield from _uses(set(error_codes()), default=error_codes())


def error_codes() -> dict[str, str]:
    """
    The classes of errors, each with the code it has when none is given.
    """
    found = {"FastomsorgError": "error"}
    remaining = [node for module in EVERYTHING for node in _classes(module.tree())]
    while more := [node for node in remaining if _bases(node) & found.keys()]:
        remaining = [node for node in remaining if node not in more]
        for node in more:
            (base,) = _bases(node) & found.keys()
            found[node.name] = _own_default(node) or found[base]
    return found


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def _own_default(node: ast.ClassDef) -> str | None:
    for line in node.body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id="default_code")], value=ast.Constant(value=str(code))
            ):
                return code
            case _:
                pass
    return None


def _uses(names: set[str], default: dict[str, str]) -> Iterator[Use]:
    for module in EVERYTHING:
        yield from _uses_in(module, names, default)


def _uses_in(module: Module, names: set[str], default: dict[str, str]) -> Iterator[Use]:
    for function, node in _calls(module.tree()):
        if isinstance(node.func, ast.Name) and node.func.id in names:
            yield Use(
                where=f"{module.name}:{node.lineno}",
                function=f"{module.name}.{function}",
                code=_code(node, default.get(node.func.id)),
                facts=_facts(node),
            )


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """
    Every call, with the function or class it stands in.
    """
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        inside, node = waiting.pop()
        if isinstance(node, ast.Call):
            yield inside, node
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            inside = node.name
        waiting += [(inside, child) for child in ast.iter_child_nodes(node)]


def _code(node: ast.Call, default: str | None) -> str | None:
    match node.args:
        case [ast.Constant(value=str(code)), *_]:
            return code
        case []:
            return default
        case _:
            return None


def _facts(node: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in node.keywords]
    written_out = frozenset(name for name in names if name and name != "basis")
    return None if None in names else written_out

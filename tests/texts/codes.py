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


def expectations() -> Iterator[Use]:
    """
    What would have been right in a table: codes of its own, and those of the numbers people have.
    """
    for module in EVERYTHING:
        if module.name.startswith(("fastomsorg.wire.tables", "fastomsorg.casework._import")):
            for function, node in _calls(module.tree()):
                for code in map(_written_out, node.args):
                    if code and code.startswith("table_"):
                        yield _use(module, function, node, code, _expected_facts(node))
    yield from (use for use in errors() if use.where.startswith("fastomsorg.terms._identity"))


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
        if isinstance(node.func, ast.Name) and node.func.id in names and (node.args or default):
            code = _written_out(node.args[0]) if node.args else default.get(node.func.id)
            yield _use(module, function, node, code, _facts(node))


def _use(
    module: Module, function: str, node: ast.Call, code: str | None, facts: frozenset[str] | None
) -> Use:
    return Use(f"{module.name}:{node.lineno}", f"{module.name}.{function}", code, facts)


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


def _written_out(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(code)):
            return code
        case _:
            return None


def _facts(node: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in node.keywords]
    written_out = frozenset(name for name in names if name and name != "basis")
    return None if None in names else written_out


def _expected_facts(node: ast.Call) -> frozenset[str] | None:
    """
    By keyword, or in a mapping that is handed over.
    """
    mapped = [
        _written_out(key)
        for argument in node.args
        if isinstance(argument, ast.Dict)
        for key in argument.keys
        if key is not None
    ]
    by_keyword = _facts(node)
    return None if by_keyword is None else by_keyword.union(name for name in mapped if name)

"""
Where each reason is given: read from the source, for a code is often chosen before it is given.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

import fastomsorg

LIBRARY = Path(fastomsorg.__file__).parent
CODES = frozenset(tomllib.loads((LIBRARY / "texts/en/reasons.toml").read_text(encoding="utf-8")))
ROOMS = ("decisions", "routine", "hooks", "casework")
SEVERITIES = {
    "blocking": "obstacle",
    "warning": "remark",
    "stands": "obstacle or remark",
    "Reason": "obstacle or remark",
}
"""What makes a reason, and how severe it is then."""


@attrs.frozen
class Origin:
    """
    A place that gives a reason: the file, the question that it answers, how severe, and whether
    it goes with a basis in law.
    """

    code: str
    file: str
    question: str
    severity: str
    cites: bool


def origins() -> Iterator[Origin]:
    """
    Every place that gives a reason, in order of file.
    """
    for room in ROOMS:
        for path in sorted((LIBRARY / room).rglob("_*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            file = path.relative_to(LIBRARY).as_posix()
            question = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
            together = dict(_chosen_together(tree))
            for code, giver in [*_written_out(tree), *_chosen_before(tree)]:
                how = together.get(code, _name(giver))
                yield Origin(code, file, question, SEVERITIES[how], _cites(giver))


def _written_out(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """
    Calls that give a code as it is: `blocking("same_unit")`.
    """
    for giver in _givers(tree):
        match giver.args:
            case [ast.Constant(value=str(code)), *_]:
                yield code, giver
            case _:
                pass


def _chosen_before(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """
    Calls that give a code by a name: `blocking(code)`. The codes that it may be are those that the
    function mentions, or one that it calls, or one that calls it.
    """
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name, function in functions.items():
        by_name = [giver for giver in _givers(function) if isinstance(giver.args[0], ast.Name)]
        nearby = [
            other
            for other in functions.values()
            if other is function or other.name in _called(function) or name in _called(other)
        ]
        for giver in by_name[:1]:
            for code in dict.fromkeys(code for each in nearby for code in _mentioned(each)):
                yield code, giver


def _chosen_together(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """
    Code and severity that are chosen by one and the same condition.
    """
    chosen = [
        (ast.dump(node.test), node.body, node.orelse)
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp)
    ]
    for test, *severities in chosen:
        for other_test, *codes in chosen:
            if test == other_test:
                for pair in zip(codes, severities, strict=True):
                    match pair:
                        case ast.Constant(value=str(code)), ast.Name(id=how) if how in SEVERITIES:
                            yield code, how
                        case _:
                            pass


def _givers(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SEVERITIES and node.args:
            yield node


def _mentioned(function: ast.FunctionDef) -> Iterator[str]:
    written_out = {code for code, _ in _written_out(function)}
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and node.value in CODES and node.value not in written_out:
            yield str(node.value)


def _called(function: ast.FunctionDef) -> set[str]:
    return {_name(node) for node in ast.walk(function) if isinstance(node, ast.Call)}


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _cites(giver: ast.Call) -> bool:
    """
    A basis is given by name, or as the fourth of what a reason is made of.
    """
    return len(giver.args) > 3 or any(keyword.arg == "basis" for keyword in giver.keywords)

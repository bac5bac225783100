"""
A section of a page for a class of values: what it means, its fields, how it is written.
"""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import attrs

from docs._markdown import fenced, grid
from fastomsorg.wire import to_plain

TERMS = re.compile(r"\((\*[^*()]+\*(?:, \*[^*()]+\*)*)\)")


def swedish(described: object) -> tuple[str, ...]:
    """
    The Swedish terms in the first paragraph of a docstring: `(*byte*, *flytt*)`.
    """
    first, *_ = (inspect.getdoc(described) or "").split("\n\n")
    return tuple(
        term.strip("*")
        for found in TERMS.findall(" ".join(first.split()))
        for term in found.split(", ")
    )


def section(kind: type, example: object, *, level: int = 2) -> Iterator[str]:
    """
    Heading, docstring, fields, and the *example* as plain data.
    """
    yield f"{'#' * level} {kind.__name__}"
    yield inspect.getdoc(kind) or ""
    yield grid(("field", "what", "if left out"), _fields(kind))
    if personal := [f"`{field.name}`" for field in attrs.fields(kind) if not field.repr]:
        yield f"Personal data, kept out of logs, errors and `repr`: {', '.join(personal)}."
    yield fenced("json", json.dumps(to_plain(example), indent=2, ensure_ascii=False))


def _fields(kind: type) -> Iterator[tuple[str, str, str]]:
    written = dict(_annotations(kind))
    for field in attrs.fields(kind):
        yield f"`{field.name}`", f"`{written[field.name]}`", _default(field)


def _annotations(kind: type) -> Iterator[tuple[str, str]]:
    """
    The types as they are written, with the names that tell one text from another.
    """
    (definition,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    for line in definition.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            yield line.target.id, ast.unparse(line.annotation)


def _default(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return "must be given"
    return f"`{_shown(field.default)}`"


def _shown(default: object) -> str:
    match default:
        case "":
            return '""'
        case frozenset() | tuple() if not default:
            return f"{type(default).__name__}()"
        case _:
            return getattr(default, "name", None) or repr(default)

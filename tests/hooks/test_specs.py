"""
No hook without a docstring that says everything, a heading in the reference, and a test of its own.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fastomsorg.hooks import (
    AuditSpecs,
    CalendarSpecs,
    CoverageSpecs,
    KeepingSpecs,
    PageSpecs,
    PeopleSpecs,
    ReceiverSpecs,
    RoutineSpecs,
    StatisticsSpecs,
    StorageSpecs,
)

TESTS = Path(__file__).parent
REFERENCE = TESTS.parents[1] / "docs" / "reference" / "hooks.md"
SPECS = (
    StorageSpecs,
    PeopleSpecs,
    ReceiverSpecs,
    KeepingSpecs,
    AuditSpecs,
    StatisticsSpecs,
    RoutineSpecs,
    PageSpecs,
    CoverageSpecs,
    CalendarSpecs,
)
PARTS = ("Kind", "When", "Args", "Returns", "If it raises", "Example")


def hooks() -> Iterator[tuple[str, Callable[..., object]]]:
    for group in SPECS:
        for name, function in vars(group).items():
            if hasattr(function, "fastomsorg_spec"):
                yield name, function


HOOKS = dict(hooks())


def heading_of(name: str) -> str:
    parameters = [each for each in inspect.signature(HOOKS[name]).parameters if each != "self"]
    return f"{name}({', '.join(parameters)})"


def test_these_are_all_the_hooks_there_are() -> None:
    assert sorted(HOOKS) == [
        "fastomsorg_calendar",
        "fastomsorg_eligibility",
        "fastomsorg_match",
        "fastomsorg_measures",
        "fastomsorg_open_anchor",
        "fastomsorg_open_engine",
        "fastomsorg_open_export",
        "fastomsorg_open_journal",
        "fastomsorg_open_people",
        "fastomsorg_open_plan",
        "fastomsorg_open_planning",
        "fastomsorg_open_policy",
        "fastomsorg_open_storage",
        "fastomsorg_open_visits",
        "fastomsorg_page",
        "fastomsorg_retention",
        "fastomsorg_routines",
    ]


@pytest.mark.parametrize("name", HOOKS)
def test_a_docstring_has_every_part_in_order(name: str) -> None:
    parts = re.findall(r"^(\w[\w ]*?)::?(?:\s|$)", inspect.getdoc(HOOKS[name]) or "", re.MULTILINE)

    assert tuple(parts) == PARTS


@pytest.mark.parametrize("name", HOOKS)
def test_an_example_is_of_its_own_hook_and_can_be_read_by_python(name: str) -> None:
    _, _, example = (inspect.getdoc(HOOKS[name]) or "").partition("Example::\n")
    (function,) = ast.parse(inspect.cleandoc(example)).body

    assert isinstance(function, ast.FunctionDef)
    assert f"{function.name}({ast.unparse(function.args)})" == heading_of(name)


@pytest.mark.parametrize("name", HOOKS)
def test_every_argument_and_the_answer_is_annotated(name: str) -> None:
    signature = inspect.signature(HOOKS[name])
    parameters = [each for each in signature.parameters.values() if each.name != "self"]

    assert inspect.Parameter.empty not in {each.annotation for each in parameters}
    assert signature.return_annotation is not inspect.Signature.empty


def test_the_reference_has_a_heading_for_each_hook_with_its_exact_arguments() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    headings = re.findall(r"^## (fastomsorg_.*)$", text, re.MULTILINE)

    assert sorted(headings) == sorted(map(heading_of, HOOKS))


@pytest.mark.parametrize("name", HOOKS)
def test_the_reference_has_every_part_of_each_hook(name: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n## {heading_of(name)}\n")
    section, _, _ = rest.partition("\n## ")

    assert tuple(re.findall(r"^\* \*\*(.*?)\*\*:", section, re.MULTILINE)) == PARTS[:-1]
    assert f"def {name}(" in section


@pytest.mark.parametrize("name", HOOKS)
def test_a_test_is_named_after_each_hook(name: str) -> None:
    named = [
        node.name
        for path in TESTS.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith(f"test_{name}_")
    ]

    assert named != []

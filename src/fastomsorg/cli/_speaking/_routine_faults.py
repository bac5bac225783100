"""
What is wrong with a routine, told line by line.
"""

from collections.abc import Iterable
from typing import Any

from fastomsorg.routine import RoutineProblem
from fastomsorg.texts import text

from ._readable import readable
from ._voice import Voice

SENTENCES = "errors."
"""How the codes begin whose texts are whole sentences."""


def plain_fault(problem: RoutineProblem, voice: Voice) -> dict[str, Any]:
    """
    A fault as the contract has it.
    """
    return {
        "file": problem.file,
        "line": problem.line,
        "key": problem.key,
        "got": problem.got,
        "expected": _expected(problem, voice),
        "code": problem.expected.removeprefix(SENTENCES),
        "basis": [str(citation) for citation in problem.basis],
    }


def show_faults(voice: Voice, problems: Iterable[RoutineProblem]) -> None:
    """
    Every fault to people: the place, what stands there, what would be right, the section.
    """
    for problem in problems:
        voice.complain(fault_line(problem, voice), style="")
        if problem.basis:
            voice.complain(f"  {voice.text('basis', citations=problem.basis)}", style="dim")


def fault_line(problem: RoutineProblem, voice: Voice) -> str:
    """
    A fault on a line.
    """
    where = {"file": problem.file, "line": problem.line, "key": problem.key}
    place = voice.text("routine.place" if problem.key else "import.line", **where)
    return f"{place}: {_fault(problem, voice)}"


def _fault(problem: RoutineProblem, voice: Voice) -> str:
    expected = _expected(problem, voice)
    if problem.expected.startswith(SENTENCES):
        return expected
    if not problem.got:
        return voice.text("import.expected", expected=expected)
    return voice.text("import.got_and_expected", got=problem.got, expected=expected)


def _expected(problem: RoutineProblem, voice: Voice) -> str:
    sentence = problem.expected.startswith(SENTENCES)
    key = problem.expected if sentence else f"routines.{problem.expected}"
    return text(voice.language, key, **readable(problem.facts, voice))
